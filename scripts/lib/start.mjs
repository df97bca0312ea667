import { build } from './build.mjs';
import { runCompiled } from './command.mjs';
import { install } from './install.mjs';
import { orExplain } from './setup-error.mjs';
import { root } from './workspace.mjs';

/** Sets the workspace up and synthesises its fleet. Arguments go to `goldenpath synth`. */
export async function start(args) {
  process.chdir(root);
  if (await orExplain(ready)) runCompiled(['synth', ...args]);
}

/** Installs and builds what is not yet. True when it is done. */
export async function ready() {
  await install();
  await build();
  return true;
}

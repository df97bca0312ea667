import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { orExplain } from './setup-error.mjs';
import { root } from './workspace.mjs';

/** Compiles the sources and runs the goldenpath command with these arguments. */
export async function run(args) {
  if (await orExplain(compiled)) runCompiled(args);
}

/** Runs the goldenpath command in this process. Starting another Node.js would take as long as the command. */
export function runCompiled(args) {
  const program = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  process.argv = [process.execPath, program, ...args];
  createRequire(import.meta.url)(program);
}

async function compiled() {
  await build();
  return true;
}

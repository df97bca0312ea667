// Fails if pnpm-lock.yaml does not match the package.json files, or contains download URLs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedPnpm } from './lib/install.mjs';
import { runProgram } from './lib/run-program.mjs';
import { orExplain, remedyFor, SetupError } from './lib/setup-error.mjs';
import { root } from './lib/workspace.mjs';

await orExplain(checkLockfile);

async function checkLockfile() {
  const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  if (/^\s+(tarball:|resolution:.*tarball)/m.test(lockfile))
    throw new SetupError('pnpm-lock.yaml contains download URLs.', {
      remedy: 'Keep lockfileIncludeTarballUrl off and run `pnpm install`.',
    });
  const [command, ...args] = await pinnedPnpm();
  const { code, output } = await runProgram(command, [...args, 'install', '--frozen-lockfile', '--lockfile-only'], {
    shell: process.platform === 'win32',
  });
  if (code !== 0)
    throw new SetupError('pnpm-lock.yaml does not match the package.json files.', {
      details: output,
      remedy: remedyFor(output) ?? 'Run `pnpm install` and commit the lockfile.',
    });
}

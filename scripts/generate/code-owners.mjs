import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetupError } from '../lib/setup-error.mjs';

/** Returns the CODEOWNERS file of this repository, from the compiled command. */
export function codeOwners(root) {
  const command = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  // A difference is not an error here: the caller checks for it.
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'codeowners', '--check', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { content } = JSON.parse(stdout === '' ? '{}' : stdout);
  if (content === undefined)
    throw new SetupError('CODEOWNERS cannot be generated. The other generated files are up to date.', {
      details: `${stdout}${stderr}`,
      remedy: 'Correct the specs (`pnpm goldenpath validate`), then run `pnpm generate` again.',
    });
  return { '.github/CODEOWNERS': content };
}

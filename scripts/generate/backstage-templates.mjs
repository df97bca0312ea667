import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetupError } from '../lib/setup-error.mjs';

/** Returns the templates of this repository for Backstage, from the compiled command. */
export function backstageTemplates(root) {
  const command = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  // A difference is not an error here: the caller checks for it.
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'backstage', '--check', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { templates } = JSON.parse(stdout === '' ? '{}' : stdout);
  if (templates === undefined)
    throw new SetupError('The templates for Backstage cannot be generated. The other generated files are up to date.', {
      details: `${stdout}${stderr}`,
      remedy: 'Correct the platform file (`pnpm goldenpath validate`), then run `pnpm generate` again.',
    });
  return Object.fromEntries(templates.flatMap(({ file, content }) => (content === undefined ? [] : [[file, content]])));
}

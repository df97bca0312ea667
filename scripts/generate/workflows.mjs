import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Returns the workflows of this repository that follow from its platform file, from the compiled command. */
export function workflows(root) {
  const command = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  // A difference is not an error here: the caller checks for it.
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'workflows', '--check', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { workflows: generated } = JSON.parse(stdout === '' ? '{}' : stdout);
  if (generated === undefined) throw new Error(`The workflows cannot be generated: ${stdout}${stderr}`);
  return Object.fromEntries(generated.map(({ file, content }) => [file, content]));
}

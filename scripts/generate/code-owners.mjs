import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Returns the CODEOWNERS file of this repository, from the compiled command. */
export function codeOwners(root) {
  const command = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  // A difference is not an error here: the caller checks for it.
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'codeowners', '--check', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { content } = JSON.parse(stdout === '' ? '{}' : stdout);
  if (content === undefined) throw new Error(`CODEOWNERS cannot be generated: ${stdout}${stderr}`);
  return { '.github/CODEOWNERS': content };
}

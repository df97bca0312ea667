import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The CODEOWNERS file of this repository, as the compiled command makes it of the fleet. */
export function codeOwners(root) {
  const command = join(root, 'packages', 'cli', 'bin', 'goldenpath.js');
  // That what is there differs is no mistake here: it is what the caller looks for.
  const { stdout, stderr } = spawnSync(process.execPath, [command, 'codeowners', '--check', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { content } = JSON.parse(stdout === '' ? '{}' : stdout);
  if (content === undefined) throw new Error(`CODEOWNERS cannot be made: ${stdout}${stderr}`);
  return { '.github/CODEOWNERS': content };
}

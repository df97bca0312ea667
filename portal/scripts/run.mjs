import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the portal. */
export const portal = dirname(dirname(fileURLToPath(import.meta.url)));

/** Returns the path of a program of an installed package. */
export function program(name) {
  return join(portal, 'node_modules', name);
}

/** Runs a program of Node.js, and ends with its exit code if it fails. The last argument can be options: `cwd`. */
export function run(...words) {
  const options = typeof words.at(-1) === 'object' ? words.pop() : {};
  const { status } = spawnSync(process.execPath, words, { cwd: portal, stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
}

import { delimiter, resolve, sep } from 'node:path';
import which from 'which';
import type { Environment } from './engine';

/** The path of the first executable file of that name on the PATH, or undefined. */
export function tryFindOnPath(command: string, env: Environment): string | undefined {
  // An empty entry means the current folder. A Terraform that lies there is not the one that the user installed.
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const program = which.sync(resolve(folder, command), { nothrow: true });
    if (program !== null) return program;
  }
  return undefined;
}

/** Whether a text is a path, not the name of a command. */
export function isPath(program: string): boolean {
  return program.includes('/') || program.includes(sep);
}

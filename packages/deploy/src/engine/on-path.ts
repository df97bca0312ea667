import { delimiter, isAbsolute, resolve, sep } from 'node:path';
import which from 'which';
import type { Environment } from './engine';

/** The path of the first executable file of that name in a folder that the PATH names by an absolute path, or undefined. */
export function tryFindOnPath(command: string, env: Environment): string | undefined {
  // An empty or relative entry depends on the current folder. A Terraform there may be one that the repository brings.
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
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

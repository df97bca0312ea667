import { delimiter, isAbsolute, resolve, sep } from 'node:path';
import which from 'which';
import type { Environment } from './engine';

/** Returns the path of the first executable with that name on the PATH, or undefined. Relative entries of the PATH are ignored. */
export function tryFindOnPath(command: string, env: Environment): string | undefined {
  // An empty or relative entry depends on the working directory. A Terraform found there could come from the repository.
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const program = which.sync(resolve(folder, command), { nothrow: true });
    if (program !== null) return program;
  }
  return undefined;
}

/** Returns whether a text is a path and not the name of a command. */
export function isPath(program: string): boolean {
  return program.includes('/') || program.includes(sep);
}

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import type { Environment } from './engine';

/** The path of a command as a shell finds it: the first executable file of that name on the PATH, or undefined. */
export function tryFindOnPath(command: string, env: Environment): string | undefined {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => suffixes.map((suffix) => join(folder, command + suffix))).find(isExecutable);
}

/** Whether a text is a path, not the name of a command. */
export function isPath(program: string): boolean {
  return program.includes('/') || program.includes(sep);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, not ours to run, or no folder: a shell goes on to the next as well.
    return false;
  }
}

import * as path from 'node:path';

/** A path as a person reads it: relative to `cwd`, or absolute where it is elsewhere. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative || '.';
}

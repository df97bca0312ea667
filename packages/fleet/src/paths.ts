import * as path from 'node:path';

/** Returns a path for display: relative to `cwd`, or absolute if it is outside. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative || '.';
}

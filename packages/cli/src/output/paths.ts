import * as path from 'node:path';

/** A path as a person reads it: relative to where they are, unless it lies elsewhere. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') ? file : relative || '.';
}

/** A path as a person can paste it into a shell. */
export function shellPath(file: string, cwd: string): string {
  const shown = shownPath(file, cwd);
  return /^[\w./@:+-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}

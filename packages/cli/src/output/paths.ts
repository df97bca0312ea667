import { shownPath } from '@goldenpath/fleet';

/** Returns a path quoted for a shell. */
export function shellPath(file: string, cwd: string): string {
  const shown = shownPath(file, cwd);
  return /^[\w./@:+-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}

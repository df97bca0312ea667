import { shownPath } from '@goldenpath/fleet';

/** A path as a person can paste it into a shell. */
export function shellPath(file: string, cwd: string): string {
  const shown = shownPath(file, cwd);
  return /^[\w./@:+-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}

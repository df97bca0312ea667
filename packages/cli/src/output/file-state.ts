import { shownPath } from '@goldenpath/fleet';

/** A generated file of the fleet, and what was found in its place. */
interface FileState {
  readonly file: string;
  readonly found: 'missing' | 'differs' | 'fresh';
  readonly isWritten: boolean;
}

/** Returns the state of a file as a line. `command` writes it. */
export function fileStateText({ file, found, isWritten }: FileState, command: string, cwd: string): string {
  const shown = shownPath(file, cwd);
  if (isWritten) return `Wrote ${shown}.\n`;
  if (found === 'fresh') return `${shown} is up to date.\n`;
  return `${shown} is ${found === 'missing' ? 'missing' : 'out of date'}: run \`goldenpath ${command}\`.\n`;
}

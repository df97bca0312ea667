import { shownPath, type WrittenSchema } from '@goldenpath/fleet';

const WRITE = 'run `goldenpath schema`';
const STATES: Readonly<Record<WrittenSchema['found'], string>> = {
  missing: `is missing: ${WRITE}`,
  differs: `is out of date: ${WRITE}`,
  fresh: 'is up to date',
};

/** Returns the state of each schema, one per line. */
export function schemasText(schemas: readonly WrittenSchema[], cwd: string): string {
  return schemas
    .map(({ file, found, isWritten }) => {
      const shown = shownPath(file, cwd);
      return isWritten ? `Wrote ${shown}.\n` : `${shown} ${STATES[found]}.\n`;
    })
    .join('');
}

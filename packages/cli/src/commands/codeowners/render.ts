import { type CodeOwners, shownPath } from '@goldenpath/fleet';

const WRITE = 'run `goldenpath codeowners`';
const STATES: Readonly<Record<CodeOwners['found'], string>> = {
  missing: `is missing: ${WRITE}`,
  differs: `is out of date: ${WRITE}`,
  fresh: 'is up to date',
};

/** Returns the state of the CODEOWNERS file, and the reviewers of each environment. */
export function codeOwnersText({ file, found, isWritten, environments }: CodeOwners, cwd: string): string {
  const shown = shownPath(file, cwd);
  return [
    isWritten ? `Wrote ${shown}.` : `${shown} ${STATES[found]}.`,
    '',
    'Reviewers of each deployment',
    ...environments.map(
      ({ environment, reviewers }) => `  ${environment}: ${reviewers.length === 0 ? 'none' : reviewers.join(', ')}`,
    ),
    '',
  ].join('\n');
}

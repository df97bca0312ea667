import { type CodeOwners, shownPath } from '@goldenpath/fleet';

const WRITE = 'run `goldenpath codeowners`';
const STATES: Readonly<Record<CodeOwners['found'], string>> = {
  missing: `is missing: ${WRITE}`,
  differs: `is out of date: ${WRITE}`,
  fresh: 'is up to date',
};

/** The state of a CODEOWNERS file, and who is asked before a deployment. */
export function codeOwnersText({ file, found, isWritten, environments }: CodeOwners, cwd: string): string {
  const shown = shownPath(file, cwd);
  return [
    isWritten ? `Wrote ${shown}.` : `${shown} ${STATES[found]}.`,
    '',
    'Who is asked before a deployment',
    ...environments.map(
      ({ environment, reviewers }) =>
        `  ${environment}: ${reviewers.length === 0 ? 'nobody is asked' : reviewers.join(', ')}`,
    ),
    '',
  ].join('\n');
}

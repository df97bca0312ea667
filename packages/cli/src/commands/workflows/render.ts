import { type GeneratedWorkflow, shownPath } from '@goldenpath/fleet';

const WRITE = 'run `goldenpath workflows`';
const STATES: Readonly<Record<GeneratedWorkflow['found'], string>> = {
  missing: `is missing: ${WRITE}`,
  differs: `is out of date: ${WRITE}`,
  fresh: 'is up to date',
};

/** Returns the state of each workflow. */
export function workflowsText(workflows: readonly GeneratedWorkflow[], cwd: string): string {
  return workflows
    .map(({ file, found, isWritten }) =>
      isWritten ? `Wrote ${shownPath(file, cwd)}.\n` : `${shownPath(file, cwd)} ${STATES[found]}.\n`,
    )
    .join('');
}

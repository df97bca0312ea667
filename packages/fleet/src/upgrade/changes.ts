import { RECORD_FILE, type UpgradedFile } from '@goldenpath/scaffold';

/** Whether a file of an upgrade needs a decision of the team. */
export function isConflict({ change }: UpgradedFile): boolean {
  return change === 'conflict';
}

/** Whether a file differs after the upgrade. The record alone does not count as a change of the repository. */
export function isChanged({ change, path }: UpgradedFile): boolean {
  return change !== 'kept' && change !== 'unchanged' && path !== RECORD_FILE;
}

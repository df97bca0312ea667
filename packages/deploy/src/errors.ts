import { systemCode, UserError } from '@goldenpath/errors';

/** No usable Terraform or OpenTofu was found. */
export class EngineError extends UserError {}

/** A release of the engine could not be downloaded, verified or stored. Nothing of it was stored. */
export class ReleaseError extends UserError {}

/** The folder does not hold the complete output of one run, or its stacks depend on each other in a circle. */
export class StackTreeError extends UserError {}

/** A working folder cannot be written to. */
export class WorkFolderError extends UserError {}

/** Saved plans cannot be written to a folder, or those in it cannot be applied. Nothing was applied. */
export class SavedPlanError extends UserError {}

/** A lock file is not valid, or does not lock what a stack requires. */
export class LockFileError extends UserError {}

/** Converts an error of the file system to a {@link WorkFolderError}. Returns any other error unchanged, because it is a bug. */
export function asWorkFolderError(error: unknown, folder: string): unknown {
  const refusal = REFUSALS[systemCode(error) ?? ''];
  if (refusal === undefined) return error;
  return new WorkFolderError(`${folder} ${refusal[0]}`, refusal[1], { cause: error });
}

/** The error for a folder on a full disk. */
export function noSpaceIn(folder: string): WorkFolderError {
  return new WorkFolderError(`${folder} ${NO_SPACE[0]}`, NO_SPACE[1]);
}

const NO_PERMISSION = ['cannot be written to.', 'Make it writable for this user, then run this again.'] as const;
const NO_SPACE = ['is on a disk with no space left.', 'Free some space and run this again.'] as const;
const NOT_A_FOLDER = ['is not a folder, or is below a file.', 'Move that file away.'] as const;

const REFUSALS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: NO_PERMISSION,
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
};

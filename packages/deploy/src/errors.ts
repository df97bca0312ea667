/**
 * Something that a person can set right before Terraform has done anything.
 *
 * The message says what is wrong, where, and what to do; `remedy` is its last part alone.
 */
export class DeployError extends Error {
  constructor(
    /** What is wrong and where: the message without its remedy. */
    readonly what: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${remedy}`, options);
    this.name = new.target.name;
  }
}

/** There is no Terraform or OpenTofu that can be used. */
export class EngineError extends DeployError {}

/** A release of the engine could not be fetched, did not verify, or could not be kept. Nothing of it was kept. */
export class ReleaseError extends DeployError {}

/** The folder does not hold one run's whole output, or its stacks depend on each other in a circle. */
export class StackTreeError extends DeployError {}

/** The disk refused a working folder. */
export class WorkFolderError extends DeployError {}

/** A refusal of the disk as a {@link WorkFolderError}; any other error as it is, because it is our bug. */
export function asWorkFolderError(error: unknown, folder: string): unknown {
  const refusal = REFUSALS[codeOf(error) ?? ''];
  if (refusal === undefined) return error;
  return new WorkFolderError(`${folder} ${refusal[0]}`, refusal[1], { cause: error });
}

/** The error code of the system in an unknown error, or undefined. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const NO_PERMISSION = ['cannot be written to.', 'Make it writable for this user, then run this again.'] as const;
const NO_SPACE = ['is on a disk with no space left.', 'Free some space and run this again.'] as const;
const NOT_A_FOLDER = ['is not a folder, or lies below something that is none.', 'Move that file away.'] as const;

const REFUSALS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: NO_PERMISSION,
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
};

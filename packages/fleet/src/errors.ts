import type { Diagnostic } from '@goldenpath/spec';

/** A person's mistake in using the command: what is wrong and what to do about it. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The fleet of a commit is not valid, so nothing can be compared with it. */
export class InvalidCommitError extends UsageError {
  constructor(
    message: string,
    remedy: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(message, remedy);
  }
}

/** A fleet that is not valid. Nothing was made of it. */
export class InvalidFleetError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(`${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'} in the fleet.`);
    this.name = 'InvalidFleetError';
  }
}

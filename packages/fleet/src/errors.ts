import { UserError } from '@goldenpath/errors';
import type { Diagnostic } from '@goldenpath/spec';

/** The fleet of a commit is invalid, so it cannot be compared. */
export class InvalidCommitError extends UserError {
  constructor(
    message: string,
    remedy: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(message, remedy);
  }
}

/** An invalid fleet. Nothing was generated from it. */
export class InvalidFleetError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(`${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'} in the fleet.`);
    this.name = 'InvalidFleetError';
  }
}

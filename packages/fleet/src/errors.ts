import { UserError } from '@goldenpath/errors';
import type { Diagnostic } from '@goldenpath/spec';

/** The fleet of a commit is not valid, so nothing can be compared with it. */
export class InvalidCommitError extends UserError {
  constructor(
    message: string,
    remedy: string,
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(message, remedy);
  }
}

/** A fleet that is not valid. Nothing was generated from it. */
export class InvalidFleetError extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super(`${diagnostics.length} ${diagnostics.length === 1 ? 'mistake' : 'mistakes'} in the fleet.`);
    this.name = 'InvalidFleetError';
  }
}

import { UserError } from '@goldenpath/errors';

/** Why a release cannot be moved or read. It is the error's `code`. */
export type ReleaseReason =
  | 'no-release-state'
  | 'not-published'
  | 'illegal-tag'
  | 'illegal-digest'
  | 'nothing-released'
  | 'no-commit'
  | 'wrong-way'
  | 'never-ran'
  | 'other-digest'
  | 'nothing-before'
  | 'no-reason'
  | 'moved-meanwhile';

/** A release cannot be moved or read. Nothing was changed. */
export class ReleaseError extends UserError {
  constructor(
    readonly reason: ReleaseReason,
    summary: string,
    remedy: string,
  ) {
    super(summary, remedy, { code: reason });
  }
}

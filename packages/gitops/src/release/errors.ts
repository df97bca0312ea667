/** Why release state could not be moved or told. */
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

/** Something about a release that a person can set right. Nothing was changed. */
export class ReleaseError extends Error {
  constructor(
    readonly reason: ReleaseReason,
    what: string,
    readonly remedy: string,
  ) {
    super(`${what} ${remedy}`);
    this.name = new.target.name;
  }
}

/** Why a repository could not be read or changed. */
export type RepositoryReason =
  | 'address'
  | 'branch'
  | 'no-git'
  | 'old-git'
  | 'not-found'
  | 'not-a-repository'
  | 'denied'
  | 'untrusted-folder'
  | 'unreachable'
  | 'hangs'
  | 'declined'
  | 'full'
  | 'contended'
  | 'stopped'
  | 'scratch'
  | 'outside'
  | 'content'
  | 'failed';

/**
 * Something about a Git repository that a person can set right. The repository is as it was.
 *
 * The message says what is wrong, where, and what to do; `remedy` is its last part alone.
 */
export class RepositoryError extends Error {
  constructor(
    readonly reason: RepositoryReason,
    what: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${remedy}`, options);
    this.name = new.target.name;
  }
}

/** What is in the repository, or was to be written to it, is not as it has to be. */
export class RepositoryContentError extends RepositoryError {
  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super('content', what, remedy, options);
  }
}

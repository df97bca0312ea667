import { UserError } from '@goldenpath/errors';

/** Why a repository cannot be read or changed. It is the `code` of the error. */
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

/** A Git repository cannot be read or changed. It is as it was before. */
export class RepositoryError extends UserError {
  constructor(
    readonly reason: RepositoryReason,
    summary: string,
    remedy: string,
    options?: ErrorOptions,
  ) {
    super(summary, remedy, { ...options, code: reason });
  }
}

/** A file in the repository, or one that is to be written there, is not as it has to be. */
export class RepositoryContentError extends RepositoryError {
  constructor(summary: string, remedy: string, options?: ErrorOptions) {
    super('content', summary, remedy, options);
  }
}

import { UserError } from '@goldenpath/errors';

/** Why a repository cannot be read or changed. It is the error's `code`. */
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

/** A Git repository cannot be read or changed. It is unchanged. */
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

/** A file in the repository, or a file to write there, is invalid. */
export class RepositoryContentError extends RepositoryError {
  constructor(summary: string, remedy: string, options?: ErrorOptions) {
    super('content', summary, remedy, options);
  }
}

import { UserError } from '@goldenpath/errors';

/** The account's file was not written by a simulator. It is not changed. */
export class CorruptAccountError extends UserError {
  constructor(
    readonly file: string,
    readonly line: number,
    why: string,
  ) {
    super(
      `The simulated account ${file} is damaged: line ${line} ${why}. It was left as it is.`,
      'Restore it from a copy, or move it away to start with an empty account.',
    );
  }
}

/** The account's file cannot be read or written: no space, no permission, or no folder. Its content is unchanged. */
export class AccountUnavailableError extends UserError {
  constructor(
    readonly file: string,
    doing: string,
    override readonly cause: unknown,
  ) {
    super(
      `Could not ${doing} the simulated account ${file}: ${reasonOf(cause)}. It holds what it held before.`,
      'Free the disk or choose another place for it, and run again.',
    );
  }
}

/** Another process holds the account's lock for too long. */
export class AccountBusyError extends UserError {
  constructor(
    readonly file: string,
    readonly holder: string,
  ) {
    super(
      `The simulated account ${file} is in use by process ${holder || 'unknown'}, which does not let go of it.`,
      `End that process; if there is none, remove ${file}.lock.`,
    );
  }
}

const REASONS: { readonly [code: string]: string } = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'there is no such folder',
  EISDIR: 'it is a folder',
  EFBIG: 'a file may not be that large here',
};

function reasonOf(cause: unknown): string {
  const { code, message } = cause as { code?: string; message?: string };
  return REASONS[code ?? ''] ?? message ?? String(cause);
}

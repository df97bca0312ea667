import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';

/** A folder on disk cannot be read or written as asked. */
export class TreeError extends UserError {}

/** The tree is not the complete output of one run, so nothing may be read from it. */
export class IncompleteTreeError extends TreeError {}

/** Another running process writes to the same tree. */
export class TreeBusyError extends TreeError {
  constructor(
    root: string,
    readonly pid: number,
  ) {
    super(
      `Another goldenpath (pid ${pid}) is writing to ${root}.`,
      'Wait for it to end, or stop it, and run this again.',
    );
  }
}

/** A symbolic link, a folder or a file is where a file or a folder has to go. */
export class BlockedPathError extends TreeError {
  constructor(
    readonly path: string,
    obstacle: 'link' | 'folder' | 'file',
  ) {
    super(`Nothing was written: ${path} ${OBSTACLES[obstacle]}.`, 'Remove it, or move it away, and run this again.');
  }
}

const OBSTACLES = {
  link: 'points outside through a symbolic link, and links are not followed',
  folder: 'is a folder where a file has to go',
  file: 'is a file where a folder has to go',
} as const;

/** The system refused to write: no permission, no space, or no such folder. */
export class UnwritableTreeError extends TreeError {}

interface Refusal {
  readonly what: (where: string) => string;
  /** What to do at the place itself, without a full stop. @default only another folder helps */
  readonly remedy?: string;
  /** Whether another folder helps as well. @default true */
  readonly orElsewhere?: boolean;
}

const NO_PERMISSION: Refusal = {
  what: (where) => `There is no permission to write to ${where}.`,
  remedy: 'Make it writable for this user',
};
const NO_SPACE: Refusal = {
  what: (where) => `There is no space left on the disk of ${where}.`,
  remedy: 'Free some space and run this again',
  orElsewhere: false,
};
const NOT_A_FOLDER: Refusal = {
  what: (where) => `${where} is not a folder, or is below a path that is not a folder.`,
  remedy: 'Move that file away',
};
const OTHER_DISK: Refusal = {
  what: (where) => `A folder below ${where} lies on another disk, so a file cannot be moved there in one step.`,
  remedy: 'Unmount it',
};
const NAME_TOO_LONG: Refusal = {
  what: (where) => `A path below ${where} is longer than this system allows.`,
  remedy: 'Use a shorter path',
};
const CHANGED_MEANWHILE: Refusal = {
  what: (where) => `Something else changed ${where} while it was being written.`,
  remedy: 'Stop the other program, and run this again',
  orElsewhere: false,
};

const NO_FOLDERS_HERE: Refusal = {
  what: (where) => `The system does not allow new folders at ${where}.`,
};
const READ_ONLY: Refusal = {
  what: (where) => `The file system of ${where} is read-only.`,
  remedy: 'Mount it writable',
};

const REFUSALS: Readonly<Record<string, Refusal>> = {
  EACCES: NO_PERMISSION,
  EPERM: NO_PERMISSION,
  EROFS: READ_ONLY,
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  EFBIG: NO_SPACE,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
  ELOOP: NOT_A_FOLDER,
  EXDEV: OTHER_DISK,
  ENAMETOOLONG: NAME_TOO_LONG,
  ENOENT: CHANGED_MEANWHILE,
  EISDIR: CHANGED_MEANWHILE,
  ENOTEMPTY: CHANGED_MEANWHILE,
};

/**
 * Turns a refusal of the system into an {@link UnwritableTreeError}. Returns every other error as it is: it is a bug.
 *
 * @param outcome The state of the tree, in one sentence.
 * @param elsewhere How to choose another folder, after "or"; empty where the user cannot choose one.
 */
export function asDiskError(
  error: unknown,
  where: string,
  outcome: string,
  elsewhere = 'choose another output folder',
): unknown {
  const code = systemCode(error);
  const refusal = (code === 'ENOENT' ? refusalOfMissing(error, where) : undefined) ?? REFUSALS[code ?? ''];
  if (refusal === undefined) return error;
  return new UnwritableTreeError(`${refusal.what(where)} ${outcome}`, remedyOf(refusal, elsewhere), { cause: error });
}

function remedyOf({ remedy, orElsewhere = true }: Refusal, elsewhere: string): string {
  const ways = [...(remedy === undefined ? [] : [remedy]), ...(orElsewhere && elsewhere !== '' ? [elsewhere] : [])];
  const text = ways.length === 0 ? 'move the fleet to another folder' : ways.join(', or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function refusalOfMissing(error: unknown, where: string): Refusal | undefined {
  // Node says that a folder is not there when it cannot make one on a read-only file system.
  if (isReadOnly(where)) return READ_ONLY;
  const { syscall, path } = error as NodeJS.ErrnoException;
  // Such as `/proc`, where the system does not find what it is to make.
  return syscall === 'mkdir' && path !== undefined && existsSync(dirname(path)) ? NO_FOLDERS_HERE : undefined;
}

function isReadOnly(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch (error) {
    const above = dirname(folder);
    return systemCode(error) === 'ENOENT' && above !== folder ? isReadOnly(above) : systemCode(error) === 'EROFS';
  }
}

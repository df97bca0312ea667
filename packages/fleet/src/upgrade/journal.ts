import * as fs from 'node:fs';
import * as path from 'node:path';
import { systemCode, UserError } from '@goldenpath/errors';
import {
  asDiskError,
  BlockedPathError,
  digest,
  folderKind,
  Folders,
  makeFolders,
  writeFileAtomically,
  writeFileBelow,
} from '@goldenpath/output';
import type { UpgradedFile, UpgradeStep } from '@goldenpath/scaffold';

/**
 * An upgrade that was decided. It is written to Git's folder before the first file changes, and removed after the last one. A run that was
 * killed in between is finished by the next.
 */
export interface Journal {
  readonly version: 1;
  readonly app: string;
  readonly files: readonly UpgradedFile[];
  readonly steps: readonly JournalStep[];
}

interface JournalStep {
  readonly path: string;
  /** The digest of the file before; `null` where there is none. */
  readonly before: string | null;
  /** The new content in base64; `null` to remove the file. */
  readonly content: string | null;
  readonly mode: number;
}

const NAME = 'upgrade.json';
/** The files of a repository have one place. */
const NOWHERE_ELSE = '';
/** The next content of a file, until it is moved to its place. */
const NEXT = 'upgrade.next';

/** @param root - The root of the working tree. */
export function journalOf(
  app: string,
  files: readonly UpgradedFile[],
  steps: readonly UpgradeStep[],
  root: string,
): Journal {
  return {
    version: 1,
    app,
    files,
    steps: steps.map(({ path: file, content, mode }) => ({
      path: file,
      before: digestAt(root, file),
      content: content === undefined ? null : content.toString('base64'),
      mode,
    })),
  };
}

/**
 * Reads the journal of a run that was killed.
 *
 * @param folder - Our folder in that of Git.
 * @returns `undefined` where there is none.
 * @throws UserError where the file is damaged: what the run had changed is not known.
 */
export function readJournal(folder: string): Journal | undefined {
  const file = path.join(folder, NAME);
  try {
    const journal = JSON.parse(fs.readFileSync(file, 'utf8')) as Partial<Journal> | null;
    if (journal?.version === 1 && Array.isArray(journal.steps) && Array.isArray(journal.files))
      return journal as Journal;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    if (systemCode(error) !== undefined) throw asDiskError(error, file, 'Nothing was changed.', NOWHERE_ELSE);
  }
  throw new UserError(
    `${file}, which says how far an interrupted upgrade came, is damaged.`,
    'Look at the changes with `git status`. Undo them with `git restore`, or commit them. Then remove that file, and run this again.',
  );
}

export function writeJournal(folder: string, journal: Journal): void {
  writeFileAtomically(path.join(folder, NAME), JSON.stringify(journal));
}

export function removeJournal(folder: string): void {
  for (const name of [NEXT, NAME]) fs.rmSync(path.join(folder, name), { force: true });
}

/**
 * Applies a journal: each file is written completely or not at all, and what is applied already stays.
 *
 * @param folder - Our folder in that of Git.
 * @throws UserError where a file is neither as before nor as after, or where a folder is not writable. Nothing more is changed then.
 */
export function applyJournal({ steps }: Journal, root: string, folder: string): void {
  for (const step of steps) assertUnchanged(step, root);
  try {
    for (const { path: file } of steps) assertWritable(root, file);
  } catch (error) {
    throw asDiskError(error, root, 'Nothing was changed.', NOWHERE_ELSE);
  }
  try {
    for (const step of steps) if (!isApplied(step, root)) apply(step, root, folder);
  } catch (error) {
    throw asDiskError(error, root, 'Run this again to finish the upgrade.', NOWHERE_ELSE);
  }
}

function apply({ path: file, content, mode }: JournalStep, root: string, folder: string): void {
  const target = path.join(root, file);
  if (content !== null) return moveInto(target, root, file, Buffer.from(content, 'base64'), mode, folder);
  fs.rmSync(target, { force: true });
  removeEmptyFolders(root, path.posix.dirname(file));
}

/** A run that is killed leaves nothing in the working tree: the file is written in Git's folder first. */
function moveInto(target: string, root: string, file: string, content: Buffer, mode: number, folder: string): void {
  const above = new Folders(root).above(file);
  if (above === 'link' || above === 'file') throw new BlockedPathError(path.dirname(target), above);
  const next = path.join(folder, NEXT);
  fs.rmSync(next, { force: true });
  fs.writeFileSync(next, content, { flag: 'wx' });
  fs.chmodSync(next, mode);
  makeFolders(path.dirname(target));
  try {
    fs.renameSync(next, target);
  } catch (error) {
    // Git's folder can be on another disk.
    if (systemCode(error) !== 'EXDEV') throw error;
    writeFileBelow(root, file, content);
    fs.chmodSync(target, mode);
  }
}

/** Git has no empty folders. */
function removeEmptyFolders(root: string, folder: string): void {
  if (folder === '.') return;
  try {
    fs.rmdirSync(path.join(root, folder));
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemCode(error) ?? '')) return;
    throw error;
  }
  removeEmptyFolders(root, path.posix.dirname(folder));
}

function isApplied({ path: file, content }: JournalStep, root: string): boolean {
  const wanted = content === null ? null : digest(Buffer.from(content, 'base64'));
  return digestAt(root, file) === wanted;
}

function assertUnchanged(step: JournalStep, root: string): void {
  if (digestAt(root, step.path) === step.before || isApplied(step, root)) return;
  throw new UserError(
    `${step.path} in ${root} was changed while it was upgraded.`,
    'Put it back with `git restore`, or move your version away. Then run this again to finish the upgrade.',
  );
}

/** The digest of a plain file; `null` where there is nothing. Something else equals no file. */
function digestAt(root: string, file: string): string | null {
  const above = new Folders(root).above(file);
  if (above === 'absent') return null;
  const kind = above === 'folder' ? folderKind(path.join(root, file)) : 'link';
  if (kind === 'absent') return null;
  return kind === 'file' ? digest(fs.readFileSync(path.join(root, file))) : 'obstacle';
}

/** Checks that the nearest folder above a file that exists can be written to. */
function assertWritable(root: string, file: string): void {
  let folder = path.dirname(path.join(root, file));
  while (folderKind(folder) === 'absent') folder = path.dirname(folder);
  fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
}

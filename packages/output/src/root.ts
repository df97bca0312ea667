import { systemCode } from '@goldenpath/errors';
import { readdirSync, realpathSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BlockedPathError } from './errors';
import { folderKind } from './folders';
import { makeFolders } from './make-folders';
import { OWN_FOLDER, STAGING_PREFIX } from './own-folder';

/** The root of a tree. It exists. */
export interface MadeRoot {
  /** The root with its symbolic links resolved: a link may stand for the root, never for anything in it. */
  readonly root: string;
  /** Folders that had to be made, innermost first. */
  readonly made: readonly string[];
}

/** Makes the root of a tree where it is not there yet. */
export function makeRoot(path: string): MadeRoot {
  const folder = resolve(path);
  const first = makeFolders(folder);
  const made: string[] = [];
  for (let at = folder; first !== undefined && at.length >= first.length; at = dirname(at)) made.push(at);
  return { root: realpathSync(folder), made };
}

/** The root of a tree with its links resolved; as it is when it does not exist. */
export function resolveRoot(path: string): string {
  const folder = resolve(path);
  return folderKind(folder) === 'absent' ? folder : realpathSync(folder);
}

/**
 * Makes our own folder in a tree.
 *
 * @throws BlockedPathError when a link or a file has its name.
 */
export function makeOwnFolder(root: string): string {
  const own = `${root}/${OWN_FOLDER}`;
  if (folderKind(own) === 'absent') makeFolders(own);
  const kind = folderKind(own);
  if (kind === 'link' || kind === 'file') throw new BlockedPathError(own, kind);
  return own;
}

/** Removes the staging folders of runs that were killed; for the holder of the lock only. */
export function removeDeadStaging(own: string): void {
  for (const name of readdirSync(own)) {
    if (name.startsWith(STAGING_PREFIX)) rmSync(`${own}/${name}`, { recursive: true, force: true });
  }
}

/** Removes our own folders and those that were made for them, as far as they are empty. */
export function removeMadeFolders(roots: readonly MadeRoot[]): void {
  const made = roots.flatMap((root) => [`${root.root}/${OWN_FOLDER}`, ...root.made]);
  // A folder's path is longer than that of the one it lies in.
  for (const folder of made.sort((a, b) => b.length - a.length)) leaveOrRemove(folder);
}

/** A failure to remove an empty folder is harmless, and must not hide the result of the run. */
function leaveOrRemove(folder: string): void {
  try {
    tryRemoveFolder(folder);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}

/** Removes a folder if it is empty. */
export function tryRemoveFolder(path: string): void {
  try {
    rmdirSync(path);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error;
  }
}

import type { Ownership } from '@goldenpath/files';
import { digest } from './digest';
import { asDiskError, IncompleteTreeError } from './errors';
import { readFileState } from './file-on-disk';
import { folderKind, Folders } from './folders';
import { readRecord, type StoredRecord } from './record-file';
import { resolveRoot } from './root';

/** A file of a complete tree. */
export interface CompleteFile {
  /** Relative to the tree's root. */
  readonly path: string;
  /** What it was generated with. */
  readonly unit: string;
  readonly ownership: Ownership;
  /** What it says and the digest of it, where {@link readCompleteTree} was asked for that. */
  readonly content?: { readonly text: string; readonly digest: string };
}

/** A tree that contains the whole output of one run, and nothing else. */
export interface CompleteTree {
  /** The root, its symbolic links resolved. */
  readonly root: string;
  /** In order of unit and path. A `once` file that its team removed is not among them. */
  readonly files: readonly CompleteFile[];
  /** By unit, the key that it was generated under: what it was made from. */
  readonly keys: ReadonlyMap<string, string>;
}

export interface CompleteTreeOptions {
  /** Whether the text of managed files is wanted as well. @default false */
  readonly withContent?: boolean;
  /** The units to read. Errors in other units are ignored. @default all */
  readonly covers?: (unit: string) => boolean;
}

const REMEDY = 'Run `goldenpath synth` again, then this.';
const FIRST_RUN = 'Run `goldenpath synth` first, then this.';

/**
 * Returns the files of a tree to readers of the generated output.
 *
 * Every managed file was read again and has the written bytes.
 *
 * @throws IncompleteTreeError when nothing was generated, when a run was interrupted or is still writing, or when
 *   a file is missing or was changed since.
 */
export function readCompleteTree(path: string, options: CompleteTreeOptions = {}): CompleteTree {
  try {
    const root = resolveRoot(path);
    const stored = readRecord(root);
    assertComplete(root, stored);
    const files = verifiedFiles(root, stored, options);
    // A run may have begun after the record was read; files seen before and after it would then be a mixture.
    if (readRecord(root).text !== stored.text) throw new IncompleteTreeError(`${root} was just changed.`, REMEDY);
    return { root, files, keys: new Map([...stored.record.units].map(([unit, { key }]) => [unit, key])) };
  } catch (error) {
    throw asDiskError(error, path, 'It cannot be read.');
  }
}

function assertComplete(root: string, { state }: StoredRecord): void {
  if (state === 'new') throw new IncompleteTreeError(`Nothing has been generated in ${root} yet.`, FIRST_RUN);
  if (state === 'unreadable') throw new IncompleteTreeError(`The record of ${root} is damaged.`, REMEDY);
  if (state === 'interrupted') {
    throw new IncompleteTreeError(`A run that wrote to ${root} was interrupted, or has not ended yet.`, REMEDY);
  }
}

function verifiedFiles(
  root: string,
  { record }: StoredRecord,
  { withContent = false, covers = () => true }: CompleteTreeOptions,
): CompleteFile[] {
  const folders = new Folders(root);
  const files: CompleteFile[] = [];
  for (const [unit, { managed, once }] of record.units) {
    if (!covers(unit)) continue;
    for (const [path, sum] of managed) {
      const bytes = folders.above(path) === 'folder' ? readFileState(`${root}/${path}`) : 'absent';
      if (!Buffer.isBuffer(bytes) || digest(bytes) !== sum) throw changed(root, path);
      files.push({
        path,
        unit,
        ownership: 'managed',
        ...(withContent && { content: { text: bytes.toString('utf8'), digest: sum } }),
      });
    }
    for (const path of once) {
      const isThere = folders.above(path) === 'folder' && folderKind(`${root}/${path}`) === 'file';
      if (isThere) files.push({ path, unit, ownership: 'once' });
    }
  }
  return files;
}

function changed(root: string, path: string): IncompleteTreeError {
  const how = folderKind(`${root}/${path}`) === 'absent' ? 'is missing' : 'was changed since it was generated';
  return new IncompleteTreeError(`${root} is not as it was generated: ${path} ${how}.`, REMEDY);
}

import { fileSet, UnsafePathError, type GeneratedFile } from '@goldenpath/files';
import type { FileChange } from './changes';
import { digest } from './digest';
import { asDiskError, BlockedPathError } from './errors';
import type { FileIndex } from './file-index';
import { digestOnDisk, readFileState } from './file-on-disk';
import { folderKind, Folders } from './folders';
import { isOwnPath } from './own-folder';
import type { UnitRecord } from './record';
import type { StoredRecord, TreeState } from './record-file';
import type { Staging } from './staging';

/** A tree and how this run writes to it. */
export interface TreeOptions {
  /** The folder; it is made when it is not there. If it is a symbolic link, the tree is where the link points. */
  readonly root: string;
  /**
   * Which units this run answers for. One of those that it neither keeps nor stages is removed; all others stay as
   * they are. @default every unit
   */
  readonly covers?: (unit: string) => boolean;
  /**
   * Files by which another program takes the tree for complete: away while anything changes, and back last.
   * @default none
   */
  readonly lastFiles?: readonly string[];
  /**
   * Which files others change as well, on purpose: with such a change a file is still ours, and is removed when it is
   * generated no more. @default none
   */
  readonly isShared?: (path: string) => boolean;
  /** Read every file, also one whose size, times and inode say that it is as it was. @default false */
  readonly verify?: boolean;
}

/** One tree of a publication, taking what it is to hold. */
export interface Tree {
  /** The folder, its symbolic links resolved. */
  readonly root: string;
  /** How the last run left it. */
  readonly state: TreeState;
  /**
   * Keeps a unit as it is if it was made from the same key and every file of it is still as it was written.
   *
   * @returns Whether it was kept; if not, generate it and {@link stage} it.
   */
  keepIfFresh(unit: string, key: string): boolean;
  /**
   * Takes the files of a unit. What differs from the disk is written beside the tree, so nothing stays in memory.
   *
   * @param key The hash of everything that the unit was made from; {@link keepIfFresh} compares it next time.
   * @throws BlockedPathError when a symbolic link, or a folder in a file's place, or the reverse, is in the way.
   * @throws UnwritableTreeError when the disk refuses, for example because it is full.
   * @throws FileCollisionError, UnsafePathError for files that should not have been generated.
   * @returns Whether any of them differs from what is on disk.
   */
  stage(unit: string, key: string, files: readonly GeneratedFile[]): boolean;
  /** The units that earlier runs left here, whether or not this run answers for them. */
  knownUnits(): string[];
  /** The managed files of units that this run does not answer for, which stay as they are. */
  untouchedFiles(): string[];
  /**
   * Keeps a text beside the tree when it is committed, for `readTreeCache` of the next run. A text that cannot be written is not kept.
   * A run that only compares keeps nothing.
   */
  keepCache(text: string): void;
}

/** A {@link Tree} with the units that were kept or staged so far. */
export class OpenTree implements Tree {
  /** The units that this run generated or kept. */
  readonly units = new Map<string, UnitRecord>();
  /** Where the new bytes of each file to be replaced are; the empty text where the run only compares. */
  readonly staged = new Map<string, string>();
  readonly changes: FileChange[] = [];
  /** What to keep beside the tree. */
  cache: string | undefined;
  private readonly folders: Folders;
  readonly stored: StoredRecord;
  /** Which files need not be read again. */
  readonly index: FileIndex;
  /** Where new bytes go; undefined to only compare. */
  readonly staging: Staging | undefined;

  constructor(
    readonly root: string,
    readonly options: TreeOptions,
    { stored, index, staging }: Pick<OpenTree, 'stored' | 'index' | 'staging'>,
  ) {
    this.folders = new Folders(root);
    this.stored = stored;
    this.index = index;
    this.staging = staging;
  }

  get state(): TreeState {
    return this.stored.state;
  }

  /** Whether this run answers for a unit. */
  covers(unit: string): boolean {
    return this.options.covers?.(unit) ?? true;
  }

  keepIfFresh(unit: string, key: string): boolean {
    this.assertNew(unit);
    const record = this.stored.record.units.get(unit);
    if (record === undefined || record.key !== key || !this.isIntact(record)) return false;
    this.units.set(unit, record);
    return true;
  }

  /** Whether all that this run answers for was kept, and nothing that was recorded is gone. */
  isAsRecorded(): boolean {
    if (this.state !== 'complete' || this.staged.size > 0) return false;
    const { units } = this.stored.record;
    const allKept = [...this.units].every(([name, unit]) => units.get(name) === unit);
    return allKept && [...units.keys()].every((name) => this.units.has(name) || !this.covers(name));
  }

  /** Whether every managed file of a unit has the bytes that were written, and every file of the team is there. */
  isIntact({ managed, once }: UnitRecord): boolean {
    for (const [path, sum] of managed) {
      if (this.folders.above(path) !== 'folder' || !this.hasDigest(path, sum)) return false;
    }
    return once.every((path) => this.folders.above(path) === 'folder' && this.kindAt(path) !== 'absent');
  }

  stage(unit: string, key: string, files: readonly GeneratedFile[]): boolean {
    this.assertNew(unit);
    const before = this.changes.length;
    const managed = new Map<string, string>();
    const once: string[] = [];
    try {
      for (const file of fileSet(files)) {
        if (isOwnPath(file.path)) throw new UnsafePathError(file.path, 'the folder belongs to goldenpath itself');
        if (file.ownership === 'once') {
          this.stageFile(file, this.missing(file.path));
          once.push(file.path);
        } else managed.set(file.path, this.stageManaged(file));
      }
    } catch (error) {
      throw asDiskError(error, this.root, 'The files there are as they were.');
    }
    this.units.set(unit, { key, managed, once });
    return this.changes.length > before;
  }

  keepCache(text: string): void {
    this.cache = text;
  }

  private hasDigest(path: string, sum: string): boolean {
    if (this.index.has(path, sum)) return true;
    const before = this.index.statusOf(path);
    if (digestOnDisk(`${this.root}/${path}`) !== sum) return false;
    this.index.noteRead(path, sum, before);
    return true;
  }

  knownUnits(): string[] {
    return [...this.stored.record.units.keys()];
  }

  untouchedFiles(): string[] {
    const others = [...this.stored.record.units].filter(([unit]) => !this.covers(unit));
    return others.flatMap(([, { managed }]) => [...managed.keys()]);
  }

  /** @returns the digest of the bytes. */
  private stageManaged(file: GeneratedFile): string {
    const { path, content } = file;
    const before = this.hasFolderOf(path) ? this.index.statusOf(path) : undefined;
    const staged = this.stageFile(file, this.compare(path, content));
    const sum = digest(content);
    if (staged === undefined) this.index.noteRead(path, sum, before);
    else this.index.noteStaged(path, sum, staged);
    return sum;
  }

  /** @returns the path of the staged file; undefined where nothing changes. */
  private stageFile({ path, content }: GeneratedFile, change: FileChange['change'] | undefined): string | undefined {
    if (change === undefined) return undefined;
    const staged = this.staging === undefined ? '' : this.writeStaged(this.staging, path, content);
    this.changes.push({ path, change });
    this.staged.set(path, staged);
    return staged;
  }

  /** A new folder goes to its place whole, but for what goes there last. */
  private writeStaged(staging: Staging, path: string, content: string): string {
    const goesLast = this.options.lastFiles?.includes(path) === true;
    return goesLast || this.folders.above(path) !== 'absent'
      ? staging.write(content)
      : staging.writeBelow(path, content);
  }

  private missing(path: string): 'missing' | undefined {
    const kind = this.kindAt(path);
    if (kind === 'folder') throw new BlockedPathError(`${this.root}/${path}`, 'folder');
    return kind === 'absent' ? 'missing' : undefined;
  }

  private compare(path: string, content: string): 'missing' | 'differs' | undefined {
    if (!this.hasFolderOf(path)) return 'missing';
    const found = readFileState(`${this.root}/${path}`);
    if (found === 'link' || found === 'folder') throw new BlockedPathError(`${this.root}/${path}`, found);
    if (found === 'absent') return 'missing';
    return Buffer.isBuffer(found) && found.equals(Buffer.from(content)) ? undefined : 'differs';
  }

  private kindAt(path: string): 'absent' | 'link' | 'folder' | 'file' {
    return this.hasFolderOf(path) ? folderKind(`${this.root}/${path}`) : 'absent';
  }

  private hasFolderOf(path: string): boolean {
    const kind = this.folders.above(path);
    if (kind === 'link' || kind === 'file') throw new BlockedPathError(blockedAbove(this.root, path), kind);
    return kind === 'folder';
  }

  private assertNew(unit: string): void {
    if (this.units.has(unit)) throw new Error(`The unit ${unit} was published twice in one run.`);
    if (!this.covers(unit)) throw new Error(`The unit ${unit} is outside what this run said it covers.`);
  }
}

/** The topmost part of a path that is not a folder. */
function blockedAbove(root: string, path: string): string {
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const folder = `${root}/${path.slice(0, slash)}`;
    if (folderKind(folder) !== 'folder') return folder;
  }
  return `${root}/${path}`;
}

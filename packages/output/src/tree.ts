import { fileSet, UnsafePathError, type GeneratedFile } from '@goldenpath/files';
import type { FileChange } from './changes';
import { digest } from './digest';
import { asDiskError, BlockedPathError } from './errors';
import type { FileIndex } from './file-index';
import { digestOnDisk, readFileState } from './file-on-disk';
import { folderKind, Folders } from './folders';
import { isOwnPath } from './own-folder';
import type { UnitRecord } from './unit-record';
import type { StoredRecord, TreeState } from './record-file';
import { EXECUTABLE, PLAIN, type Staging } from './staging';

/** A tree and how this run writes to it. */
export interface TreeOptions {
  /** The folder, which is created if it is missing. If it is a symbolic link, the tree is at the target. */
  readonly root: string;
  /**
   * The units that this run is responsible for. It removes those that it neither keeps nor stages. Other units do not
   * change. @default every unit
   */
  readonly covers?: (unit: string) => boolean;
  /**
   * Files that mark the tree as complete for other programs. They are removed before a change, and written last.
   * @default none
   */
  readonly lastFiles?: readonly string[];
  /**
   * Files that other programs also change on purpose. A file with such a change is still ours, and is removed when it is
   * no longer generated. @default none
   */
  readonly isShared?: (path: string) => boolean;
  /** Read every file, including files with an unchanged size, times and inode. @default false */
  readonly verify?: boolean;
}

/** One tree of a publication. It receives the units of the tree. */
export interface Tree {
  /** The folder, its symbolic links resolved. */
  readonly root: string;
  /** Its state after the last run. */
  readonly state: TreeState;
  /**
   * Keeps a unit if it was generated under the same key and none of its files has changed since.
   *
   * @returns Whether it was kept. If not, generate and {@link stage} it.
   */
  keepIfFresh(unit: string, key: string): boolean;
  /**
   * Stages the files of a unit. Files that differ from the disk are written beside the tree, not kept in memory.
   *
   * @param key The hash of everything that the unit was made from; {@link keepIfFresh} compares it next time.
   * @throws BlockedPathError when a symbolic link is in the way, or a folder in place of a file, or a file in place of a folder.
   * @throws UnwritableTreeError when the disk refuses, for example because it is full.
   * @throws FileCollisionError, UnsafePathError for files that should not have been generated.
   * @returns Whether any of them differs from what is on disk.
   */
  stage(unit: string, key: string, files: readonly GeneratedFile[]): boolean;
  /** The units of earlier runs, including those that this run is not responsible for. */
  knownUnits(): string[];
  /** The managed files of units that this run is not responsible for. They do not change. */
  untouchedFiles(): string[];
  /**
   * Sets the text that `readTreeCache` returns in the next run. It is written when the tree is committed. An error is ignored.
   * A run that only compares writes nothing.
   */
  keepCache(text: string): void;
}

/** A {@link Tree} with the units that were kept or staged so far. */
export class OpenTree implements Tree {
  /** The units that this run generated or kept. */
  readonly units = new Map<string, UnitRecord>();
  /** The staged file of each file to replace; empty text if the run only compares. */
  readonly staged = new Map<string, string>();
  readonly changes: FileChange[] = [];
  /** The text to write beside the tree. */
  cache: string | undefined;
  private readonly folders: Folders;
  readonly stored: StoredRecord;
  /** The files that do not have to be read again. */
  readonly index: FileIndex;
  /** The folder for new files; undefined to only compare. */
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

  /** Whether this run is responsible for a unit. */
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

  /** Whether every unit of this run was kept, and no recorded unit is missing. */
  isAsRecorded(): boolean {
    if (this.state !== 'complete' || this.staged.size > 0) return false;
    const { units } = this.stored.record;
    const allKept = [...this.units].every(([name, unit]) => units.get(name) === unit);
    return allKept && [...units.keys()].every((name) => this.units.has(name) || !this.covers(name));
  }

  /** Whether every managed file of a unit has the written bytes, and every file of the team exists. */
  isIntact(unit: UnitRecord): boolean {
    const hasFolder = (path: string): boolean => this.folders.above(path) === 'folder';
    if (!this.index.hasUnit(unit)) {
      for (const [path, sum] of unit.managed) if (!hasFolder(path) || !this.hasDigest(path, sum)) return false;
    }
    return unit.once.every((path) => hasFolder(path) && this.kindAt(path) !== 'absent');
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
    const { path, content, digest: sum = digest(content) } = file;
    const before = this.hasFolderOf(path) ? this.index.statusOf(path) : undefined;
    const staged = this.stageFile(file, this.compare(path, content));
    if (staged === undefined) this.index.noteRead(path, sum, before);
    else this.index.noteStaged(path, sum, staged);
    return sum;
  }

  /** @returns the path of the staged file; undefined if nothing changes. */
  private stageFile(file: GeneratedFile, change: FileChange['change'] | undefined): string | undefined {
    if (change === undefined) return undefined;
    const { path } = file;
    const staged = this.staging === undefined ? '' : this.writeStaged(this.staging, file);
    this.changes.push({ path, change });
    this.staged.set(path, staged);
    return staged;
  }

  /** A new folder is moved into place as a whole, without the files that are written last. */
  private writeStaged(staging: Staging, { path, content, isExecutable }: GeneratedFile): string {
    const mode = isExecutable === true ? EXECUTABLE : PLAIN;
    const goesLast = this.options.lastFiles?.includes(path) === true;
    return goesLast || this.folders.above(path) !== 'absent'
      ? staging.write(content, mode)
      : staging.writeBelow(path, content, mode);
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

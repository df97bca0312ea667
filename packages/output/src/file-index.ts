import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EMPTY_INDEX, type FileStatus, indexBytes, isStatusAt, type StoredIndex, tryParseIndex } from './index-bytes';
import { IndexedUnit } from './indexed-unit';
import { INDEX_PATH, RECORD_PATH } from './own-folder';
import type { TreeRecord } from './record';
import { UnchangedFolders } from './unchanged-folders';
import type { UnitRecord } from './unit-record';

/** A file whose content this run knows. */
interface SeenFile {
  readonly digest: string;
  /** Taken before the file was read, or of the staged file that takes its place. */
  readonly status: FileStatus;
  readonly isStaged: boolean;
}

/**
 * The files of a tree that do not have to be read again, because their size, times and inode have not changed since they were
 * last read or written. Git's index works in the same way.
 *
 * A file that changed in the same tick of the clock as the index was written could keep its status (git calls it racily
 * clean). Such an entry is not trusted: its file is read, until an index is written that is younger.
 *
 * The index is a cache: without one, or with one that cannot be read, every file is read.
 */
export class FileIndex {
  private readonly seen = new Map<string, SeenFile>();
  private readonly folders: UnchangedFolders;
  /** Units that this run looked at. */
  private readonly unchanged = new Set<UnitRecord>();
  private missed = 0;

  private constructor(
    private readonly root: string,
    private readonly stored: StoredIndex,
    private readonly writtenMs: number,
  ) {
    this.folders = new UnchangedFolders(root, writtenMs);
  }

  /** The index of a tree. */
  static read(root: string): FileIndex {
    const file = `${root}/${INDEX_PATH}`;
    const status = statusOf(file);
    const stored = status === undefined ? undefined : tryParseIndex(tryRead(file));
    return stored === undefined ? FileIndex.empty(root) : new FileIndex(root, stored, status?.mtimeMs ?? 0);
  }

  /** An index that trusts nothing: every file is read. */
  static empty(root: string): FileIndex {
    return new FileIndex(root, EMPTY_INDEX, 0);
  }

  /**
   * The record of the tree, where its file is the one that the index was written after; `undefined` where it has to be read. A record is
   * several times as long to read: it is text that other programs merge, and its paths are checked.
   */
  get record(): TreeRecord | undefined {
    const { units, record } = this.stored;
    if (units.size === 0) return undefined;
    if (this.isUnchanged(RECORD_PATH, record)) return { status: 'complete', units, leftovers: new Map() };
    this.missed += 1;
    return undefined;
  }

  /** Whether no file of a unit has changed, without reading any. False where a file has to be read, or a folder looked at, to know that. */
  hasUnit(unit: UnitRecord): boolean {
    if (!(unit instanceof IndexedUnit)) return false;
    const { numbers } = this.stored;
    const isUnchanged = unit.every((path, place) => {
      if (!this.folders.hasFolderOf(path)) return false;
      const now = this.statusOf(path);
      return now !== undefined && this.isTrusted(now) && isStatusAt(numbers, place, now);
    });
    unit.isRead ||= !isUnchanged;
    if (isUnchanged) this.unchanged.add(unit);
    return isUnchanged;
  }

  /** Whether a file has a digest, without reading it. */
  has(path: string, digest: string): boolean {
    const entry = this.stored.entry(path);
    // An unchanged file keeps its entry.
    if (entry?.digest === digest && this.isUnchanged(path, entry)) return true;
    this.missed += 1;
    return false;
  }

  /** The status of a file of the tree; undefined if there is no plain file. */
  statusOf(path: string): FileStatus | undefined {
    return statusOf(`${this.root}/${path}`);
  }

  /**
   * Notes that a file has a digest.
   *
   * @param before - Its status before it was read: an edit since then gives it another one, and is found.
   */
  noteRead(path: string, digest: string, before: FileStatus | undefined): void {
    if (before !== undefined) this.seen.set(path, { digest, status: onlyNumbers(before), isStaged: false });
  }

  /** Notes that a staged file with a digest will take the place of a file. */
  noteStaged(path: string, digest: string, staged: string): void {
    const status = staged === '' ? undefined : statusOf(staged);
    if (status !== undefined) this.seen.set(path, { digest, status: onlyNumbers(status), isStaged: true });
  }

  /** Notes that the folder of a staged file was moved: the file keeps its whole status. */
  noteMovedInFolder(path: string): void {
    const seen = this.seen.get(path);
    if (seen !== undefined) this.seen.set(path, { ...seen, isStaged: false });
  }

  /** Whether a file had to be read that the next index would know. */
  get isStale(): boolean {
    return this.missed > 0;
  }

  /**
   * Writes the index for the next run, after the record. Files that were neither seen nor noted keep the entries that they had.
   *
   * @param units - What the record says of the tree.
   * @param temporary - Where it is written before it goes to its place, on the same file system.
   */
  write(units: TreeRecord['units'], temporary: string): void {
    const record = this.statusOf(RECORD_PATH);
    this.lookAtOtherFolders(units);
    const bytes = record && indexBytes(units, record, this.stored, (path, digest) => this.statusWith(path, digest));
    if (bytes === undefined) return;
    writeFileSync(temporary, bytes);
    renameSync(temporary, `${this.root}/${INDEX_PATH}`);
  }

  /** The next run trusts that all folders are folders now, also those of units that this run did not look at. */
  private lookAtOtherFolders(units: TreeRecord['units']): void {
    for (const unit of units.values())
      if (unit instanceof IndexedUnit && !unit.isRead && !this.unchanged.has(unit))
        unit.isRead = !unit.every((path) => this.folders.hasFolderOf(path));
  }

  /** The status that a file is known to have a digest with. */
  private statusWith(path: string, digest: string): FileStatus | undefined {
    const seen = this.seen.get(path);
    if (seen !== undefined) return seen.digest === digest ? this.kept(path, seen) : undefined;
    const entry = this.stored.entry(path);
    return entry?.digest === digest && this.folders.hasFolderOf(path) ? entry : undefined;
  }

  /** The status that a file has its digest with. A staged file keeps all but its change time when it is moved. */
  private kept(path: string, { status, isStaged }: SeenFile): FileStatus | undefined {
    if (!isStaged) return status;
    const now = this.statusOf(path);
    const isSame = now?.ino === status.ino && now.size === status.size && now.mtimeMs === status.mtimeMs;
    return isSame ? now : undefined;
  }

  private isUnchanged(path: string, entry: FileStatus): boolean {
    // Also false for a status that is not known.
    if (!this.isTrusted(entry)) return false;
    const now = this.statusOf(path);
    return (
      now?.size === entry.size &&
      now.ino === entry.ino &&
      now.mtimeMs === entry.mtimeMs &&
      now.ctimeMs === entry.ctimeMs
    );
  }

  private isTrusted({ mtimeMs, ctimeMs }: FileStatus): boolean {
    return mtimeMs < this.writtenMs && ctimeMs < this.writtenMs;
  }
}

/** What is kept of each file: all that Node says of one is ten times as large. */
function onlyNumbers({ size, ino, mtimeMs, ctimeMs }: FileStatus): FileStatus {
  return { size, ino, mtimeMs, ctimeMs };
}

const NO_ERROR = { throwIfNoEntry: false } as const;

/** Undefined where no plain file is there. */
function statusOf(file: string): FileStatus | undefined {
  const status = lstatSync(file, NO_ERROR);
  return status?.isFile() ? status : undefined;
}

function tryRead(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    // A cache that cannot be read is ignored.
    return Buffer.alloc(0);
  }
}

import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { INDEX_PATH } from './own-folder';

/** What the system says of a file without reading it. */
export interface FileStatus {
  readonly size: number;
  readonly ino: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** A file whose bytes were seen to have a digest while it had a status. */
interface IndexEntry extends FileStatus {
  readonly digest: string;
}

/** A file whose content this run knows. */
interface SeenFile {
  readonly digest: string;
  /** Taken before the file was read, or of the staged file that takes its place. */
  readonly status: FileStatus;
  readonly isStaged: boolean;
}

const HEADER = 'goldenpath file index 1';
const END = 'end';

/**
 * Which files of a tree need not be read again, because their size, times and inode are those of when they were last read
 * or written, as git's index does it.
 *
 * A file that changed in the same tick of the clock as the index was written could keep its status (git calls it racily
 * clean). Such an entry is not trusted: its file is read, until an index is written that is younger.
 *
 * The index is a cache: without one, or with one that cannot be read, every file is read.
 */
export class FileIndex {
  private readonly seen = new Map<string, SeenFile>();
  private missed = 0;

  private constructor(
    private readonly root: string,
    private readonly entries: ReadonlyMap<string, IndexEntry>,
    private readonly writtenMs: number,
  ) {}

  /** The index of a tree. */
  static read(root: string): FileIndex {
    const file = `${root}/${INDEX_PATH}`;
    const status = statusOf(file);
    const entries = status === undefined ? undefined : tryParse(tryRead(file));
    return entries === undefined ? FileIndex.empty(root) : new FileIndex(root, entries, status?.mtimeMs ?? 0);
  }

  /** An index that trusts nothing: every file is read. */
  static empty(root: string): FileIndex {
    return new FileIndex(root, new Map(), 0);
  }

  /** Whether a file has a digest, as far as can be said without reading it. */
  has(path: string, digest: string): boolean {
    const entry = this.entries.get(path);
    if (entry?.digest === digest && this.isUnchanged(path, entry)) {
      this.seen.set(path, { digest, status: entry, isStaged: false });
      return true;
    }
    this.missed += 1;
    return false;
  }

  /** The status of a file of the tree; undefined where no plain file is there. */
  statusOf(path: string): FileStatus | undefined {
    return statusOf(`${this.root}/${path}`);
  }

  /**
   * Notes that a file has a digest.
   *
   * @param before - Its status before it was read: an edit since then gives it another one, and is found.
   */
  noteRead(path: string, digest: string, before: FileStatus | undefined): void {
    if (before !== undefined) this.seen.set(path, { digest, status: before, isStaged: false });
  }

  /** Notes that a staged file with a digest will take the place of a file. */
  noteStaged(path: string, digest: string, staged: string): void {
    const status = staged === '' ? undefined : statusOf(staged);
    if (status !== undefined) this.seen.set(path, { digest, status, isStaged: true });
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
   * Writes the index for the next run. Files that were neither seen nor noted keep the entries that they had.
   *
   * @param files - The managed files of the tree, with their digests.
   * @param temporary - Where it is written before it goes to its place, on the same file system.
   */
  write(files: Iterable<readonly [path: string, digest: string]>, temporary: string): void {
    const lines = [HEADER];
    for (const [path, digest] of files) {
      const seen = this.seen.get(path);
      const entry = this.entries.get(path);
      const status =
        seen === undefined ? entry?.digest === digest && entry : seen.digest === digest && this.kept(path, seen);
      if (status) lines.push(lineOf(path, digest, status));
    }
    lines.push(END, '');
    writeFileSync(temporary, lines.join('\n'));
    renameSync(temporary, `${this.root}/${INDEX_PATH}`);
  }

  /** The status that a file has its digest with. A staged file keeps all but its change time when it is moved. */
  private kept(path: string, { status, isStaged }: SeenFile): FileStatus | undefined {
    if (!isStaged) return status;
    const now = this.statusOf(path);
    const isSame = now?.ino === status.ino && now.size === status.size && now.mtimeMs === status.mtimeMs;
    return isSame ? now : undefined;
  }

  private isUnchanged(path: string, entry: IndexEntry): boolean {
    if (Math.max(entry.mtimeMs, entry.ctimeMs) >= this.writtenMs) return false;
    const now = this.statusOf(path);
    return (
      now?.size === entry.size &&
      now.ino === entry.ino &&
      now.mtimeMs === entry.mtimeMs &&
      now.ctimeMs === entry.ctimeMs
    );
  }
}

/** Undefined where no plain file is there. */
function statusOf(file: string): FileStatus | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  return status?.isFile() ? status : undefined;
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A cache that cannot be read is no cache.
    return '';
  }
}

function lineOf(path: string, digest: string, { size, ino, mtimeMs, ctimeMs }: FileStatus): string {
  return `${digest} ${size} ${ino} ${mtimeMs} ${ctimeMs} ${path}`;
}

/** Undefined for a text that {@link FileIndex.write} did not finish. */
function tryParse(text: string): Map<string, IndexEntry> | undefined {
  const lines = text.split('\n');
  if (lines[0] !== HEADER || lines.at(-2) !== END) return undefined;
  const entries = new Map<string, IndexEntry>();
  for (const line of lines.slice(1, -2)) {
    const [digest = '', size, ino, mtimeMs, ctimeMs, ...path] = line.split(' ');
    entries.set(path.join(' '), {
      digest,
      size: Number(size),
      ino: Number(ino),
      mtimeMs: Number(mtimeMs),
      ctimeMs: Number(ctimeMs),
    });
  }
  return entries;
}

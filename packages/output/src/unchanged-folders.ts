import { lstatSync } from 'node:fs';

/** What the system says of a folder. */
interface FolderStatus {
  readonly isFolder: boolean;
  /** Whether no entry was added, removed or replaced in it since the time. */
  readonly isOld: boolean;
}

/**
 * Whether folders of one tree are still folders, and not links to others.
 *
 * A folder has the time when an entry in it was last replaced. If that is older than a time at which its folders were folders, they still are, and
 * need no look of their own. Most folders contain only files, so most of them need none.
 */
export class UnchangedFolders {
  private readonly known = new Map<string, boolean>();
  private readonly statuses = new Map<string, FolderStatus>();

  /**
   * @param root - The root of the tree, its own symbolic links resolved.
   * @param sinceMs - A time at which all folders that are asked for were folders.
   */
  constructor(
    private readonly root: string,
    private readonly sinceMs: number,
  ) {}

  /** Whether the folder of a file, and all above it, are folders. */
  hasFolderOf(path: string): boolean {
    return this.has(folderOf(path));
  }

  private has(folder: string): boolean {
    if (folder === '') return true;
    let isThere = this.known.get(folder);
    if (isThere === undefined) {
      const above = folderOf(folder);
      isThere = this.has(above) && (this.statusOf(above).isOld || this.statusOf(folder).isFolder);
      this.known.set(folder, isThere);
    }
    return isThere;
  }

  private statusOf(folder: string): FolderStatus {
    let status = this.statuses.get(folder);
    if (status === undefined) {
      status = folderStatus(`${this.root}/${folder}`, this.sinceMs);
      this.statuses.set(folder, status);
    }
    return status;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function folderStatus(path: string, sinceMs: number): FolderStatus {
  const found = lstatSync(path, { throwIfNoEntry: false });
  const isFolder = found?.isDirectory() === true;
  return { isFolder, isOld: isFolder && found.mtimeMs < sinceMs && found.ctimeMs < sinceMs };
}

import { systemCode } from '@goldenpath/errors';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolders } from './make-folders';

/** Permissions of a file, less what the user's umask takes. */
export const PLAIN = 0o644;
export const EXECUTABLE = 0o755;

const IN_THE_WAY = ['EEXIST', 'ENOTDIR', 'EISDIR'];

/** A folder for files on their way into a tree, on the tree's own disk, so that a rename puts each in place. */
export class Staging {
  private count = 0;
  private readonly made = new Set<string>();

  constructor(private readonly folder: string) {}

  /** Where the files of folders that are not in the tree yet are: each at the path that it will have. */
  get newFolders(): string {
    return `${this.folder}/new`;
  }

  /** Writes a text to a new file and returns its path. */
  write(text: string, mode = PLAIN): string {
    const path = this.reserve();
    writeNew(path, text, mode);
    return path;
  }

  /**
   * Writes a text to a new file in {@link newFolders} and returns its path; as {@link write} where another file is in the way: then the two
   * cannot be side by side in the tree either.
   */
  writeBelow(path: string, text: string, mode = PLAIN): string {
    const file = `${this.newFolders}/${path}`;
    try {
      this.make(dirname(file));
      writeNew(file, text, mode);
      return file;
    } catch (error) {
      if (!IN_THE_WAY.includes(systemCode(error) ?? '')) throw error;
      return this.write(text, mode);
    }
  }

  /** The path of a file that does not exist yet. */
  reserve(): string {
    this.make(this.folder);
    return `${this.folder}/${this.count++}`;
  }

  /** Removes the folder and all that is still in it. */
  discard(): void {
    // Most runs make none, and what removes folders with all that is in them takes 5 ms to load.
    if (this.made.size > 0) rmSync(this.folder, { recursive: true, force: true });
  }

  /** Most folders are new, so they are made without a look. */
  private make(folder: string): void {
    if (this.made.has(folder)) return;
    if (folder === this.folder) makeFolders(folder);
    else {
      this.make(dirname(folder));
      makeFolder(folder);
    }
    this.made.add(folder);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    // A folder, or a file that is in the way: then the system says so.
    makeFolders(folder);
  }
}

function writeNew(path: string, text: string, mode: number): void {
  writeFileSync(path, text, { encoding: 'utf8', flag: 'wx', mode });
}

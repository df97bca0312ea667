import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';

/** A folder for files on their way into a tree, on the tree's own disk, so that a rename puts each in place. */
export class Staging {
  private count = 0;
  private made = false;

  constructor(private readonly folder: string) {}

  /** Writes bytes to a new file and returns its path. */
  write(bytes: Uint8Array): string {
    const path = this.reserve();
    const file = openSync(path, 'wx', 0o644);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    } finally {
      closeSync(file);
    }
    return path;
  }

  /** The path of a file that does not exist yet. */
  reserve(): string {
    if (!this.made) mkdirSync(this.folder);
    this.made = true;
    return `${this.folder}/${this.count++}`;
  }

  /** Removes the folder and all that is still in it. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

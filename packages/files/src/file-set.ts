import type { GeneratedFile } from './generated-file';
import { assertSafePath } from './safe-path';

/** Two generated files that cannot both be written. This is a bug, not a user error. */
export class FileCollisionError extends Error {
  constructor(first: string, second: string) {
    super(
      first === second
        ? `Two generators made the same file, ${first}.`
        : `${first} and ${second} cannot both exist on a case-insensitive file system.`,
    );
    this.name = 'FileCollisionError';
  }
}

/**
 * Returns the files sorted by path, in UTF-16 code unit order. All later steps see this order.
 *
 * @throws UnsafePathError for a path that leaves its folder.
 * @throws FileCollisionError when two files have the same path, or paths that differ only in case, or when a file's path is a folder of
 * another file.
 */
export function fileSet(files: readonly GeneratedFile[]): GeneratedFile[] {
  assertCompatiblePaths(files.map(({ path }) => path));
  return [...files].sort((a, b) => comparePaths(a.path, b.path));
}

/** Checks that files can be side by side. @throws as {@link fileSet}. */
export function assertCompatiblePaths(paths: Iterable<string>): void {
  const taken = new Map<string, string>();
  for (const path of paths) {
    assertSafePath(path);
    const key = path.toLowerCase();
    const other = taken.get(key);
    if (other !== undefined) throw new FileCollisionError(other, path);
    taken.set(key, path);
  }
  const folders = new Set<string>();
  for (const path of taken.values()) assertNoFileAbove(path, taken, folders);
}

/** @param seen Folders that are known not to be files. Most files share their folders with many others. */
function assertNoFileAbove(path: string, taken: ReadonlyMap<string, string>, seen: Set<string>): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = path.slice(0, slash);
    if (seen.has(folder)) return;
    seen.add(folder);
    const above = taken.get(folder.toLowerCase());
    if (above !== undefined) throw new FileCollisionError(above, path);
  }
}

/** Compares paths by UTF-16 code unit, so that the order is the same in every locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

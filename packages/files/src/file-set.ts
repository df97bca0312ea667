import type { GeneratedFile } from './generated-file';
import { assertSafePath } from './safe-path';

/** Two generated files that cannot both be written: our bug, never a person's mistake. */
export class FileCollisionError extends Error {
  constructor(first: string, second: string) {
    super(
      first === second
        ? `Two generators made the same file, ${first}.`
        : `${first} and ${second} cannot both exist where file names ignore case.`,
    );
    this.name = 'FileCollisionError';
  }
}

/**
 * The files in the one order that everything downstream sees: by path, in UTF-16 code unit order.
 *
 * @throws UnsafePathError for a path that leaves its folder.
 * @throws FileCollisionError when two files have one path, or paths that differ in case only, or when a file's path
 *   is a folder of another's.
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

/** @param seen Folders that are known to be no file, and those above them: most files have many beside them. */
function assertNoFileAbove(path: string, taken: ReadonlyMap<string, string>, seen: Set<string>): void {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = path.slice(0, slash);
    if (seen.has(folder)) return;
    seen.add(folder);
    const above = taken.get(folder.toLowerCase());
    if (above !== undefined) throw new FileCollisionError(above, path);
  }
}

/** Total order of paths: by UTF-16 code unit, so that it is the same in every locale. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

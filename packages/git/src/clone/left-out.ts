import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { type Clone, gitText } from './clone';

/** How `git ls-files -t` marks a file with the skip-worktree bit. */
const SKIPPED = 'S ';

/**
 * Returns the files of the index that a sparse checkout leaves out of the working tree. They are not removed: a commit keeps them.
 *
 * @param paths - The files and folders to check, from the root of the clone. @default all
 * @returns Sorted paths from the root of the clone, with `/`.
 * @throws RepositoryError when Git cannot read the index.
 */
export async function leftOutPaths(clone: Clone, paths: readonly string[] = []): Promise<string[]> {
  const output = await gitText(clone, ['ls-files', '-t', '-z', '--full-name', '--', ...paths]);
  const skipped = output.split('\0').flatMap((line) => (line.startsWith(SKIPPED) ? [line.slice(SKIPPED.length)] : []));
  return skipped.filter((file) => !isThere(join(clone.folder, file))).sort();
}

function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

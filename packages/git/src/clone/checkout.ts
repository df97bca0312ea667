import { mkdirSync, rmSync } from 'node:fs';
import { type Clone, gitBytes } from './clone';

/**
 * Writes the files of a commit to a folder. The branches, worktrees and index of the clone are not changed.
 *
 * @param paths - The files and folders to write, from the root of the clone. @default all
 * @throws RepositoryError when Git cannot read the commit.
 */
export async function checkoutCommit(
  clone: Clone,
  commit: string,
  into: string,
  paths: readonly string[] = [],
): Promise<void> {
  mkdirSync(into, { recursive: true });
  const indexFile = `${into}.index`;
  try {
    await gitBytes(clone, ['read-tree', commit], { indexFile });
    // Read as bytes: a file name need not be UTF-8.
    const input = await gitBytes(clone, ['ls-files', '-z', '--', ...paths], { indexFile });
    await gitBytes(clone, ['checkout-index', '-z', '--stdin', '--force', `--prefix=${into}/`], { indexFile, input });
  } finally {
    for (const file of [indexFile, `${indexFile}.lock`]) rmSync(file, { force: true });
  }
}

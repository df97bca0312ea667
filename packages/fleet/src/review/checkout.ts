import * as fs from 'node:fs';
import { git, gitBytes, type Repository } from './git';

/**
 * Puts the files of a commit into a folder, without a trace in the repository: no branch, no worktree, no index is touched.
 *
 * @param paths - The files and folders wanted, from the top of the repository. @default all
 */
export async function checkoutCommit(
  repository: Repository,
  commit: string,
  into: string,
  paths?: readonly string[],
): Promise<void> {
  fs.mkdirSync(into, { recursive: true });
  const indexFile = `${into}.index`;
  try {
    await git(repository, ['read-tree', commit], { indexFile });
    const listed = await gitBytes(repository, ['ls-files', '-z', '--', ...(paths ?? [])], { indexFile });
    await git(repository, ['checkout-index', '-z', '--stdin', '--force', `--prefix=${into}/`], {
      indexFile,
      input: listed,
    });
  } finally {
    for (const file of [indexFile, `${indexFile}.lock`]) fs.rmSync(file, { force: true });
  }
}

import { RepositoryError } from '../errors';
import { type Clone, gitText, tryGitText } from './clone';

/**
 * Returns the hash of the commit that a branch, a tag or a hash refers to.
 *
 * @throws RepositoryError when the clone has no such commit.
 */
export async function resolveCommit(clone: Clone, ref: string): Promise<string> {
  const commit = await findCommit(clone, ref);
  if (commit !== undefined) return commit;
  const remote = `origin/${ref}`;
  throw new RepositoryError(
    'not-found',
    `${JSON.stringify(ref)} is not a commit in this clone.`,
    (await findCommit(clone, `refs/remotes/${remote}`)) === undefined
      ? 'Use a branch, a tag or a commit of this clone. In CI, fetch it first (`fetch-depth: 0`).'
      : `Use ${JSON.stringify(remote)}: only the remote has this branch.`,
  );
}

/** Returns the hash of a commit, or `undefined` when the clone has no such commit. */
async function findCommit(clone: Clone, ref: string): Promise<string | undefined> {
  const output = await tryGitText(clone, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const commit = output?.trim() ?? '';
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

/**
 * Returns the merge base of two commits. Returns the base itself when they have no common ancestor.
 *
 * @throws RepositoryError when the clone is too shallow to find it.
 */
export async function mergeBase(clone: Clone, base: string, head: string): Promise<string> {
  const output = await tryGitText(clone, ['merge-base', base, head]);
  const found = output?.trim() ?? '';
  if (found !== '') return found;
  if (await isShallow(clone))
    throw new RepositoryError(
      'not-found',
      `The clone at ${clone.folder} is shallow, so Git cannot find where the change left its base ${base.slice(0, 7)}.`,
      'Run `git fetch --unshallow`. In CI, check out with `fetch-depth: 0`.',
    );
  return base;
}

async function isShallow(clone: Clone): Promise<boolean> {
  return (await gitText(clone, ['rev-parse', '--is-shallow-repository'])).trim() === 'true';
}

/**
 * Returns the paths that differ between two commits, from the root of the clone.
 *
 * @param head - `undefined` for the working tree, including untracked files.
 */
export async function changedPaths(clone: Clone, base: string, head: string | undefined): Promise<string[]> {
  const diff = ['diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', base];
  const tracked = await gitText(clone, head === undefined ? diff : [...diff, head]);
  const untracked =
    head === undefined ? await gitText(clone, ['ls-files', '--others', '--exclude-standard', '-z']) : '';
  return [...new Set(`${tracked}${untracked}`.split('\0').filter((name) => name !== ''))].sort();
}

/** Returns the paths of all files of a commit, from the root of the clone. */
export async function pathsIn(clone: Clone, commit: string): Promise<Set<string>> {
  const output = await gitText(clone, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]);
  return new Set(output.split('\0').filter((name) => name !== ''));
}

/** Returns the text of a file of a commit, or `undefined` when the commit does not have the file. */
export async function fileIn(clone: Clone, commit: string, path: string): Promise<string | undefined> {
  return tryGitText(clone, ['cat-file', 'blob', `${commit}:${path}`]);
}

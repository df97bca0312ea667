import { type Clone, gitBytes, gitText } from './clone';

/**
 * Returns the paths that differ from the last commit: changed, staged, removed, and untracked ones that Git does not ignore.
 *
 * @throws RepositoryError when Git cannot read the clone.
 */
export async function uncommittedPaths(clone: Clone): Promise<string[]> {
  const args = ['status', '--porcelain=v1', '-z', '--no-renames', '--untracked-files=all', '--ignore-submodules=none'];
  const entries = (await gitText(clone, args)).split('\0').filter((entry) => entry !== '');
  return entries.map((entry) => entry.slice('XY '.length)).sort();
}

/** Paths in the index, from the root of the clone. */
export interface TrackedPaths {
  /** Plain files and links. */
  readonly files: readonly string[];
  /** Folders that are repositories of their own. */
  readonly submodules: readonly string[];
}

const SUBMODULE = '160000 ';

/** Returns the paths in the index, each once. */
export async function trackedPaths(clone: Clone): Promise<TrackedPaths> {
  const output = await gitText(clone, ['ls-files', '-z', '--stage', '--full-name']);
  const entries = output.split('\0').filter((entry) => entry !== '');
  const pathsOf = (some: readonly string[]) => [...new Set(some.map((entry) => entry.slice(entry.indexOf('\t') + 1)))];
  return {
    files: pathsOf(entries.filter((entry) => !entry.startsWith(SUBMODULE))),
    submodules: pathsOf(entries.filter((entry) => entry.startsWith(SUBMODULE))),
  };
}

/** Returns the folder that Git keeps for this working tree: `.git`, or a folder below that of the main working tree. */
export async function gitFolder(clone: Clone): Promise<string> {
  return (await gitText(clone, ['rev-parse', '--absolute-git-dir'])).replace(/\r?\n$/, '');
}

/**
 * Returns the ids of the versions that a file had in the history of the last commit, the newest first, each once.
 *
 * @throws RepositoryError when Git cannot read the history.
 */
export async function versionsOf(clone: Clone, path: string): Promise<string[]> {
  const args = ['log', '--format=', '--raw', '--no-abbrev', '--no-renames', '-m', 'HEAD', '--', path];
  const lines = (await gitText(clone, args)).split('\n');
  const ids = lines.flatMap((line) => /^:\d+ (?:100\d+) [0-9a-f]+ ([0-9a-f]+) [A-Z]/.exec(line)?.[1] ?? []);
  return [...new Set(ids)];
}

/** Returns the content of a version. */
export function versionContent(clone: Clone, id: string): Promise<Buffer> {
  return gitBytes(clone, ['cat-file', 'blob', id]);
}

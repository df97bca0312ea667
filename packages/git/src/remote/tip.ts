import { RepositoryContentError } from '../errors';
import { REMOTE } from './scratch';
import { fetchArguments, type Session } from './session';
import type { TreeEntry } from './tree-entries';
import { type ListedFile, TreeReader } from './tree-reader';

/** A branch at the time it was fetched. Files are fetched on demand, many at once. */
export interface Tip {
  /** Id of the commit; undefined when the branch does not exist yet. */
  readonly commit: string | undefined;
  /** Returns the id of the commit's tree. */
  readonly tree: () => Promise<string | undefined>;
  /** Whether the branch itself exists. If not, the fetched commit belongs to the branch that it will start from. */
  readonly isBranch: boolean;
  /**
   * Returns the text of a file; undefined when there is no such file.
   *
   * @throws RepositoryContentError when it is a symbolic link or not UTF-8.
   */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Returns the texts of those files that exist, by path. */
  readonly readMany: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Like {@link readMany}, at another commit from {@link history}. */
  readonly readAt: (commit: string, paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns the texts of blobs from {@link history} by their ids, in one request. Bytes that are not UTF-8 are replaced. */
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Returns all files below a folder, by path in code unit order; `''` is the whole repository. */
  readonly list: (folder: string) => Promise<readonly ListedFile[]>;
  /** Returns the direct entries of a folder; undefined when there is no such folder. */
  readonly entries: (folder: string) => Promise<readonly TreeEntry[] | undefined>;
  /**
   * Runs a Git command that only reads, such as `log`, on the complete history of the branch. The first call fetches the history without
   * the files. `HEAD` is not defined there: use {@link commit}.
   */
  readonly history: (args: readonly string[]) => Promise<string>;
}

/** Fetches the tip of the target's branch, or of the branch that it starts from. */
export async function fetchTip(session: Session): Promise<Tip> {
  const { branch, startFrom } = session.target;
  const found = await tryFetch(session, branch);
  if (found !== undefined) return openTip(session, found, true);
  const start = startFrom === undefined ? undefined : await tryFetch(session, startFrom);
  if (start !== undefined) return openTip(session, start, false);
  const branches = await branchesIn(session);
  // The branch was created after the first fetch.
  if ([branch, startFrom].some((wanted) => wanted !== undefined && branches.has(wanted))) return fetchTip(session);
  // An empty repository gets its first branch. In any other repository an unknown branch is an error.
  if (branches.size > 0) {
    throw new RepositoryContentError(
      `There is no branch ${startFrom ?? branch} in ${session.where}.`,
      'Set `--branch` to the branch that Argo CD watches, or create this branch.',
    );
  }
  return openTip(session, undefined, false);
}

async function branchesIn(session: Session): Promise<Set<string>> {
  const result = await session.git(['ls-remote', '--heads', REMOTE]);
  if (result.end !== 0) throw session.failure(result);
  const lines = result.stdout
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  return new Set(lines.map((line) => line.slice(line.indexOf('\t') + 1).replace('refs/heads/', '')));
}

async function tryFetch(session: Session, branch: string): Promise<string | undefined> {
  const result = await session.remote('fetch', fetchArguments(session, branch, ['--depth=1']));
  if (result.end !== 0) {
    if (/couldn't find remote ref/i.test(result.stderr)) return undefined;
    throw session.failure(result);
  }
  // Parsed here: asking Git would cost another process in every attempt.
  const commit = session.fetched();
  if (commit === undefined) throw new Error(`${branch} was not fetched`);
  return commit;
}

function openTip(session: Session, commit: string | undefined, isBranch: boolean): Tip {
  const trees = new TreeReader(session);
  const readAt: Tip['readAt'] = (at, paths) => trees.readMany(at, paths);
  const readMany: Tip['readMany'] = (paths) =>
    commit === undefined ? Promise.resolve(new Map<string, string>()) : readAt(commit, paths);
  let deepened: Promise<void> | undefined;
  return {
    commit,
    tree: () => (commit === undefined ? Promise.resolve(undefined) : trees.rootOf(commit)),
    isBranch,
    read: async (path) => (await readMany([path])).get(path),
    readMany,
    readAt,
    readBlobs: (ids) => trees.readBlobs(ids),
    list: (folder) => (commit === undefined ? Promise.resolve([]) : trees.list(commit, folder)),
    entries: (folder) => (commit === undefined ? Promise.resolve(undefined) : trees.entries(commit, folder)),
    history: async (args) => {
      deepened ??= deepen(session, isBranch);
      await deepened;
      const result = await session.git(args);
      if (result.end !== 0) throw session.failure(result);
      return result.stdout.toString('utf8');
    },
  };
}

async function deepen(session: Session, isBranch: boolean): Promise<void> {
  const { branch, startFrom = branch } = session.target;
  const shallow = await session.git(['rev-parse', '--is-shallow-repository']);
  if (!shallow.stdout.toString('utf8').startsWith('true')) return;
  const result = await session.remote('fetch', fetchArguments(session, isBranch ? branch : startFrom, ['--unshallow']));
  if (result.end !== 0) throw session.failure(result);
}

import { RepositoryContentError } from '../errors';
import { REMOTE } from './scratch';
import { fetchArguments, type Session } from './session';
import type { TreeEntry } from './tree-entries';
import { type ListedFile, TreeReader } from './tree-reader';

/** A branch as it was when it was fetched. What is read is fetched when it is asked for, many files in one go. */
export interface Tip {
  /** Id of the commit; undefined where the branch does not exist yet. */
  readonly commit: string | undefined;
  /** Id of the tree of it. */
  readonly tree: () => Promise<string | undefined>;
  /** Whether the branch itself is there: it may be the one it is to grow out of that was fetched. */
  readonly isBranch: boolean;
  /**
   * Text of a file; undefined where there is none.
   *
   * @throws RepositoryContentError where it is a symbolic link or no UTF-8.
   */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Texts of files, by path; of those that are there. */
  readonly readMany: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** As {@link readMany}, at another commit: one of {@link history}. */
  readonly readAt: (commit: string, paths: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Texts of files as {@link history} names them, by the id of their content, all in one go; of bytes that are no UTF-8, what can be. */
  readonly readBlobs: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** All files below a folder, by path in code unit order; all of the repository for `''`. */
  readonly list: (folder: string) => Promise<readonly ListedFile[]>;
  /** What is directly in a folder; undefined where there is no such folder. */
  readonly entries: (folder: string) => Promise<readonly TreeEntry[] | undefined>;
  /**
   * Runs a command of Git that only reads, such as `log`, with the whole history of the branch at hand: fetched when it is first
   * asked for, without the files. `HEAD` is no name there: use {@link commit}.
   */
  readonly history: (args: readonly string[]) => Promise<string>;
}

/** Fetches the tip of the target's branch, or of the one that it starts from. */
export async function fetchTip(session: Session): Promise<Tip> {
  const { branch, startFrom } = session.target;
  const found = await tryFetch(session, branch);
  if (found !== undefined) return openTip(session, found, true);
  const start = startFrom === undefined ? undefined : await tryFetch(session, startFrom);
  if (start !== undefined) return openTip(session, start, false);
  const branches = await branchesIn(session);
  // Somebody has made it since it was looked for.
  if ([branch, startFrom].some((wanted) => wanted !== undefined && branches.has(wanted))) return fetchTip(session);
  // An empty repository gets its first branch. In any other, a branch that nobody knows is a mistake.
  if (branches.size > 0) {
    throw new RepositoryContentError(
      `There is no branch ${startFrom ?? branch} in ${session.where}.`,
      'Name the one that Argo CD watches with `--branch`, or create it there.',
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
  // By hand: asking Git would be a process more in every attempt.
  const commit = session.fetched();
  if (commit === undefined) throw new Error(`nothing was fetched of ${branch}`);
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

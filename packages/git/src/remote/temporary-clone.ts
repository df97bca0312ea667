import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeTemporaryFolder, redactor } from '@goldenpath/process';
import { type Clone, gitText, tryGitText } from '../clone/clone';
import { type Environment, gitEnvironment } from '../environment';
import { RepositoryContentError } from '../errors';
import { type GitResult, runGit } from '../run-git';
import { assertBranchName } from './branch-name';
import { failureOf } from './failures';
import { assertRemoteUrl, shownUrl } from './remote-url';
import type { RepositoryOptions } from './session';
import { settingsIn } from './settings';

/** A clone of a repository in a temporary folder, with a working tree. */
export interface TemporaryClone {
  readonly clone: Clone;
  /** The default branch of the repository. The working tree has its tip. */
  readonly branch: string;
  /** The URL, safe to print. */
  readonly where: string;
  /** Returns the commit of a branch when the repository was cloned; `undefined` when there is no such branch. */
  readonly tipOf: (branch: string) => Promise<string | undefined>;
  /** Commits files of the working tree on top of `HEAD`. @param message - Is given the id of the tree. */
  readonly commit: (paths: readonly string[], message: (tree: string) => string) => Promise<string>;
  /**
   * Pushes a commit to a branch, over what is there.
   *
   * @param expected - What the branch has; `undefined` when it does not exist.
   * @throws RepositoryError when the branch has another commit now. It is unchanged then.
   */
  readonly push: (commit: string, branch: string, expected: string | undefined) => Promise<void>;
}

/** Options of {@link withTemporaryClone}. */
export type TemporaryCloneOptions = Omit<RepositoryOptions, 'temporaryFolder'>;

const REMOTE = 'origin';
const DEADLINE_MS = 120_000;
const CONNECT_MS = 30_000;
const NETWORK_ATTEMPTS = 3;
/** No hook of the user runs, files are as they were committed, and large files stay pointers. */
const SETTINGS = ['core.hooksPath=/dev/null', 'core.autocrlf=false', 'core.fsmonitor=false', 'gc.auto=0'];

/**
 * Clones the default branch of a repository, with its history, for the time of `work`.
 *
 * @throws RepositoryError when the URL is invalid, the repository is empty or cannot be read, or Git is not installed.
 */
export async function withTemporaryClone<T>(
  url: string,
  options: TemporaryCloneOptions,
  work: (repository: TemporaryClone) => Promise<T>,
): Promise<T> {
  assertRemoteUrl(url);
  const folder = makeTemporaryFolder('goldenpath-clone-', resolve(tmpdir()));
  try {
    const remote = remoteGit(url, options);
    const into = join(folder, 'clone');
    const config = SETTINGS.flatMap((setting) => ['--config', setting]);
    await remote(folder, ['clone', '--progress', '--no-tags', ...config, '--', url, into], () =>
      rmSync(into, { recursive: true, force: true }),
    );
    return await work(await openTemporary({ folder: into, env: options.env }, url, remote));
  } finally {
    // A Git process that was stopped may still be writing its last file.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

type RemoteGit = (cwd: string, args: readonly string[], undo?: () => void) => Promise<GitResult>;

/** Runs Git commands on the remote: again after network failures, and until the deadline. */
function remoteGit(
  url: string,
  { env, now, deadlineMs = DEADLINE_MS, connectMs, signal }: TemporaryCloneOptions,
): RemoteGit {
  const end = now() + deadlineMs;
  const redact = redactor(env);
  return async (cwd, args, undo = () => undefined) => {
    for (let attempt = 1; ; attempt++) {
      const result = await runGit(args, {
        cwd,
        env: { ...gitEnvironment(env), GIT_LFS_SKIP_SMUDGE: '1' },
        timeoutMs: end - now(),
        firstOutputMs: connectMs ?? CONNECT_MS,
        cancel: signal,
      });
      if (result.end === 0) return result;
      const failure = failureOf(result, redact(shownUrl(url)), redact);
      if (failure.retry !== 'network' || attempt >= NETWORK_ATTEMPTS) throw failure;
      undo();
    }
  };
}

async function openTemporary({ folder, env }: Clone, url: string, remote: RemoteGit): Promise<TemporaryClone> {
  const where = redactor(env)(shownUrl(url));
  const clone = { folder, env: { ...env, ...(await identityOf({ folder, env })) } };
  const branch = (await gitText(clone, ['symbolic-ref', '--short', 'HEAD'])).trim();
  if ((await tryGitText(clone, ['rev-parse', '--verify', '--quiet', 'HEAD'])) === undefined)
    throw new RepositoryContentError(
      `${where} has no commit on ${branch}.`,
      'Push the first commit, and run this again.',
    );
  return {
    clone,
    branch,
    where,
    tipOf: async (name) => {
      assertBranchName(name);
      return (await tryGitText(clone, ['rev-parse', '--verify', '--quiet', `refs/remotes/${REMOTE}/${name}`]))?.trim();
    },
    commit: async (paths, message) => {
      await gitText(clone, ['add', '--all', '--force', '--', ...paths]);
      const tree = (await gitText(clone, ['write-tree'])).trim();
      const input = Buffer.from(message(tree));
      await gitText(clone, ['commit', '--quiet', '--no-verify', '--cleanup=verbatim', '--file=-'], { input });
      return (await gitText(clone, ['rev-parse', 'HEAD'])).trim();
    },
    push: async (commit, name, expected) => {
      assertBranchName(name);
      const lease = `--force-with-lease=refs/heads/${name}:${expected ?? ''}`;
      const args = ['push', '--porcelain', '--progress', '--no-verify', lease, REMOTE, `${commit}:refs/heads/${name}`];
      await remote(folder, ['-c', 'core.hooksPath=/dev/null', ...args]);
    },
  };
}

/** The identity of the configuration, or ours where there is none, as in many pipelines. */
async function identityOf(clone: Clone): Promise<Environment> {
  const settings = settingsIn(await gitText(clone, ['config', '--list', '-z']), clone.env);
  return Object.fromEntries(
    (['author', 'committer'] as const).flatMap((role) => {
      const [, name = '', email = ''] = /^(.*) <(.*)>$/s.exec(settings[role]) ?? [];
      const prefix = `GIT_${role.toUpperCase()}`;
      return [[`${prefix}_NAME`, name] as const, [`${prefix}_EMAIL`, email] as const];
    }),
  );
}

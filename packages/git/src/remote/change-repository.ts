import { backoffMs } from './backoff';
import { assertFits } from './check-change';
import { type Change, makeCommit } from './commit';
import { type RetryReason, RemoteFailure, stopped } from './failures';
import { REMOTE } from './scratch';
import { type RepositoryOptions, type RepositoryTarget, type Session, withSession } from './session';
import { type Identity, identityText } from './settings';
import { fetchTip, type Tip } from './tip';

/** A change of a repository, and a result for the caller. */
export interface Proposal<T> extends Change {
  readonly result: T;
}

/** Options for a change of a remote repository. */
export interface ChangeOptions extends RepositoryOptions {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Returns a random number from 0 to 1. */
  readonly random: () => number;
  /** Make the commit without pushing it. @default false */
  readonly dryRun?: boolean;
  /** @default the identity in Git's environment and configuration */
  readonly author?: Identity;
  /**
   * Called once during the first fetch, for slow work that does not need the repository. When it throws, nothing is changed.
   */
  readonly meanwhile?: () => void;
  /** Called at the start of each attempt, with its number from 1. */
  readonly onAttempt?: (attempt: number) => void;
}

/** The result of a change. */
export interface ChangeOutcome<T> {
  /** The result of the proposal that was pushed, or that had nothing to push. */
  readonly result: T;
  /** Id of the pushed commit. */
  readonly commit: string | undefined;
  /** The number of attempts. */
  readonly attempts: number;
  readonly pushed: boolean;
}

/** Attempts after network failures. When the branch moved, attempts continue until the deadline. */
const NETWORK_ATTEMPTS = 3;

/**
 * Changes a branch without a lock: makes a commit on the tip and pushes it. If the branch moved meanwhile, starts again on the new tip.
 * Pushes are never forced, so no commit is lost. The change is pushed completely or not at all.
 *
 * @param propose - Called for each attempt with the current tip. Returns the change to that tip.
 * @throws RepositoryError when the branch cannot be changed. The branch is then unchanged.
 */
export function changeRepository<T>(
  target: RepositoryTarget,
  propose: (tip: Tip) => Promise<Proposal<T>>,
  options: ChangeOptions,
): Promise<ChangeOutcome<T>> {
  return withSession(target, options, async (session) => {
    const by = options.author && identityText(options.author);
    const { author, committer } = { ...session.settings, ...(by !== undefined && { author: by, committer: by }) };
    const sentCommits = new Map<string, T>();
    let networkFailures = 0;
    for (let attempt = 1; ; attempt++) {
      options.onAttempt?.(attempt);
      try {
        return await tryOnce(session, propose, { attempt, author, committer, sentCommits, options });
      } catch (error) {
        if (!(error instanceof RemoteFailure) || error.retry === undefined) throw error;
        if (isProtocolChange(error.retry)) {
          if (session.adapt(error.retry)) continue;
          throw error;
        }
        if (error.retry === 'network' && ++networkFailures >= NETWORK_ATTEMPTS) throw error;
        await waitForNext(session, attempt, error, options);
      }
    }
  });
}

/**
 * Reads a branch.
 *
 * @throws RepositoryError when it cannot be read.
 */
export function readRepository<T>(
  target: RepositoryTarget,
  read: (tip: Tip) => Promise<T>,
  options: RepositoryOptions,
): Promise<T> {
  return withSession(target, options, async (session) => {
    for (;;) {
      try {
        return await read(await fetchTip(session));
      } catch (error) {
        if (!(error instanceof RemoteFailure && isProtocolChange(error.retry) && session.adapt(error.retry)))
          throw error;
      }
    }
  });
}

/** Returns whether another form of the protocol can succeed. */
function isProtocolChange(retry: RetryReason | undefined): retry is 'unfiltered' | 'sha256' {
  return retry === 'unfiltered' || retry === 'sha256';
}

interface Attempt<T> {
  readonly attempt: number;
  readonly author: string;
  readonly committer: string;
  /** Commits whose push was not confirmed, with their results. */
  readonly sentCommits: Map<string, T>;
  readonly options: ChangeOptions;
}

async function tryOnce<T>(
  session: Session,
  propose: (tip: Tip) => Promise<Proposal<T>>,
  { attempt, author, committer, sentCommits, options }: Attempt<T>,
): Promise<ChangeOutcome<T>> {
  const tip = await fetchWhile(session, attempt === 1 ? options.meanwhile : undefined);
  const arrived = await arrivedOf(sentCommits, tip);
  if (arrived !== undefined) return { ...arrived, attempts: attempt, pushed: true };
  const proposal = await propose(tip);
  const nothing = { result: proposal.result, commit: undefined, attempts: attempt, pushed: false };
  if (proposal.writes.size === 0 && proposal.removals.length === 0) return nothing;
  await assertFits(proposal, tip, session.where);
  const seconds = Math.floor(options.now() / 1000);
  const made = await makeCommit(session, proposal, {
    parent: tip.commit,
    parentTree: await tip.tree(),
    author,
    committer,
    seconds,
    attempt,
  });
  if (made.isEmpty || options.dryRun === true) return nothing;
  if (options.signal?.aborted === true) throw stopped();
  sentCommits.set(made.commit, proposal.result);
  const pushed = await session.remote('push', [
    '--porcelain',
    '--no-verify',
    REMOTE,
    `${made.commit}:refs/heads/${session.target.branch}`,
  ]);
  if (pushed.end !== 0) {
    const failure = session.failure(pushed);
    // The server refused the commit, so it was not stored.
    if (failure.retry === 'moved') sentCommits.delete(made.commit);
    throw failure;
  }
  return { result: proposal.result, commit: made.commit, attempts: attempt, pushed: true };
}

/** Fetches the tip in Git processes while this process runs `meanwhile`. */
async function fetchWhile(session: Session, meanwhile: (() => void) | undefined): Promise<Tip> {
  const fetching = fetchTip(session);
  try {
    meanwhile?.();
  } catch (error) {
    session.stop();
    // Wait for Git: it may still write to the folder that is about to be removed.
    await Promise.allSettled([fetching]);
    throw error;
  }
  return fetching;
}

/** Returns a pushed commit that arrived although the connection broke before the confirmation. */
async function arrivedOf<T>(
  sentCommits: ReadonlyMap<string, T>,
  tip: Tip,
): Promise<{ readonly result: T; readonly commit: string } | undefined> {
  if (sentCommits.size === 0 || tip.commit === undefined) return undefined;
  const history = new Set(
    (await tip.history(['rev-list', '--first-parent', '--max-count=1000', tip.commit])).split('\n'),
  );
  for (const [commit, result] of sentCommits) if (history.has(commit)) return { result, commit };
  return undefined;
}

async function waitForNext(
  session: Session,
  attempt: number,
  error: RemoteFailure,
  { random, sleep, signal }: ChangeOptions,
): Promise<void> {
  const wait = backoffMs(attempt, random());
  if (wait >= session.remaining()) {
    if (error.retry === 'network') throw error;
    throw new RemoteFailure(
      'contended',
      `${session.where} kept changing during the push: ${attempt} ${attempt === 1 ? 'attempt' : 'attempts'} failed.`,
      'Run this again, or set a longer `--timeout`.',
      undefined,
    );
  }
  await sleep(wait);
  if (signal?.aborted === true) throw stopped();
}

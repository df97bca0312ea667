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
  /** From 0 to 1. */
  readonly random: () => number;
  /** Make the commit, but do not push it. @default false */
  readonly dryRun?: boolean;
  /** @default the identity in Git's environment and configuration */
  readonly author?: Identity;
  /**
   * Called once, while the first fetch runs, for slow work that does not need the repository. When it throws, nothing is
   * changed.
   */
  readonly meanwhile?: () => void;
  /** Called when an attempt begins, with its number from 1. */
  readonly onAttempt?: (attempt: number) => void;
}

/** How a change ended. */
export interface ChangeOutcome<T> {
  /** Of the proposal that was pushed, or that had nothing to push. */
  readonly result: T;
  /** Id of the commit that was pushed. */
  readonly commit: string | undefined;
  /** The number of attempts. */
  readonly attempts: number;
  readonly pushed: boolean;
}

/** Attempts after failures of the network. A branch that moved is retried until the deadline. */
const NETWORK_ATTEMPTS = 3;

/**
 * Changes a branch without a lock. It makes a commit on the tip and pushes it. When the branch moved meanwhile, it starts again on the
 * new tip. A push is never forced, so no commit is lost. The branch has the whole change afterwards, or none of it.
 *
 * @param propose - Called once for each attempt, with the current tip. It returns the change to that tip.
 * @throws RepositoryError when the branch cannot be changed. Nothing was changed then.
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

/** Whether another form of the protocol can succeed. */
function isProtocolChange(retry: RetryReason | undefined): retry is 'unfiltered' | 'sha256' {
  return retry === 'unfiltered' || retry === 'sha256';
}

interface Attempt<T> {
  readonly attempt: number;
  readonly author: string;
  readonly committer: string;
  /** Commits that were pushed without a confirmation, with their results. */
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
    // The server refused the commit, so it did not arrive.
    if (failure.retry === 'moved') sentCommits.delete(made.commit);
    throw failure;
  }
  return { result: proposal.result, commit: made.commit, attempts: attempt, pushed: true };
}

/** Fetches the tip, in processes of Git, while this one does something else. */
async function fetchWhile(session: Session, meanwhile: (() => void) | undefined): Promise<Tip> {
  const fetching = fetchTip(session);
  try {
    meanwhile?.();
  } catch (error) {
    session.stop();
    // Until it has ended it may write to what is about to be removed.
    await Promise.allSettled([fetching]);
    throw error;
  }
  return fetching;
}

/** A pushed commit that arrived although the connection broke before the confirmation. */
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
      `Others changed ${session.where} again and again: ${attempt} ${attempt === 1 ? 'attempt' : 'attempts'}, none of them in time.`,
      'Run this again, or give it longer with `--timeout`.',
      undefined,
    );
  }
  await sleep(wait);
  if (signal?.aborted === true) throw stopped();
}

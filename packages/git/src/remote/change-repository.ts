import { backoffMs } from './backoff';
import { assertFits } from './check-change';
import { type Change, makeCommit } from './commit';
import { type Again, RemoteFailure, stopped } from './failures';
import { REMOTE } from './scratch';
import { type RepositoryOptions, type RepositoryTarget, type Session, withSession } from './session';
import { type Identity, identityText } from './settings';
import { fetchTip, type Tip } from './tip';

/** What is to become of a repository, and what to tell of it. */
export interface Proposal<T> extends Change {
  readonly result: T;
}

/** What changing a repository takes of the world. */
export interface ChangeOptions extends RepositoryOptions {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Make everything ready and push nothing. @default false */
  readonly dryRun?: boolean;
  /** @default who Git says, by the environment and the configuration */
  readonly author?: Identity;
  /**
   * Called once, when the first fetch has begun: the place for work that takes long and needs nothing of the repository.
   * Where it throws, nothing is changed.
   */
  readonly meanwhile?: () => void;
  /** Told when an attempt begins, from 1. */
  readonly onAttempt?: (attempt: number) => void;
}

/** How a change ended. */
export interface ChangeOutcome<T> {
  /** Of the proposal that was pushed, or that had nothing to push. */
  readonly result: T;
  /** Id of the commit that was pushed. */
  readonly commit: string | undefined;
  /** How often it was tried: more than once where others were faster. */
  readonly attempts: number;
  readonly pushed: boolean;
}

/** Attempts over a network that is disturbed; somebody who was faster is no reason to give up before the deadline. */
const NETWORK_ATTEMPTS = 3;

/**
 * Changes a branch without a lock, among others who do the same: proposes on its tip, pushes the commit as the tip's child,
 * and where somebody else's commit came first starts again from there. A push is never forced, so no commit of anybody's is
 * ever lost; whatever happens, the branch is as before or has all of the change.
 *
 * @param propose - Called once for each attempt, with the tip of that moment: what it returns has to hold there.
 * @throws RepositoryError where it cannot be done; then nothing was changed.
 */
export function changeRepository<T>(
  target: RepositoryTarget,
  propose: (tip: Tip) => Promise<Proposal<T>>,
  options: ChangeOptions,
): Promise<ChangeOutcome<T>> {
  return withSession(target, options, async (session) => {
    const by = options.author && identityText(options.author);
    const { author, committer } = { ...session.settings, ...(by !== undefined && { author: by, committer: by }) };
    const ours = new Map<string, T>();
    let disturbances = 0;
    for (let attempt = 1; ; attempt++) {
      options.onAttempt?.(attempt);
      try {
        return await tryOnce(session, propose, { attempt, author, committer, ours, options });
      } catch (error) {
        if (!(error instanceof RemoteFailure) || error.again === undefined) throw error;
        if (isOfTheWay(error.again)) {
          if (session.adapt(error.again)) continue;
          throw error;
        }
        if (error.again === 'network' && ++disturbances >= NETWORK_ATTEMPTS) throw error;
        await waitForNext(session, attempt, error, options);
      }
    }
  });
}

/**
 * Reads a branch.
 *
 * @throws RepositoryError where it cannot be read.
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
        if (!(error instanceof RemoteFailure && isOfTheWay(error.again) && session.adapt(error.again))) throw error;
      }
    }
  });
}

/** Whether a failure is of the way in which the server was spoken to, so that another way may do. */
function isOfTheWay(again: Again | undefined): again is 'unfiltered' | 'sha256' {
  return again === 'unfiltered' || again === 'sha256';
}

interface Attempt<T> {
  readonly attempt: number;
  readonly author: string;
  readonly committer: string;
  /** Commits that were sent and not known to have arrived, with what is to be told of each. */
  readonly ours: Map<string, T>;
  readonly options: ChangeOptions;
}

async function tryOnce<T>(
  session: Session,
  propose: (tip: Tip) => Promise<Proposal<T>>,
  { attempt, author, committer, ours, options }: Attempt<T>,
): Promise<ChangeOutcome<T>> {
  const tip = await fetchWhile(session, attempt === 1 ? options.meanwhile : undefined);
  const arrived = await arrivedOf(ours, tip);
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
  ours.set(made.commit, proposal.result);
  const pushed = await session.remote('push', [
    '--porcelain',
    '--no-verify',
    REMOTE,
    `${made.commit}:refs/heads/${session.target.branch}`,
  ]);
  if (pushed.code !== 0) {
    const failure = session.failure(pushed);
    // Then it is known that it did not arrive.
    if (failure.again === 'moved') ours.delete(made.commit);
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

/** A commit of ours that arrived although the connection broke before anybody could tell us. */
async function arrivedOf<T>(
  ours: ReadonlyMap<string, T>,
  tip: Tip,
): Promise<{ readonly result: T; readonly commit: string } | undefined> {
  if (ours.size === 0 || tip.commit === undefined) return undefined;
  const history = new Set(
    (await tip.history(['rev-list', '--first-parent', '--max-count=1000', tip.commit])).split('\n'),
  );
  for (const [commit, result] of ours) if (history.has(commit)) return { result, commit };
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
    if (error.again === 'network') throw error;
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

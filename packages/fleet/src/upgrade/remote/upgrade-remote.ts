import { UserError } from '@goldenpath/errors';
import type { GeneratedFile } from '@goldenpath/files';
import { commitsBetween, isAncestor, type TemporaryClone, treeOf, withTemporaryClone } from '@goldenpath/git';
import { RECORD_FILE, recordDigest, type UpgradedFile } from '@goldenpath/scaffold';
import type { FleetContext } from '../../context';
import type { GithubRequest } from '../../github/client';
import {
  type GithubRepository,
  openPullRequest,
  type PullRequest,
  pullRequestsFrom,
  updatePullRequest,
} from '../../github/pull-requests';
import { isChanged, isConflict } from '../changes';
import { upgradeFolder } from '../upgrade';
import { commitMessage, isUpgradeCommit, markerOf, pullRequestText } from './text';

/** The branch of the pull requests. */
const UPGRADE_BRANCH = 'goldenpath/upgrade';

/** A repository to upgrade. */
export interface RemoteTarget {
  readonly app: string;
  readonly url: string;
  readonly repository: GithubRepository;
  readonly generated: readonly GeneratedFile[];
}

/**
 * What was done for a repository.
 *
 * - `unchanged`: it is up to date.
 * - `planned`: a dry run found changes.
 * - `opened`, `updated`: the pull request was opened, or its commit or text was changed.
 * - `current`: the pull request has the changes already.
 * - `team`: the branch has commits of the team, and was left alone.
 * - `declined`: the team closed a pull request with these changes.
 */
export type RemoteOutcome = 'unchanged' | 'planned' | 'opened' | 'updated' | 'current' | 'team' | 'declined';

export interface RemoteUpgrade {
  readonly outcome: RemoteOutcome;
  readonly files: readonly UpgradedFile[];
  readonly pullRequest?: { readonly number: number; readonly url: string };
}

export interface RemoteOptions {
  /** Seconds for the Git operations on the repository. */
  readonly timeout?: number;
  /** @default a dry run: nothing is pushed */
  readonly github?: GithubRequest;
}

const SECOND = 1000;

/**
 * Upgrades a clone of a repository, and brings the result to a pull request.
 *
 * @throws UserError when the repository cannot be upgraded. It is unchanged then, or has the branch without a pull request, which the next run opens.
 */
export function upgradeRemote(
  { env, signal }: Pick<FleetContext, 'env' | 'signal'>,
  target: RemoteTarget,
  { timeout, github }: RemoteOptions,
): Promise<RemoteUpgrade> {
  const options = { env, signal, now: () => Date.now(), ...(timeout && { deadlineMs: timeout * SECOND }) };
  return withTemporaryClone(target.url, options, async (remote) => {
    const files = await upgradeClone(remote, target);
    if (!files.some(isChanged)) return { outcome: 'unchanged', files };
    if (github === undefined) return { outcome: 'planned', files };
    return { files, ...(await propose(remote, target, files, github)) };
  });
}

async function upgradeClone(
  { clone, where }: TemporaryClone,
  { app, generated }: RemoteTarget,
): Promise<readonly UpgradedFile[]> {
  try {
    return (await upgradeFolder(clone.folder, app, generated, clone.env, false)).files;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const named = (text: string, name: string) => text.replaceAll(clone.folder, name);
    throw new UserError(named(error.summary, where), named(error.remedy, 'FOLDER'), { cause: error });
  }
}

type Proposed = Pick<RemoteUpgrade, 'outcome' | 'pullRequest'>;

async function propose(
  remote: TemporaryClone,
  { repository, generated }: RemoteTarget,
  files: readonly UpgradedFile[],
  github: GithubRequest,
): Promise<Proposed> {
  const text = pullRequestText(files, digestOf(generated));
  const pulls = await pullRequestsFrom(github, repository, UPGRADE_BRANCH);
  const open = pulls.find(({ state, base }) => state === 'open' && base === remote.branch);
  const [latest] = pulls;
  if (open === undefined && latest?.state === 'closed' && latest.body.includes(markerOf(digestOf(generated))))
    return { outcome: 'declined', pullRequest: linkOf(latest) };
  const pushed = await pushUpgrade(remote, files);
  if (pushed === 'team') return { outcome: 'team', ...(open !== undefined && { pullRequest: linkOf(open) }) };
  if (open === undefined) {
    const refs = { head: UPGRADE_BRANCH, base: remote.branch };
    const opened = await openPullRequest(github, repository, refs, text, files.some(isConflict));
    return { outcome: 'opened', pullRequest: linkOf(opened) };
  }
  const isSame = open.title === text.title && open.body.trimEnd() === text.body.trimEnd();
  if (isSame && pushed === 'same') return { outcome: 'current', pullRequest: linkOf(open) };
  if (!isSame) await updatePullRequest(github, repository, open.number, text);
  return { outcome: 'updated', pullRequest: linkOf(open) };
}

/** Pushes the upgrade to its branch, unless the branch has it, or has commits of the team that are not merged. */
async function pushUpgrade(
  { clone, tipOf, commit, push }: TemporaryClone,
  files: readonly UpgradedFile[],
): Promise<'pushed' | 'same' | 'team'> {
  const before = await tipOf(UPGRADE_BRANCH);
  const others = before === undefined ? [] : await commitsBetween(clone, 'HEAD', before);
  if (!others.every(isUpgradeCommit)) return 'team';
  const start = 'HEAD~1';
  const written = files.filter(({ change }) => change !== 'kept' && change !== 'unchanged').map(({ path }) => path);
  const made = await commit(written, commitMessage);
  const isSame =
    before !== undefined &&
    (await treeOf(clone, before)) === (await treeOf(clone, made)) &&
    (await isAncestor(clone, start, before));
  if (isSame) return 'same';
  await push(made, UPGRADE_BRANCH, before);
  return 'pushed';
}

function digestOf(generated: readonly GeneratedFile[]): string {
  return recordDigest(generated.find(({ path }) => path === RECORD_FILE)?.content ?? '');
}

function linkOf({ number, url }: PullRequest): { readonly number: number; readonly url: string } {
  return { number, url };
}

import { type Release, withRelease } from '@goldenpath/kustomize';
import {
  type ChangeOptions,
  changeRepository,
  type Proposal,
  RepositoryError,
  type RepositoryTarget,
  shownUrl,
  type Tip,
} from '@goldenpath/git';
import { commitMessage, type Move } from './commit-message';
import { ReleaseError } from './errors';
import { lastChange, overlayVersions } from './overlay-log';
import type { ReleasedApp, ReleaseOverlay } from './released-app';
import { type Known, type MoveRequest, needsHistory, planMove } from './plan-move';
import { oneLine, shortId, shownTag } from './shown';
import { releaseIn, sameRelease, timeline } from './timeline';

/** How a move ended. */
export interface MoveOutcome {
  readonly move: Move;
  /** The message of the commit that makes it, or would make it. */
  readonly message: string;
  /** Whether something else runs now, or would run after a dry run. */
  readonly changes: boolean;
  /** Id of the commit that was pushed; `undefined` where nothing was. */
  readonly commit: string | undefined;
}

/**
 * Moves the release state of one application in one environment: one commit that changes the overlay's tag and nothing else.
 *
 * What others do at the same time is left as it is. Where they moved this very tag, that is an error and not overwritten.
 *
 * @throws ReleaseError where a rule forbids it, nothing was published yet, or somebody else was faster.
 * @throws BrokenKustomizationError where an overlay cannot be understood.
 * @throws RepositoryError where the repository cannot be read or changed.
 */
export async function moveRelease(
  target: RepositoryTarget,
  app: ReleasedApp,
  request: MoveRequest,
  options: ChangeOptions,
): Promise<MoveOutcome> {
  let planned: Move | undefined;
  const { result, commit } = await changeRepository(
    target,
    async (tip) => {
      planned ??= planMove(app, request, await knownOf(tip, target, app, request));
      return proposal(tip, planned);
    },
    options,
  ).catch(withRemedyOfReleases);
  return { ...result, commit };
}

/** What is declined of a publication can be a pull request; a release is moved by a push, or not at all. */
function withRemedyOfReleases(error: unknown): never {
  if (!(error instanceof RepositoryError) || !error.remedy.includes('--pull-request')) throw error;
  const remedy =
    'Set right what it says, or let this identity push there: a release is a push to the branch that Argo CD watches.';
  throw new RepositoryError(error.reason, error.summary, remedy, { cause: error });
}

/** The move on top of a tip. The first is the one that it was planned for; a later one may have another release in it. */
async function proposal(tip: Tip, move: Move): Promise<Proposal<Omit<MoveOutcome, 'commit'>>> {
  const { overlay, from, to } = move;
  const message = commitMessage(move);
  const text = await tip.read(overlay.file);
  const running = text === undefined ? undefined : releaseIn(text, overlay);
  if (running !== undefined && sameRelease(running, to)) {
    return { writes: new Map(), removals: [], message, result: { move, message, changes: false } };
  }
  if (text === undefined || running === undefined || !sameRelease(running, from))
    throw await movedMeanwhile(tip, overlay, running);
  const writes = new Map([[overlay.file, withRelease(text, overlay.image, to, overlay.file)]]);
  return { writes, removals: [], message, result: { move, message, changes: true } };
}

async function movedMeanwhile(tip: Tip, overlay: ReleaseOverlay, running: Release | undefined): Promise<ReleaseError> {
  const { app, environment } = overlay;
  const last = await lastChange(tip, overlay);
  const who = last === undefined ? '' : ` by ${oneLine(last.author)} in commit ${shortId(last.id)}`;
  const where = running === undefined ? 'removed' : `moved to ${shownTag(running.newTag)}`;
  return new ReleaseError(
    'moved-meanwhile',
    `${environment} of ${app} was just ${where}${who}.`,
    `Nothing was changed: look at it (\`goldenpath release history ${app} --env ${environment}\`) and run this again.`,
  );
}

/** What is known at a tip. Of the environments that the request does not name, what runs is nobody's concern here. */
async function knownOf(tip: Tip, target: RepositoryTarget, app: ReleasedApp, request: MoveRequest): Promise<Known> {
  if (tip.commit === undefined) throw noBranch(target);
  const concerned = [request.environment, ...(request.kind === 'promote' ? [request.from] : [])];
  const files = app.overlays.filter(({ environment }) => concerned.includes(environment)).map(({ file }) => file);
  const texts = await tip.readMany(files);
  const versions = needsHistory(app, request) ? await overlayVersions(tip, app.overlays) : new Map<string, never[]>();
  const running = (overlay: ReleaseOverlay) => {
    const text = texts.get(overlay.file);
    return text === undefined ? undefined : releaseIn(text, overlay);
  };
  return { running, timeline: (overlay) => timeline(overlay, versions.get(overlay.file) ?? [], running(overlay)) };
}

/** What is said where the branch is not there. */
export function noBranch({ url, branch }: RepositoryTarget): ReleaseError {
  return new ReleaseError(
    'not-published',
    `There is no branch ${branch} in ${shownUrl(url)}.`,
    'Publish first (`goldenpath publish`), or name the branch that Argo CD watches with `--branch`.',
  );
}

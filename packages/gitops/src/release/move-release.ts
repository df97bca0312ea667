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
import { planPublication } from '../publish/plan-publication';
import { prepareApp } from '../publish/prepared-app';
import type { GitopsRequest } from '../publish/publish-apps';
import { commitMessage, type Move } from './commit-message';
import { ReleaseError } from './errors';
import { lastChange, overlayVersions } from './overlay-log';
import type { ReleasedApp, ReleaseOverlay } from './released-app';
import { type ReleaseState, type MoveRequest, needsHistory, planMove } from './plan-move';
import { oneLine, shortId, shownTag } from './shown';
import { releaseIn, sameRelease, timeline } from './timeline';

/** The result of a move. */
export interface MoveOutcome {
  readonly move: Move;
  /** The message of the commit, or of the commit that a dry run would make. */
  readonly message: string;
  /** Whether the release changes, or would change after a dry run. */
  readonly changes: boolean;
  /** Id of the pushed commit; `undefined` when nothing was pushed. */
  readonly commit: string | undefined;
}

/** Options of {@link moveRelease}. */
export interface MoveReleaseOptions extends ChangeOptions {
  /** Returns the application to publish with its first release in an environment. @default it has to be there already */
  readonly publication?: () => Promise<GitopsRequest>;
}

/**
 * Changes the release state of one application in one environment: one commit that changes only the overlay's tag. The first
 * release in an environment adds its overlay.
 *
 * Other commits made at the same time are kept. When one of them moved the same tag, that is an error.
 *
 * @throws ReleaseError when a rule forbids the move, nothing was published yet, or another commit moved the same tag.
 * @throws BrokenKustomizationError when an overlay cannot be parsed.
 * @throws RepositoryError when the repository cannot be read or changed.
 */
export async function moveRelease(
  target: RepositoryTarget,
  app: ReleasedApp,
  request: MoveRequest,
  options: MoveReleaseOptions,
): Promise<MoveOutcome> {
  const { publication } = options;
  let planned: Move | undefined;
  const { result, commit } = await changeRepository(
    target,
    async (tip) => {
      planned ??= planMove(app, request, {
        ...(await releaseStateAt(tip, target, app, request)),
        canAdd: publication !== undefined,
      });
      return proposal(tip, planned, { where: shownUrl(target.url), publication });
    },
    options,
  ).catch(withRemedyOfReleases);
  return { ...result, commit };
}

/** A release is always a push, so the remedy must not suggest a pull request. */
function withRemedyOfReleases(error: unknown): never {
  if (!(error instanceof RepositoryError) || !error.remedy.includes('--pull-request')) throw error;
  const remedy =
    'Fix what it reports, or allow this identity to push: a release is a push to the branch that Argo CD watches.';
  throw new RepositoryError(error.reason, error.summary, remedy, { cause: error });
}

/** Returns the move on top of a tip. A later tip can already have another release. */
async function proposal(
  tip: Tip,
  move: Move,
  { where, publication }: FirstRelease,
): Promise<Proposal<Omit<MoveOutcome, 'commit'>>> {
  const { overlay, from, to } = move;
  const message = commitMessage(move);
  const text = await tip.read(overlay.file);
  const running = text === undefined ? undefined : releaseIn(text, overlay);
  if (running !== undefined && sameRelease(running, to)) {
    return { writes: new Map(), removals: [], message, result: { move, message, changes: false } };
  }
  if (text === undefined && publication !== undefined && sameRelease(from, {})) {
    const added = await overlayAdded(tip, move, await publication(), where);
    return { ...added, message, result: { move, message, changes: true } };
  }
  if (text === undefined || running === undefined || !sameRelease(running, from))
    throw await movedMeanwhile(tip, overlay, running);
  const writes = new Map([[overlay.file, withRelease(text, overlay.image, to, overlay.file)]]);
  return { writes, removals: [], message, result: { move, message, changes: true } };
}

interface FirstRelease {
  readonly where: string;
  readonly publication: MoveReleaseOptions['publication'];
}

/** Publishes the environment of a first release, with the released tag in its overlay. */
async function overlayAdded(
  tip: Tip,
  { overlay, to }: Move,
  request: GitopsRequest,
  where: string,
): Promise<Pick<Proposal<unknown>, 'writes' | 'removals'>> {
  const { app, environment, file, image } = overlay;
  const apps = request.apps.map((each) => prepareApp(each, request.organisation));
  const scope = { only: [environment], first: { app, environment } };
  const { plans } = await planPublication({ ...request, apps, removed: [], scope }, tip, where);
  const writes = new Map(plans.flatMap((plan) => [...plan.writes]));
  const generated = writes.get(file);
  if (generated === undefined) throw new Error(`${app} has no generated overlay in ${environment}.`);
  writes.set(file, withRelease(generated, image, to, file));
  return { writes, removals: plans.flatMap(({ removals }) => removals) };
}

async function movedMeanwhile(tip: Tip, overlay: ReleaseOverlay, running: Release | undefined): Promise<ReleaseError> {
  const { app, environment } = overlay;
  const last = await lastChange(tip, overlay);
  const who = last === undefined ? '' : ` by ${oneLine(last.author)} in commit ${shortId(last.id)}`;
  const where = running === undefined ? 'removed' : `moved to ${shownTag(running.newTag)}`;
  return new ReleaseError(
    'moved-meanwhile',
    `${environment} of ${app} was just ${where}${who}.`,
    `Nothing was changed. Check \`goldenpath release history ${app} --env ${environment}\`, then run this again.`,
  );
}

/** Returns the release state at a tip, for the environments in the request. */
async function releaseStateAt(
  tip: Tip,
  target: RepositoryTarget,
  app: ReleasedApp,
  request: MoveRequest,
): Promise<ReleaseState> {
  if (tip.commit === undefined) throw noBranch(target);
  const environments = [request.environment, ...(request.kind === 'promote' ? [request.from] : [])];
  const files = app.overlays.filter(({ environment }) => environments.includes(environment)).map(({ file }) => file);
  const texts = await tip.readMany(files);
  const versions = needsHistory(app, request) ? await overlayVersions(tip, app.overlays) : new Map<string, never[]>();
  const running = (overlay: ReleaseOverlay) => {
    const text = texts.get(overlay.file);
    return text === undefined ? undefined : releaseIn(text, overlay);
  };
  return { running, timeline: (overlay) => timeline(overlay, versions.get(overlay.file) ?? [], running(overlay)) };
}

/** The error for a branch that does not exist. */
export function noBranch({ url, branch }: RepositoryTarget): ReleaseError {
  return new ReleaseError(
    'not-published',
    `There is no branch ${branch} in ${shownUrl(url)}.`,
    'Publish first (`goldenpath publish`), or set `--branch` to the branch that Argo CD watches.',
  );
}

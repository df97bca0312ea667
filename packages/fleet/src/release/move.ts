import { type RepositoryTarget, shownUrl } from '@goldenpath/git';
import { type MoveOutcome, type MoveRequest, moveRelease } from '@goldenpath/gitops';
import type { FleetContext } from '../context';
import type { RepositoryOptions } from '../gitops/options';
import { gitopsTarget, repositoryOptions } from '../gitops/repository';
import { openReleased } from './released';

/** Options of all operations that change a tag. */
export interface MoveOptions extends RepositoryOptions {
  /** The reason, which the commit records. */
  readonly reason?: string;
  /** Override the rule that a tag moves from environment to environment. Requires a reason. @default false */
  readonly force?: boolean;
  /** Change nothing. @default false */
  readonly dryRun?: boolean;
}

export interface SetOptions extends MoveOptions {
  readonly environment: string;
  readonly tag: string;
  /** Pins the image: `sha256:…`. */
  readonly digest?: string;
}

export interface PromoteOptions extends MoveOptions {
  readonly from: string;
  readonly to: string;
}

export interface RollbackOptions extends MoveOptions {
  readonly environment: string;
  /** A tag that ran there. @default the previous one */
  readonly to?: string;
}

/** The result of a move, and its repository. */
export interface ReleaseMove {
  readonly outcome: MoveOutcome;
  readonly target: RepositoryTarget;
}

/** Sets the tag of an environment. */
export function setRelease(context: FleetContext, app: string, options: SetOptions): Promise<ReleaseMove> {
  const { environment, tag, digest } = options;
  return move(context, app, { kind: 'set', environment, tag, ...(digest !== undefined && { digest }) }, options);
}

/** Promotes the commit that runs in an earlier environment. */
export function promoteRelease(context: FleetContext, app: string, options: PromoteOptions): Promise<ReleaseMove> {
  return move(context, app, { kind: 'promote', environment: options.to, from: options.from }, options);
}

/** Returns to an earlier tag. */
export function rollBackRelease(context: FleetContext, app: string, options: RollbackOptions): Promise<ReleaseMove> {
  const { environment, to } = options;
  return move(context, app, { kind: 'rollback', environment, ...(to !== undefined && { tag: to }) }, options);
}

async function move(
  context: FleetContext,
  name: string,
  request: MoveRequest,
  options: MoveOptions,
): Promise<ReleaseMove> {
  const { reason, force = false, dryRun = false } = options;
  const environments = request.kind === 'promote' ? [request.from, request.environment] : [request.environment];
  const { app, facts, fleet, publication } = await openReleased(context, name, environments);
  const target = gitopsTarget(facts, fleet, options, context);
  const asked = { ...request, force, ...(reason !== undefined && { reason }) };
  context.onProgress({ kind: 'repositories', urls: [shownUrl(target.url)] });
  const settings = { ...repositoryOptions(context, options), dryRun, publication };
  return { outcome: await moveRelease(target, app, asked, settings), target };
}

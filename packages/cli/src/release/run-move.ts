import { gitopsTarget, repositoryOptions, openReleased } from '@goldenpath/fleet';
import { type RepositoryTarget, shownUrl } from '@goldenpath/git';
import { type MoveOutcome, type MoveRequest, moveRelease } from '@goldenpath/gitops';
import type { CommandContext, ExitCode } from '../command';
import { whileTalking } from '../gitops/talking';
import type { MoveFlags } from './flags';
import { renderMove } from './render-move';

/** Moves a tag, and says what became of it. */
export async function runMove(
  name: string,
  request: MoveRequest,
  flags: MoveFlags,
  context: CommandContext,
): Promise<ExitCode> {
  const { reason, force = false, dryRun = false } = flags;
  const environments = request.kind === 'promote' ? [request.from, request.environment] : [request.environment];
  const { app, facts, platform } = await openReleased(name, environments, flags, context);
  const target = gitopsTarget(facts, platform, flags, context);
  const asked = { ...request, force, ...(reason !== undefined && { reason }) };
  const outcome = await whileTalking(`Releasing to ${shownUrl(target.url)}`, context, (signal) =>
    moveRelease(target, app, asked, { ...repositoryOptions(context, flags, signal), dryRun }),
  );
  context.stdout(
    flags.json === true
      ? `${JSON.stringify(moveData(outcome, target, dryRun), null, 2)}\n`
      : renderMove(outcome, { where: shownUrl(target.url), branch: target.branch, dryRun }, context),
  );
  return 0;
}

function moveData({ move, message, changes, commit }: MoveOutcome, { url, branch }: RepositoryTarget, dryRun: boolean) {
  const { kind, overlay, from, to, source, reason, broken } = move;
  return {
    app: overlay.app,
    environment: overlay.environment,
    kind,
    ...(source !== undefined && { source }),
    from: { tag: from.newTag ?? null, digest: from.digest ?? null },
    to: { tag: to.newTag ?? null, digest: to.digest ?? null },
    changed: changes && !dryRun,
    dryRun,
    ...(reason !== undefined && { reason }),
    ...(broken !== undefined && { forced: broken }),
    repository: shownUrl(url),
    branch,
    commit: commit ?? null,
    message: changes ? message : null,
  };
}

import type { Fleet, ReleaseMove } from '@goldenpath/fleet';
import { shownUrl } from '@goldenpath/git';
import type { CommandContext, ExitCode } from '../../command';
import { jsonText } from '../../output/json';
import { onRepositories } from '../repositories';
import { moveData, recordData, statusData } from './data';
import type { HistoryFlags, MoveFlags, PromoteFlags, RollbackFlags, SetFlags, StatusFlags } from './flags';
import { renderHistory } from './render-history';
import { renderMove } from './render-move';
import { renderStatus } from './render-status';

/** Sets the tag of an environment. */
export function set(app: string, flags: SetFlags, context: CommandContext): Promise<ExitCode> {
  return move(flags, context, ({ release }) => release.set(app, { ...flags, environment: flags.env }));
}

/** Promotes the commit that runs in an earlier environment. */
export function promote(app: string, flags: PromoteFlags, context: CommandContext): Promise<ExitCode> {
  return move(flags, context, ({ release }) => release.promote(app, flags));
}

/** Returns to an earlier tag. */
export function rollback(app: string, flags: RollbackFlags, context: CommandContext): Promise<ExitCode> {
  return move(flags, context, ({ release }) => release.rollback(app, { ...flags, environment: flags.env }));
}

async function move(
  flags: MoveFlags,
  context: CommandContext,
  work: (fleet: Fleet) => Promise<ReleaseMove>,
): Promise<ExitCode> {
  const { dryRun = false } = flags;
  const moved = await onRepositories(flags, context, ([url = '']) => `Releasing to ${url}`, work);
  const { outcome, target } = moved;
  const where = { where: shownUrl(target.url), branch: target.branch, dryRun };
  context.stdout(flags.json === true ? jsonText(moveData(moved, dryRun)) : renderMove(outcome, where, context));
  return 0;
}

/** Shows what runs in each environment, since when, by whose commit, and how far behind it is. */
export async function status(app: string | undefined, flags: StatusFlags, context: CommandContext): Promise<ExitCode> {
  const options = { ...flags, ...(app !== undefined && { app }) };
  const ask = (fleet: Fleet) => fleet.release.status(options);
  const statuses = await onRepositories(flags, context, () => 'Reading the running releases', ask);
  context.stdout(flags.json === true ? jsonText(statusData(statuses)) : renderStatus(statuses, context));
  return statuses.some(({ environments }) => environments.some(({ problem }) => problem?.kind === 'broken')) ? 1 : 0;
}

/** Shows the releases of an environment, latest first. */
export async function history(app: string, flags: HistoryFlags, context: CommandContext): Promise<ExitCode> {
  const { env: environment } = flags;
  const ask = (fleet: Fleet) => fleet.release.history(app, { ...flags, environment });
  const records = await onRepositories(flags, context, () => 'Reading the release history', ask);
  const data = { app, environment, releases: records.map(recordData) };
  context.stdout(flags.json === true ? jsonText(data) : renderHistory(records, context));
  return 0;
}

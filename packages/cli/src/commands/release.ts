import type { CommandContext, ExitCode } from '../command';
import type { HistoryFlags, PromoteFlags, RollbackFlags, SetFlags, StatusFlags } from '../release/flags';

/** Runs a tag in an environment. */
export async function set(app: string, flags: SetFlags, context: CommandContext): Promise<ExitCode> {
  const { env: environment, tag, digest } = flags;
  const { runMove } = await import('../release/run-move.js');
  return runMove(app, { kind: 'set', environment, tag, ...(digest !== undefined && { digest }) }, flags, context);
}

/** Runs in one environment the commit that runs in an earlier one. */
export async function promote(app: string, flags: PromoteFlags, context: CommandContext): Promise<ExitCode> {
  const { runMove } = await import('../release/run-move.js');
  return runMove(app, { kind: 'promote', environment: flags.to, from: flags.from }, flags, context);
}

/** Runs again what ran before. */
export async function rollback(app: string, flags: RollbackFlags, context: CommandContext): Promise<ExitCode> {
  const { env: environment, to } = flags;
  const { runMove } = await import('../release/run-move.js');
  return runMove(app, { kind: 'rollback', environment, ...(to !== undefined && { tag: to }) }, flags, context);
}

/** Shows what runs where, since when, by whose commit, and how far behind. */
export async function status(app: string | undefined, flags: StatusFlags, context: CommandContext): Promise<ExitCode> {
  const { runStatus } = await import('../release/run-status.js');
  return runStatus(app, flags, context);
}

/** Shows all that ran in an environment, the latest first. */
export async function history(app: string, flags: HistoryFlags, context: CommandContext): Promise<ExitCode> {
  const { runHistory } = await import('../release/run-history.js');
  return runHistory(app, flags, context);
}

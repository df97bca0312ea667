import type { Fleet, PreviewOptions, PreviewResult } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { stepLine } from '../../output/step-line';
import { interrupts } from '../../signals/interrupts';
import type { PreviewDownFlags, PreviewExpireFlags, PreviewFlags, PreviewUpFlags } from './flags';
import { errorData } from '../rds/error';
import { renderExpired, renderPreviews, renderResult, renderSettings } from './render';

/** Makes the environment of a pull request. */
export async function up(app: string, flags: PreviewUpFlags, context: CommandContext): Promise<ExitCode> {
  const { pr: number, commit } = flags;
  const result = await work(flags, context, ({ previews }, options) =>
    previews.up(app, { ...options, number, commit }),
  );
  return shown(result, flags, context);
}

/** Removes the environment of a pull request. */
export async function down(app: string, flags: PreviewDownFlags, context: CommandContext): Promise<ExitCode> {
  const result = await work(flags, context, ({ previews }, options) =>
    previews.down(app, { ...options, number: flags.pr }),
  );
  return shown(result, flags, context);
}

/** Lists the environments of pull requests. */
export async function list(flags: PreviewFlags, context: CommandContext): Promise<ExitCode> {
  const found = await openCommandFleet(flags, context).previews.list(optionsOf(flags));
  context.stdout(flags.json === true ? jsonText({ previews: found }) : renderPreviews(found, context));
  return 0;
}

/** Shows what a workflow needs to know to make previews. */
export async function settings(flags: PreviewFlags, context: CommandContext): Promise<ExitCode> {
  const found = await openCommandFleet(flags, context).previews.settings();
  context.stdout(flags.json === true ? jsonText({ previews: found ?? null }) : renderSettings(found, context));
  return 0;
}

/** Removes the environments that have to go. */
export async function expire(flags: PreviewExpireFlags, context: CommandContext): Promise<ExitCode> {
  const { open, dryRun = false } = flags;
  const found = await work(flags, context, ({ previews }, options) =>
    previews.expire({ ...options, dryRun, ...(open !== undefined && { open }) }),
  );
  const data = found.map(({ error, ...each }) => ({
    ...each,
    ...(error !== undefined && { error: errorData(error) }),
  }));
  context.stdout(flags.json === true ? jsonText({ previews: data }) : renderExpired(found));
  return found.some(({ status }) => status === 'failed') ? 1 : 0;
}

function shown(result: PreviewResult, flags: PreviewFlags, context: CommandContext): ExitCode {
  context.stdout(flags.json === true ? jsonText(result) : renderResult(result));
  return 0;
}

function optionsOf({ repo, branch, timeout, local, out, caFile }: PreviewFlags): PreviewOptions {
  return {
    ...(repo !== undefined && { repo }),
    ...(branch !== undefined && { branch }),
    ...(timeout !== undefined && { timeout }),
    ...(local !== undefined && { local }),
    ...(out !== undefined && { out }),
    ...(caFile !== undefined && { caFile }),
  };
}

const STOPPING = 'Stopping. Run the command again: it continues the work.\n';

async function work<T>(
  flags: PreviewFlags,
  context: CommandContext,
  operation: (fleet: Fleet, options: PreviewOptions) => Promise<T>,
): Promise<T> {
  const line = stepLine(context);
  const stops = interrupts(() => context.stderr(STOPPING));
  stops.listen();
  const fleet = openCommandFleet(flags, context, { signal: stops.signal });
  return operation(fleet, { ...optionsOf(flags), onStep: (title) => line.step(title) }).finally(() => {
    line.end();
    stops.end();
  });
}

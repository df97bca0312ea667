import { type CatalogComparison, type Fleet, type RdsOptions, type RdsRun, shownPath } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { stepLine } from '../../output/step-line';
import { interrupts } from '../../signals/interrupts';
import { STOPPED_DATABASES, STOPPING_DATABASES } from './stopped';
import type {
  RdsCatalogFlags,
  RdsFlags,
  RdsJobFlags,
  RdsProvisionFlags,
  RdsRetireFlags,
  RdsRotateFlags,
} from './flags';
import { rdsData, renderRds } from './render';
import { renderRetirement, retirementData } from './render-retirement';
import { renderStatus, statusData } from './render-status';

/** Creates and repairs the roles, databases and grants of an environment. */
export async function provision(flags: RdsProvisionFlags, context: CommandContext): Promise<ExitCode> {
  const { dryRun = false, keepGoing = false, from } = flags;
  const given = { dryRun, keepGoing, ...(from !== undefined && { from }) };
  return run(flags, context, ({ rds }, options) => rds.provision({ ...options, ...given }));
}

/** States of a database that is as its spec says, or of which nothing can be said yet. */
const SETTLED: readonly string[] = ['in-sync', 'skipped', 'retired', 'dropped'];

/** Shows how the databases of an environment differ from the specs, and changes nothing. */
export async function status(flags: RdsFlags, context: CommandContext): Promise<ExitCode> {
  const { done: found } = await work(flags, context, ({ rds }, options) => rds.status(options));
  context.stdout(flags.json === true ? jsonText(statusData(found)) : renderStatus(found, context));
  return found.databases.some(({ state }) => !SETTLED.includes(state)) ? 1 : 0;
}

/** Prints Jobs that provision the databases of an environment from inside the cluster. */
export async function job(flags: RdsJobFlags, context: CommandContext): Promise<ExitCode> {
  const { env, only, image, namespace, masterSecret } = flags;
  const { text, objects } = await openCommandFleet(flags, context).rds.job({
    environment: env,
    image,
    ...(only !== undefined && { apps: only }),
    ...(namespace !== undefined && { namespace }),
    ...(masterSecret !== undefined && { masterSecret }),
  });
  if (objects.length === 0) context.stderr(`No application has a database in ${env}.\n`);
  context.stdout(flags.json === true ? jsonText({ environment: env, objects }) : text);
  return 0;
}

/** Retires the databases whose specs say so. */
export async function retire(flags: RdsRetireFlags, context: CommandContext): Promise<ExitCode> {
  const { dryRun = false, backupTo } = flags;
  const given = { dryRun, ...(backupTo !== undefined && { backupTo }) };
  const { done, isStopped } = await work(flags, context, ({ rds }, options) => rds.retire({ ...options, ...given }));
  context.stdout(flags.json === true ? jsonText(retirementData(done)) : renderRetirement(done, context));
  return exitCode(done.results, isStopped, context);
}

/** Gives the applications of an environment new passwords while they run. */
export async function rotate(flags: RdsRotateFlags, context: CommandContext): Promise<ExitCode> {
  const { due = false, dryRun = false, keepGoing = false } = flags;
  const given = { due, dryRun, keepGoing };
  return run(flags, context, ({ rds }, options) => rds.rotate({ ...options, ...given }));
}

/** Writes the catalog of databases; with `check`, shows whether it is out of date. */
export async function catalog(flags: RdsCatalogFlags, context: CommandContext): Promise<ExitCode> {
  const { check = false } = flags;
  const { file, found } = await openCommandFleet(flags, context).rds.catalog({ check });
  const isStale = found === 'missing' || found === 'differs';
  const shown = shownPath(file, context.cwd);
  context.stdout(flags.json === true ? jsonText({ file: shown, found }) : catalogText(shown, found, check));
  return check && isStale ? 1 : 0;
}

function catalogText(file: string, found: CatalogComparison['found'], check: boolean): string {
  if (found === 'none') return 'No application has a database.\n';
  if (found === 'same') return `${file} is up to date.\n`;
  return check
    ? `${file} is ${found === 'missing' ? 'missing' : 'out of date'}: run \`goldenpath rds catalog\`.\n`
    : `Wrote ${file}.\n`;
}

type Work<T> = (fleet: Fleet, options: RdsOptions) => Promise<T>;

async function run(flags: RdsFlags, context: CommandContext, operation: Work<RdsRun>): Promise<ExitCode> {
  const { done, isStopped } = await work(flags, context, operation);
  context.stdout(flags.json === true ? jsonText(rdsData(done)) : renderRds(done, context));
  return exitCode(done.results, isStopped, context);
}

/** 1 where a database failed, or where a signal left one out. */
function exitCode(
  results: readonly { readonly status: string }[],
  isStopped: boolean,
  context: CommandContext,
): ExitCode {
  const has = (wanted: string) => results.some((result) => result.status === wanted);
  const isUnfinished = isStopped && has('skipped');
  if (isUnfinished) context.stderr(STOPPED_DATABASES);
  return isUnfinished || has('failed') ? 1 : 0;
}

/** Runs an operation with the options of the flags, while the terminal shows what it does. */
async function work<T>(
  flags: RdsFlags,
  context: CommandContext,
  operation: Work<T>,
): Promise<{ readonly done: T; readonly isStopped: boolean }> {
  const line = stepLine(context);
  const stops = interrupts(() => context.stderr(STOPPING_DATABASES));
  stops.listen();
  const fleet = openCommandFleet(flags, context, { signal: stops.signal });
  const options: RdsOptions = {
    environment: flags.env,
    ...(flags.only !== undefined && { apps: flags.only }),
    ...(flags.local !== undefined && { local: flags.local }),
    ...(flags.out !== undefined && { out: flags.out }),
    ...(flags.auto !== undefined && { auto: flags.auto }),
    ...(flags.caFile !== undefined && { caFile: flags.caFile }),
    onEvent: (event) => {
      if (event.kind === 'waiting') line.step('Waiting for another run');
      if (event.kind === 'step') line.step(`${event.database}: ${event.title}`);
    },
  };
  const done = await operation(fleet, options).finally(() => {
    line.end();
    stops.end();
  });
  return { done, isStopped: stops.signal.aborted };
}

import { isFailure, outcomesText, type Purpose, type RunReport } from '@goldenpath/deploy';
import type { ApplyOptions, DeployReport, Fleet, FleetProgress } from '@goldenpath/fleet';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { progressLine } from '../../output/progress';
import { interrupts } from '../../signals/interrupts';
import { STOPPED_DATABASES, STOPPING_DATABASES } from '../rds/stopped';
import { approver } from './approval';
import { databasesData, databasesText, hasFailedDatabase, hasSkippedDatabase, provisionOptions } from './databases';
import type { DeployFlags } from './flags';
import { paintOf } from './paint';
import { type RunProgress, runProgress } from './progress';
import { isIncomplete, savedPlansText } from './saved-plans';

const PROTECTED = `
To destroy protected resources, accept their loss first: add it to \`accept\` in the spec, or in the platform file for
platform resources. Deploy that change, then run this again.
`;

/** What a run is doing when a signal comes. */
type Phase = 'stacks' | 'databases';

const STOPPING: Readonly<Record<Phase, string>> = {
  stacks: 'Waiting for Terraform to finish. Interrupt again to stop it at once.\n',
  databases: STOPPING_DATABASES,
};

/** Shows what Terraform would change, without changing anything. */
export function plan(flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  return runTerraform('plan', flags, context);
}

/** Applies the stacks of the fleet in dependency order. */
export function deploy(flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  return runTerraform('deploy', flags, context);
}

/** Destroys the stacks of the fleet in reverse dependency order. Protected resources stay. */
export function destroy(flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  return runTerraform('destroy', flags, context);
}

async function runTerraform(purpose: Purpose, flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  let shown: RunProgress | undefined;
  let phase: Phase = 'stacks';
  const clear = () => shown?.clear();
  // Checked first, so that a missing terminal is an error before anything runs.
  const approve = approver(purpose, flags.simulate ?? false, flags, context, clear);
  const units = progressLine('Synthesising', context);
  const stops = interrupts(() => {
    clear();
    context.stderr(STOPPING[phase]);
  });
  const onProgress = (event: FleetProgress) => {
    if (event.kind === 'units') return units.update(event.done, event.all);
    units.end();
    if (event.kind === 'stack') shown?.onEvent(event.event);
    if (event.kind === 'databases') phase = 'databases';
    if (event.kind !== 'stacks') return;
    shown = runProgress(event.all, context);
    stops.listen();
  };
  const fleet = openCommandFleet(flags, context, { signal: stops.signal, insist: stops.insist, onProgress });
  const options = { ...optionsOf(flags), approve };
  const report: CommandReport = await start(purpose, fleet, options, flags, context).finally(() => {
    units.end();
    clear();
    stops.end();
  });
  const { databases, ...stacks } = report;
  context.stdout(
    flags.json === true
      ? jsonText({ ...stacks, ...(databases !== undefined && databasesData(databases)) })
      : reportText(report, flags, context) + savedPlansText(report, flags),
  );
  const isStopped = stops.signal.aborted && databases !== undefined && hasSkippedDatabase(databases);
  if (isStopped) context.stderr(STOPPED_DATABASES);
  const isFailed =
    isStopped ||
    isIncomplete(report, flags) ||
    report.stacks.some(isFailure) ||
    (databases !== undefined && hasFailedDatabase(databases));
  return isFailed ? 1 : 0;
}

function start(
  purpose: Purpose,
  fleet: Fleet,
  options: ApplyOptions,
  flags: DeployFlags,
  context: CommandContext,
): Promise<CommandReport> {
  const { save, plan: saved, planWaiting } = flags;
  if (purpose === 'destroy') return fleet.destroy(options);
  if (purpose === 'plan') return fleet.plan({ ...options, ...(save !== undefined && { save }) });
  return fleet.deploy({
    ...options,
    ...provisionOptions(flags, context),
    ...(saved !== undefined && { plan: saved }),
    ...(planWaiting !== undefined && { planWaiting }),
  });
}

/** `plan` and `destroy` report no databases. */
type CommandReport = RunReport & Partial<Pick<DeployReport, 'databases'>>;

function optionsOf({ simulate, out, only, env, stack, allowProvider, parallelism, lockTimeout }: DeployFlags) {
  return {
    ...(simulate !== undefined && { simulate }),
    ...(out !== undefined && { out }),
    ...(only !== undefined && { apps: only }),
    ...(env !== undefined && { environments: env }),
    ...(stack !== undefined && { stacks: stack }),
    ...(allowProvider !== undefined && { allowProviders: allowProvider }),
    ...(parallelism !== undefined && { parallelism }),
    ...(lockTimeout !== undefined && { lockTimeout }),
  };
}

function reportText(
  { purpose, simulated, stacks, databases }: CommandReport,
  { quiet: brief = false }: DeployFlags,
  context: CommandContext,
): string {
  const text = outcomesText(stacks, { purpose, simulated, paint: paintOf(context), brief });
  const refused = stacks.some(({ status }) => status === 'protected') ? PROTECTED : '';
  return text + refused + (databases === undefined ? '' : databasesText(databases, { simulated, brief }, context));
}

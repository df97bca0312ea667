import { engineFor, openWorld, selectStacks, type SelectedStacks } from '@goldenpath/fleet';
import {
  type Engine,
  isFailure,
  outcomesText,
  type Purpose,
  runReportText,
  runStacks,
  type StackOutcome,
  type World,
} from '@goldenpath/deploy';
import type { CommandContext, ExitCode } from '../command';
import { fleetContext } from '../fleet-context';
import { progressLine } from '../output/progress';
import { approver } from './approval';
import type { DeployFlags } from './flags';
import { withInterrupts } from './interrupts';
import { paintOf } from './paint';
import { runProgress } from './progress';

const PROTECTED = `
What is protected may go once its loss is accepted: put that under \`accept\` in the spec, or in the platform file for what is the
platform's own, deploy it, and then do this.
`;

/** Synthesises, then plans, deploys or destroys the stacks that the flags select, and prints what became of them. */
export async function runTerraform(purpose: Purpose, flags: DeployFlags, context: CommandContext): Promise<ExitCode> {
  const simulate = flags.simulate ?? false;
  // Before anything is done: who cannot be asked is told at once.
  approver(purpose, simulate, flags, context, () => {});
  const progress = progressLine('Synthesising', context);
  const selected = await selectStacks(flags, fleetContext(context, progress)).finally(progress.end);
  const engine = await engineFor(fleetContext(context));
  const { world, close } = await openWorld(simulate, selected, context);
  const outcomes = await run(purpose, selected, engine, world, flags, context).finally(close);
  const { simulated } = world;
  if (flags.json === true) context.stdout(runReportText({ purpose, simulated, engine, stacks: outcomes }));
  else {
    const text = outcomesText(outcomes, { purpose, simulated, paint: paintOf(context), brief: flags.quiet ?? false });
    context.stdout(text + (outcomes.some(({ status }) => status === 'protected') ? PROTECTED : ''));
  }
  return outcomes.some(isFailure) ? 1 : 0;
}

function run(
  purpose: Purpose,
  { stacks }: SelectedStacks,
  engine: Engine,
  world: World,
  flags: DeployFlags,
  context: CommandContext,
): Promise<StackOutcome[]> {
  const progress = runProgress(stacks.length, context);
  const onInterrupt = () => {
    progress.clear();
    context.stderr('Waiting for Terraform to end what it is doing. Once more to make it leave at once.\n');
  };
  return withInterrupts(onInterrupt, (interrupts) =>
    runStacks(stacks, purpose, {
      engine,
      world,
      ...interrupts,
      ...(flags.parallelism !== undefined && { parallelism: flags.parallelism }),
      ...(flags.lockTimeout !== undefined && { lockTimeout: flags.lockTimeout }),
      approve: approver(purpose, world.simulated, flags, context, progress.clear),
      onEvent: progress.onEvent,
    }),
  ).finally(progress.clear);
}

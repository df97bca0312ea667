import {
  type DeployTarget,
  type Engine,
  type Purpose,
  realTarget,
  type RunReport,
  runStacks,
  type StackOutcome,
} from '@goldenpath/deploy';
import { UserError } from '@goldenpath/errors';
import type { FleetContext } from '../context';
import { engineFor } from './engine';
import { type Approve, approvedInAccounts, inAccounts } from './in-accounts';
import { type SelectedStacks, selectStacks, type StackOptions } from './select-stacks';
import { openSimulatedTarget } from './simulated-target';

export type { Approve };

/** Options of `plan`. */
export interface PlanOptions extends StackOptions {
  /** Run against a simulated cloud, which is kept in the output folder. @default false */
  readonly simulate?: boolean;
  /** The maximum number of stacks that run at once. @default the number of processors */
  readonly parallelism?: number;
  /** Seconds to wait for a locked state. @default 120 */
  readonly lockTimeout?: number;
}

/** Options of `deploy` and `destroy`. */
export interface ApplyOptions extends PlanOptions {
  /** Called with each plan that changes a real cloud. @default no real resource is changed */
  readonly approve?: Approve;
}

/** What a run did, and the stacks that it ran on. */
export interface FinishedRun {
  readonly report: RunReport;
  readonly selected: SelectedStacks;
}

/** As {@link runSelected}, for its report alone. */
export async function runTerraform(context: FleetContext, purpose: Purpose, options: ApplyOptions): Promise<RunReport> {
  return (await runSelected(context, purpose, options)).report;
}

/**
 * Synthesises, then plans, deploys or destroys the selected stacks.
 *
 * @throws UserError when a real cloud would be changed without `approve`. Nothing has run at that point.
 */
export async function runSelected(
  context: FleetContext,
  purpose: Purpose,
  options: ApplyOptions,
): Promise<FinishedRun> {
  const simulated = options.simulate ?? false;
  if (purpose !== 'plan' && !simulated && options.approve === undefined)
    throw new UserError(
      `\`${purpose}\` changes a real cloud, and nothing approves it.`,
      'Pass `approve`, or `simulate`.',
    );
  const selected = await selectStacks(context, options);
  const engine = await engineFor(context);
  context.signal.throwIfAborted();
  const stacks = simulated
    ? await runSimulated(context, purpose, selected, engine, options)
    : await runIn(realTarget(context.env), context, purpose, selected, engine, options);
  const report = { purpose, simulated, engine: { name: engine.name, version: engine.version } };
  return { report: { ...report, stacks: inAccounts(stacks, selected.facts) }, selected };
}

async function runSimulated(
  context: FleetContext,
  purpose: Purpose,
  selected: SelectedStacks,
  engine: Engine,
  options: ApplyOptions,
): Promise<StackOutcome[]> {
  const { target, close } = await openSimulatedTarget(selected, context);
  return runIn(target, context, purpose, selected, engine, options).finally(close);
}

function runIn(
  target: DeployTarget,
  { signal, insist, onProgress }: FleetContext,
  purpose: Purpose,
  { stacks, facts }: SelectedStacks,
  engine: Engine,
  { parallelism, lockTimeout, simulate, approve }: ApplyOptions,
): Promise<StackOutcome[]> {
  onProgress({ kind: 'stacks', all: stacks.length });
  const always: Approve = () => Promise.resolve(true);
  return runStacks(stacks, purpose, {
    engine,
    target,
    interrupt: signal,
    insist,
    ...(parallelism !== undefined && { parallelism }),
    ...(lockTimeout !== undefined && { lockTimeout }),
    approve: purpose === 'plan' || simulate === true ? always : approvedInAccounts(approve ?? always, facts),
    onEvent: (event) => onProgress({ kind: 'stack', event }),
  });
}

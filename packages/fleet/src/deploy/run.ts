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
import { fleetLocks } from './provider-locks';
import { keepingPlans, openPlans, type OpenPlans, type SavedPlanOptions } from './saved-plans';
import { type SelectedStacks, selectStacks, type StackOptions } from './select-stacks';
import { openSimulatedTarget } from './simulated-target';

export type { Approve };

/** Options of `plan`, `deploy` and `destroy`. */
export interface TerraformRunOptions extends StackOptions {
  /** Run against a simulated cloud, which is kept in the output folder. @default false */
  readonly simulate?: boolean;
  /** The maximum number of stacks that run at once. @default the number of processors */
  readonly parallelism?: number;
  /** Seconds to wait for a locked state. @default 120 */
  readonly lockTimeout?: number;
}

/** Options of `plan`. */
export interface PlanOptions extends TerraformRunOptions {
  /**
   * A folder for the plan files, which `deploy` with `plan` applies. Plan files can hold sensitive values: the folder has to be outside the
   * repository, or ignored by Git. @default plans are not saved
   */
  readonly save?: string;
}

/** Options of `deploy` and `destroy`. */
export interface ApplyOptions extends TerraformRunOptions {
  /** Called with each plan that changes a real cloud. @default no real resource is changed */
  readonly approve?: Approve;
}

/** What a run did, and the stacks that it ran on. */
export interface FinishedRun {
  readonly report: RunReport;
  readonly selected: SelectedStacks;
}

/** As {@link runSelected}, for its report alone. */
export async function runTerraform(
  context: FleetContext,
  purpose: Purpose,
  options: ApplyOptions & Pick<PlanOptions, 'save'>,
): Promise<RunReport> {
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
  options: ApplyOptions & SavedPlanOptions,
): Promise<FinishedRun> {
  const simulated = options.simulate ?? false;
  if (purpose !== 'plan' && !simulated && options.approve === undefined)
    throw new UserError(
      `\`${purpose}\` changes a real cloud, and nothing approves it.`,
      'Pass `approve`, or `simulate`.',
    );
  const all = await selectStacks(context, options);
  const engine = await engineFor(context);
  context.signal.throwIfAborted();
  const { selected, ...plans } = await openPlans(context, all, engine, options);
  const work = { purpose, selected, engine, options, plans };
  const stacks = await keepingPlans(selected.stacks, plans.writer, () =>
    simulated
      ? runSimulated(context, work)
      : runIn(realTarget(context.env, fleetLocks(context, selected.stacks, engine)), context, work),
  );
  const report = { purpose, simulated, engine: { name: engine.name, version: engine.version } };
  return { report: { ...report, stacks: inAccounts(stacks, selected.facts) }, selected };
}

/** A run on stacks. */
interface Work {
  readonly purpose: Purpose;
  readonly selected: SelectedStacks;
  readonly engine: Engine;
  readonly options: ApplyOptions & SavedPlanOptions;
  readonly plans: OpenPlans;
}

async function runSimulated(context: FleetContext, work: Work): Promise<StackOutcome[]> {
  const { target, close } = await openSimulatedTarget(work.selected, context);
  return runIn(target, context, work).finally(close);
}

function runIn(
  target: DeployTarget,
  { signal, insist, onProgress }: FleetContext,
  { purpose, selected: { stacks, facts }, engine, options, plans: { writer, saved } }: Work,
): Promise<StackOutcome[]> {
  const { parallelism, lockTimeout, simulate, approve, planWaiting } = options;
  onProgress({ kind: 'stacks', all: stacks.length });
  const always: Approve = () => Promise.resolve(true);
  return runStacks(stacks, purpose, {
    engine,
    target,
    interrupt: signal,
    insist,
    ...(parallelism !== undefined && { parallelism }),
    ...(lockTimeout !== undefined && { lockTimeout }),
    ...(writer !== undefined && { keep: writer.keep }),
    ...(saved !== undefined && { saved }),
    ...(planWaiting !== undefined && { planWaiting }),
    approve: purpose === 'plan' || simulate === true ? always : approvedInAccounts(approve ?? always, facts),
    onEvent: (event) => onProgress({ kind: 'stack', event }),
  });
}

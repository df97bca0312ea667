import { availableParallelism } from 'node:os';
import type { Engine, Environment } from '../engine/engine';
import type { StackPlan } from '../plans/stack-plan';
import { PLAN_KEY } from '../saved/plan-cipher';
import type { SavedPlans } from '../saved/saved-plans';
import { inOrder, reversed } from '../stacks/order';
import { runScheduled, type Scheduled } from '../stacks/schedule';
import type { Stack } from '../stacks/stack';
import { isFailure, type Purpose, type StackOutcome } from './outcome';
import { type KeepPlan, runStack, type StackRun } from './run-stack';
import { savedPlanRunner } from './run-saved';
import type { DeployTarget } from './target';

export interface RunOptions {
  readonly engine: Engine;
  /** Where the stacks run. */
  readonly target: DeployTarget;
  /** The maximum number of stacks that run at once. @default the number of processors */
  readonly parallelism?: number;
  /** Seconds to wait for a state that another run has locked. @default 120 */
  readonly lockTimeout?: number;
  /** Called for each plan with changes before it is applied, one plan at a time. */
  readonly approve: (plan: StackPlan) => Promise<boolean>;
  /** When aborted, no further stack starts. Running engines are asked to stop, and awaited. @default never */
  readonly interrupt?: AbortSignal;
  /** When aborted after `interrupt`, running engines get a signal to stop at once, and are killed if they do not. @default never */
  readonly insist?: AbortSignal;
  /** Milliseconds that a running engine has to react to each signal of `insist`. @default 3000 */
  readonly patienceMs?: number;
  /**
   * Called with each plan file of a run that plans. Not for a stack whose dependency has changes to apply, because that plan would be made
   * from what is there before them. Such a stack waits. @default plan files are not kept
   */
  readonly keep?: KeepPlan;
  /** Apply these plans, and make none. The stacks of the run have to be in them. @default each stack is planned */
  readonly saved?: SavedPlans;
  /** With `saved`: plan and apply the stacks that waited for others when the plans were saved. @default false */
  readonly planWaiting?: boolean;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Progress of a run. */
export type RunEvent =
  | { readonly kind: 'started'; readonly stack: string }
  | { readonly kind: 'applied'; readonly stack: string; readonly address: string }
  | { readonly kind: 'ended'; readonly stack: string; readonly outcome: StackOutcome };

/**
 * Plans, deploys or destroys stacks in dependency order (destroy in reverse order), as many at once as possible. When a stack fails, its
 * dependents are skipped and the others finish.
 *
 * @returns One outcome for each stack, in dependency order.
 * @throws StackTreeError when the dependencies form a cycle. Nothing has run at that point.
 * @throws WorkFolderError when a working folder is not writable.
 * @throws SavedPlanError when saved plans are not of these stacks, or the state of one changed since then. Nothing was applied.
 */
export async function runStacks(
  stacks: readonly Stack[],
  purpose: Purpose,
  options: RunOptions,
): Promise<StackOutcome[]> {
  const edges = purpose === 'destroy' ? reversed(stacks) : stacks;
  const ordered = inOrder(edges);
  const run = stackRun(purpose, options);
  const known = new Map<string, StackOutcome>();
  const runOne =
    options.saved === undefined
      ? (stack: Stack) => planStack(stack, run, known)
      : await savedPlanRunner(stacks, options.saved, run, options);
  const results = await runScheduled<Stack, StackOutcome>(edges, {
    limit: options.parallelism ?? availableParallelism(),
    ...(options.interrupt !== undefined && { interrupt: options.interrupt }),
    allowsDependents: (outcome) => !isFailure(outcome),
    run: async (stack) => {
      options.onEvent?.({ kind: 'started', stack: stack.name });
      const outcome = await runOne(stack);
      known.set(stack.name, outcome);
      options.onEvent?.({ kind: 'ended', stack: stack.name, outcome });
      return outcome;
    },
  });
  return ordered.map(({ name }) => outcomeOf(name, results.get(name)));
}

/**
 * The input variable of stacks whose account has roles. The caller's environment wins: `none` where its credentials are already those of the
 * role.
 */
const ROLE = 'TF_VAR_aws_role';

function stackRun(
  purpose: Purpose,
  { engine, target, interrupt, insist, patienceMs, lockTimeout = 120, approve, keep, onEvent }: RunOptions,
): StackRun {
  let asked = Promise.resolve(true);
  return {
    purpose,
    target,
    terraform: {
      engine,
      env: { [ROLE]: purpose === 'plan' ? 'plan' : 'deploy', ...withoutPlanKey(target.env) },
      lockTimeout,
      ...(target.locks !== undefined && { isLocked: true }),
      ...(interrupt !== undefined && { interrupt }),
      ...(insist !== undefined && { insist }),
      ...(patienceMs !== undefined && { patienceMs }),
    },
    approve: (plan) => {
      // Ask one question at a time.
      asked = asked.then(() => interrupt?.aborted !== true && approve(plan));
      return asked;
    },
    ...(keep !== undefined && { keep }),
    onApplied: (stack, address) => onEvent?.({ kind: 'applied', stack, address }),
  };
}

/** Providers have no use for the passphrase of saved plans. */
function withoutPlanKey({ [PLAN_KEY]: _, ...env }: Environment): Environment {
  return env;
}

/** Plans a stack, and applies the plan if that is the purpose. */
async function planStack(stack: Stack, run: StackRun, known: ReadonlyMap<string, StackOutcome>): Promise<StackOutcome> {
  const by = run.keep === undefined ? undefined : changedDependency(stack, known);
  if (by === undefined) return waitingFor(stack, await runStack(stack, run), known, run.purpose);
  const { keep: _, ...unkept } = run;
  const outcome = waitingFor(stack, await runStack(stack, unkept), known, run.purpose);
  return isFailure(outcome) ? outcome : { ...outcome, status: 'waits', by };
}

/** Returns the first dependency that has changes to apply, or waits for one. */
function changedDependency(stack: Stack, known: ReadonlyMap<string, StackOutcome>): string | undefined {
  return stack.dependsOn.find((name) => ['planned', 'waits'].includes(known.get(name)?.status ?? ''));
}

/**
 * Returns the outcome of a stack whose plan failed only because it reads from a stack that is not deployed yet.
 */
function waitingFor(
  stack: Stack,
  outcome: StackOutcome,
  known: ReadonlyMap<string, StackOutcome>,
  purpose: Purpose,
): StackOutcome {
  if (purpose !== 'plan' || outcome.status !== 'failed') return outcome;
  const errors = outcome.problems.filter(({ severity }) => severity === 'error');
  const onlyReads = errors.every(({ address }) => address !== undefined && /(^|\.)data\./.test(address));
  const by = changedDependency(stack, known);
  return onlyReads && by !== undefined ? { ...outcome, status: 'waits', by } : outcome;
}

function outcomeOf(stack: string, scheduled: Scheduled<StackOutcome> | undefined): StackOutcome {
  if (scheduled?.kind === 'ran') return scheduled.result;
  const nothing = { stack, problems: [], done: [] };
  return scheduled?.kind === 'held-back'
    ? { ...nothing, status: 'held-back', by: scheduled.by }
    : { ...nothing, status: 'interrupted' };
}

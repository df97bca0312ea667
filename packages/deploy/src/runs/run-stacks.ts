import { availableParallelism } from 'node:os';
import type { Engine } from '../engine/engine';
import type { StackPlan } from '../plans/stack-plan';
import { inOrder, reversed } from '../stacks/order';
import { runScheduled, type Scheduled } from '../stacks/schedule';
import type { Stack } from '../stacks/stack';
import { isFailure, type Purpose, type StackOutcome } from './outcome';
import { runStack, type StackRun } from './run-stack';
import type { DeployTarget } from './target';

export interface RunOptions {
  readonly engine: Engine;
  /** Where the stacks run. */
  readonly target: DeployTarget;
  /** How many stacks run at once, at most. @default as many as there are processors */
  readonly parallelism?: number;
  /** Seconds to wait for a state that another run has locked. @default 120 */
  readonly lockTimeout?: number;
  /** Called for each plan that changes something, one after the other, before it is applied. */
  readonly approve: (plan: StackPlan) => Promise<boolean>;
  /** Aborted: no further stack is started; running engines are asked to end, and waited for. @default never */
  readonly interrupt?: AbortSignal;
  /** Aborted after `interrupt`: running engines are asked to stop at once, and killed when they do not. @default never */
  readonly insist?: AbortSignal;
  /** Milliseconds that a running engine has to react to each signal of `insist`. @default 3000 */
  readonly patienceMs?: number;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Progress of a run. */
export type RunEvent =
  | { readonly kind: 'started'; readonly stack: string }
  | { readonly kind: 'applied'; readonly stack: string; readonly address: string }
  | { readonly kind: 'ended'; readonly stack: string; readonly outcome: StackOutcome };

/**
 * Plans, deploys or destroys stacks in the order of their dependencies (to destroy, in reverse), as many at once as possible.
 * A stack that fails holds back its dependents; the others are finished.
 *
 * @returns One outcome for each stack, in dependency order.
 * @throws StackTreeError when they depend on each other in a circle. Nothing was run then.
 * @throws WorkFolderError when a working folder is not writable.
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
  const results = await runScheduled<Stack, StackOutcome>(edges, {
    limit: options.parallelism ?? availableParallelism(),
    ...(options.interrupt !== undefined && { interrupt: options.interrupt }),
    allowsDependents: (outcome) => !isFailure(outcome),
    run: async (stack) => {
      options.onEvent?.({ kind: 'started', stack: stack.name });
      const outcome = waitingFor(stack, await runStack(stack, run), known, purpose);
      known.set(stack.name, outcome);
      options.onEvent?.({ kind: 'ended', stack: stack.name, outcome });
      return outcome;
    },
  });
  return ordered.map(({ name }) => outcomeOf(name, results.get(name)));
}

function stackRun(
  purpose: Purpose,
  { engine, target, interrupt, insist, patienceMs, lockTimeout = 120, approve, onEvent }: RunOptions,
): StackRun {
  let asked = Promise.resolve(true);
  return {
    purpose,
    target,
    terraform: {
      engine,
      env: target.env,
      lockTimeout,
      ...(interrupt !== undefined && { interrupt }),
      ...(insist !== undefined && { insist }),
      ...(patienceMs !== undefined && { patienceMs }),
    },
    approve: (plan) => {
      // Two questions at once on one terminal cannot be answered.
      asked = asked.then(() => interrupt?.aborted !== true && approve(plan));
      return asked;
    },
    onApplied: (stack, address) => onEvent?.({ kind: 'applied', stack, address }),
  };
}

/**
 * The outcome of a stack whose plan failed only because it reads from a stack that is not deployed yet: it waits for
 * that stack.
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
  const by = stack.dependsOn.find((name) => ['planned', 'waits'].includes(known.get(name)?.status ?? ''));
  return onlyReads && by !== undefined ? { ...outcome, status: 'waits', by } : outcome;
}

function outcomeOf(stack: string, scheduled: Scheduled<StackOutcome> | undefined): StackOutcome {
  if (scheduled?.kind === 'ran') return scheduled.result;
  const nothing = { stack, problems: [], done: [] };
  return scheduled?.kind === 'held-back'
    ? { ...nothing, status: 'held-back', by: scheduled.by }
    : { ...nothing, status: 'interrupted' };
}

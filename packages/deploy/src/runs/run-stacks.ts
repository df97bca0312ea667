import { availableParallelism } from 'node:os';
import type { Engine } from '../engine/engine';
import type { StackPlan } from '../plans/stack-plan';
import { inOrder, reversed } from '../stacks/order';
import { runScheduled, type Scheduled } from '../stacks/schedule';
import type { Stack } from '../stacks/stack';
import { isFailure, type Purpose, type StackOutcome } from './outcome';
import { runStack, type StackRun } from './run-stack';
import type { World } from './world';

export interface RunOptions {
  readonly engine: Engine;
  readonly world: World;
  /** How many stacks run at once, at most. @default as many as there are processors */
  readonly parallelism?: number;
  /** Seconds to wait for a state that somebody else has locked. @default 120 */
  readonly lockTimeout?: number;
  /** Asked for each plan that would change something, one after the other, before it is applied. */
  readonly approve: (plan: StackPlan) => Promise<boolean>;
  /** Aborted: nothing more is started, engines are asked to end and waited for. @default never */
  readonly interrupt?: AbortSignal;
  /** Aborted after `interrupt`: engines are told to leave at once. @default never */
  readonly insist?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Something that happened, for whoever shows progress. */
export type RunEvent =
  | { readonly kind: 'started'; readonly stack: string }
  | { readonly kind: 'applied'; readonly stack: string; readonly address: string }
  | { readonly kind: 'ended'; readonly stack: string; readonly outcome: StackOutcome };

/**
 * Plans, deploys or destroys stacks, each after all that it depends on (to destroy, before), and as many at once as may.
 * A stack that fails holds back those that depend on it; the others are finished.
 *
 * @returns One outcome for each stack, in the order of their dependencies.
 * @throws StackTreeError where they depend on each other in a circle: then nothing was run.
 * @throws WorkFolderError where the disk refuses a working folder.
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
  { engine, world, interrupt, insist, lockTimeout = 120, approve, onEvent }: RunOptions,
): StackRun {
  let asked = Promise.resolve(true);
  return {
    purpose,
    world,
    workshop: {
      engine,
      env: world.env,
      lockTimeout,
      ...(interrupt !== undefined && { interrupt }),
      ...(insist !== undefined && { insist }),
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
 * A plan reads what other stacks have made. Where such a stack is not deployed yet, or has not yet what it will have,
 * reading it fails; that says nothing against the stack that reads.
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

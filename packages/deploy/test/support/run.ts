import { join } from 'node:path';
import {
  type Engine,
  findEngine,
  type Purpose,
  readStacks,
  type RunOptions,
  runStacks,
  simulatedTarget,
  type StackOutcome,
  type StackPlan,
} from '@goldenpath/deploy';

/** The engine of this machine. The tests fail without one. */
export function engineHere(): Promise<Engine> {
  return findEngine({ env: process.env, cache: '/nowhere', mayFetch: false });
}

/** Runs the stacks of a tree in a simulated cloud, in the folder `simulated` of the tree. */
export async function runHere(
  root: string,
  purpose: Purpose,
  options: Partial<RunOptions> = {},
): Promise<StackOutcome[]> {
  return runStacks(readStacks(root), purpose, {
    engine: await engineHere(),
    target: simulatedTarget(join(root, 'simulated'), process.env),
    approve: (_plan: StackPlan) => Promise.resolve(true),
    ...options,
  });
}

/** Returns the status of each stack by name. */
export function statuses(outcomes: readonly StackOutcome[]): Record<string, string> {
  return Object.fromEntries(
    outcomes.map(({ stack, status, by }) => [stack, by === undefined ? status : `${status} by ${by}`]),
  );
}

/** Returns the planned changes as `action address`. */
export function actions(outcomes: readonly StackOutcome[]): string[] {
  return outcomes.flatMap(({ plan }) => plan?.changes.map(({ action, address }) => `${action} ${address}`) ?? []);
}

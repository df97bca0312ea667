import type { Problem, StackPlan } from '../plans/stack-plan';

/** What is done with stacks. */
export type Purpose = 'plan' | 'deploy' | 'destroy';

/**
 * What became of a stack:
 *
 * - `planned`: its plan changes something; nothing was asked but to plan;
 * - `unchanged`: all is as the stack says;
 * - `applied`: all that its plan says was done;
 * - `waits`: it cannot be planned before a stack that it depends on is deployed, which is no failure of a plan;
 * - `declined`: somebody saw its plan and said no;
 * - `protected`: it may not be destroyed: some of its resources say so;
 * - `failed`: an engine said no, or an apply went wrong half-way;
 * - `held-back`: a stack that it depends on, `by`, was not done;
 * - `interrupted`: somebody stopped the run first.
 */
export type StackStatus =
  | 'planned'
  | 'unchanged'
  | 'applied'
  | 'waits'
  | 'declined'
  | 'protected'
  | 'failed'
  | 'held-back'
  | 'interrupted';

/** What became of one stack, as plain data. */
export interface StackOutcome {
  readonly stack: string;
  readonly status: StackStatus;
  /** What was to be done, where it got as far as a plan. */
  readonly plan?: StackPlan;
  /** What the engine complained of, errors and warnings, in its order. */
  readonly problems: readonly Problem[];
  /** Addresses of the resources that were created, changed or destroyed, also by an apply that failed later. */
  readonly done: readonly string[];
  /** Of a stack that was held back, or waits: the stack that it is because of. */
  readonly by?: string;
}

/** Whether what was asked for is not so: a run with one such stack has failed. */
export function isFailure({ status }: StackOutcome): boolean {
  return !['planned', 'unchanged', 'applied', 'waits'].includes(status);
}

import type { Problem, StackPlan } from '../plans/stack-plan';

/** What a run does with its stacks. */
export type Purpose = 'plan' | 'deploy' | 'destroy';

/**
 * The result of a run for one stack:
 *
 * - `planned`: its plan has changes, and the purpose was to plan;
 * - `unchanged`: its plan has no changes;
 * - `applied`: its plan was applied;
 * - `waits`: it cannot be planned before a stack that it depends on is deployed, which is not a failure;
 * - `declined`: its plan was not approved;
 * - `protected`: some of its resources are protected from being destroyed;
 * - `failed`: the engine failed, perhaps in the middle of an apply;
 * - `held-back`: the stack `by`, which it depends on, failed;
 * - `interrupted`: the run was interrupted first.
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

/** Where a stack is, for a platform with several AWS accounts. */
export interface ShownAccount {
  /** The number of the account. */
  readonly account: string;
  readonly region: string;
}

/** Returns where a stack is, as text after its name; an empty text where the platform has a single account. */
export function accountText({ account, region }: Partial<ShownAccount>): string {
  return account === undefined ? '' : `  in ${account} ${region ?? ''}`.trimEnd();
}

/** The result of a run for one stack, as plain data. The account is absent where the platform has a single one. */
export interface StackOutcome extends Partial<ShownAccount> {
  readonly stack: string;
  readonly status: StackStatus;
  /** Its plan. @default it was not planned */
  readonly plan?: StackPlan;
  /** Errors and warnings of the engine, in its order. */
  readonly problems: readonly Problem[];
  /** Addresses of the resources that were created, changed or destroyed, also by an apply that failed later. */
  readonly done: readonly string[];
  /** The stack that holds it back, or that it waits for. */
  readonly by?: string;
}

/** Whether the stack failed. A run with one such stack has failed. */
export function isFailure({ status }: StackOutcome): boolean {
  return !['planned', 'unchanged', 'applied', 'waits'].includes(status);
}

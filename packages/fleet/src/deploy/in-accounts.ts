import type { ShownAccount, StackOutcome, StackPlan } from '@goldenpath/deploy';
import { shownAccountOf } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import { stackOwners } from '../review/stack-owners';

/** Decides whether a plan is applied. The plan has its account where the platform has several. */
export type Approve = (plan: StackPlan & Partial<ShownAccount>) => Promise<boolean>;

/** Adds the account and region of each stack to what a run did, if the platform has several accounts. */
export function inAccounts(outcomes: readonly StackOutcome[], facts: FleetFacts): StackOutcome[] {
  const of = accountsByStack(facts);
  return outcomes.map((outcome) => ({ ...outcome, ...of(outcome.stack) }));
}

/** As {@link inAccounts}, for a plan that is to be approved. */
export function approvedInAccounts(approve: Approve, facts: FleetFacts): Approve {
  const of = accountsByStack(facts);
  return (plan) => approve({ ...plan, ...of(plan.stack) });
}

function accountsByStack(facts: FleetFacts): (stack: string) => Partial<ShownAccount> {
  const owners = stackOwners(facts);
  return (stack) => {
    const owner = owners.get(stack);
    return owner === undefined ? {} : shownAccountOf(facts.platform, owner.environment);
  };
}

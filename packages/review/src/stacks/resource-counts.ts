import type { PlannedStack, Plans, ResourceCounts } from '../review';
import { sortedBy } from '../order';
import type { StackPair } from './stack-pairs';

/** The note when nothing was planned. */
const COMPARED_NOTE =
  'Nothing was planned. The effect on resources comes from a comparison of the stacks of base and head.';

/**
 * Returns the plans, including removed stacks, for which there is a plan only in a simulated cloud. Without plans, returns the result of
 * comparing the stacks.
 */
export function plansOf(plans: Plans, stacks: readonly StackPair[]): Plans {
  const compared = comparedStacks(stacks);
  if (plans.source !== 'none') {
    const planned = new Set(plans.stacks.map(({ stack }) => stack));
    const left = compared.filter(({ stack, status }) => status === 'removed' && !planned.has(stack));
    return left.length === 0 ? plans : { ...plans, stacks: sortedBy([...plans.stacks, ...left], ({ stack }) => stack) };
  }
  if (compared.length === 0) return { ...plans, stacks: [] };
  return { ...plans, note: plans.note === null ? COMPARED_NOTE : `${plans.note} ${COMPARED_NOTE}`, stacks: compared };
}

function comparedStacks(stacks: readonly StackPair[]): PlannedStack[] {
  return stacks.flatMap(({ name, app, environment, head, changes }): PlannedStack[] =>
    changes.length === 0
      ? []
      : [{ stack: name, app, environment, status: head === undefined ? 'removed' : 'planned', changes, problems: [] }],
  );
}

/** Returns the number of created, changed, replaced and destroyed resources. */
export function resourceCounts({ stacks }: Plans): ResourceCounts {
  const counts = { create: 0, update: 0, replace: 0, destroy: 0 };
  for (const { changes } of stacks)
    for (const { action } of changes) if (Object.hasOwn(counts, action)) counts[action as keyof typeof counts] += 1;
  return counts;
}

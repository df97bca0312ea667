import type { PlannedStack, Plans, ResourceCounts } from '../review';
import type { StackPair } from './stack-pairs';

/** What is told where nothing was planned. */
export const COMPARED_NOTE =
  'Nothing was planned: what would happen to resources is told by comparing the stacks of the two sides.';

/** The plans, or where there are none what comparing the stacks tells of them. */
export function plansOf(plans: Plans, stacks: readonly StackPair[]): Plans {
  if (plans.source !== 'none') return plans;
  const compared = stacks.flatMap(({ name, app, environment, head, changes }): PlannedStack[] =>
    changes.length === 0
      ? []
      : [{ stack: name, app, environment, status: head === undefined ? 'removed' : 'planned', changes, problems: [] }],
  );
  if (compared.length === 0) return { ...plans, stacks: [] };
  return { ...plans, note: plans.note === null ? COMPARED_NOTE : `${plans.note} ${COMPARED_NOTE}`, stacks: compared };
}

/** How many resources are created, changed, replaced and destroyed. */
export function resourceCounts({ stacks }: Plans): ResourceCounts {
  const counts = { create: 0, update: 0, replace: 0, destroy: 0 };
  for (const { changes } of stacks)
    for (const { action } of changes) if (Object.hasOwn(counts, action)) counts[action as keyof typeof counts] += 1;
  return counts;
}

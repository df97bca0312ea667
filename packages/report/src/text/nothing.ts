import type { Review } from '@goldenpath/review';

/** Whether a review has nothing to say. */
export function changesNothing({ affected, findings, plans, manifests, platform }: Review): boolean {
  return [affected, findings, plans.stacks, manifests, platform].every((list) => list.length === 0);
}

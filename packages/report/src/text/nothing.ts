import type { Review } from '@goldenpath/review';

/** Returns whether a review contains no change and no finding. */
export function changesNothing({ affected, findings, plans, manifests, platform }: Review): boolean {
  return [affected, findings, plans.stacks, manifests, platform].every((list) => list.length === 0);
}

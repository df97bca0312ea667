import type { Review } from '../review';
import type { EnvironmentNode } from './part-nodes';

/** Whether a review says of what a node of an application is made of that it changes. */
export function changedIn(review: Review, app: string): (node: EnvironmentNode) => boolean {
  const objects = new Set(
    review.manifests
      .filter((change) => change.app === app)
      .map(({ environment, object }) => `${environment} ${object}`),
  );
  const types = new Set(
    review.plans.stacks
      .filter((stack) => stack.app === app || stack.app === null)
      .flatMap(({ app: owner, environment, changes }) =>
        changes
          .filter(({ action }) => action !== 'read' && action !== 'no-op')
          .map(({ type }) => `${owner === null} ${environment} ${type}`),
      ),
  );
  return ({ environment, objects: made, resources }) =>
    made.some((object) => objects.has(`${environment} ${object}`)) ||
    (resources?.types.some((type) => types.has(`${resources.platform} ${environment} ${type}`)) ?? false);
}

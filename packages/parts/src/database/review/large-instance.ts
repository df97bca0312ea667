import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseInstance } from '../types';
import type { DatabaseRule } from './change';
import { instancePairs } from './instances';

const SMALLER = 'Make sure that a smaller instance is not enough: size is what most of the bill is.';

/** Something that costs. The pods of the workload are another part's. */
export const largeInstance: DatabaseRule = {
  id: 'large-instance',
  rank: 170,
  severity: 'warning',
  firesOn:
    "An RDS instance that becomes `large` or larger by AWS's own name (`db.r6g.large`, the size `xlarge` of a spec), and pods of an application that may ask for more than 16 cores or 64 GiB of memory together in one environment and did not before; with an autoscaler, as many pods as there may be.",
  advice: `${SMALLER} Make sure that the nodes have the room, and that so many pods of this size are needed.`,
  find: (change) =>
    instancePairs(change).flatMap(({ scope, environment, base, head }): RuleFinding[] => {
      if (head === undefined || !isLarge(head) || (base !== undefined && isLarge(base))) return [];
      const message = `The instance ${head.identifier} in ${environment.name} becomes a ${head.instanceClass}.`;
      return [findingIn(scope, 'warning', message, SMALLER)];
    }),
};

function isLarge({ instanceClass }: DatabaseInstance): boolean {
  return /\.([0-9]*x?large|metal.*)$/.test(instanceClass);
}

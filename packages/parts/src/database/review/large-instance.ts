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
    "An RDS instance with a new class of AWS's size `large` or larger (`db.r6g.large` is the size `xlarge` of a spec). Or the pods of an application that can now request more than 16 cores or 64 GiB of memory in total in one environment. With an autoscaler, the maximum number of pods counts.",
  advice: `${SMALLER} Make sure that the nodes have enough room, and that the application needs this number and size of pods.`,
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

import type { PartChange, RuleFinding } from '@goldenpath/extension';
import { scalingOff } from '../../autoscaling/review/queue-scaling-off';
import { switchedOn } from '../../autoscaling/review/autoscaling-switched-on';
import type { ProcessesPart } from '../types';

/** Returns processes whose number of pods leaves the manifest, for `autoscaling-switched-on`. */
export function switchedOnOfProcesses({
  inEnvironments,
}: PartChange<ProcessesPart, undefined, undefined>): RuleFinding[] {
  return inEnvironments.flatMap((pair) =>
    Object.entries(pair.head ?? {}).flatMap(([name, { autoscaling }]) => {
      const before = pair.base?.[name];
      return switchedOn(pair, `${pair.app}-${name}`, before?.workload, before?.autoscaling, autoscaling);
    }),
  );
}

/** Returns processes that KEDA still scales, for `queue-scaling-off`. */
export function scalingOffOfProcesses({
  inEnvironments,
}: PartChange<ProcessesPart, undefined, undefined>): RuleFinding[] {
  return inEnvironments.flatMap((pair) =>
    Object.entries(pair.base ?? {}).flatMap(([name, { autoscaling }]) => {
      const after = pair.head?.[name];
      return after === undefined ? [] : scalingOff(pair, `${pair.app}-${name}`, autoscaling, after.autoscaling);
    }),
  );
}

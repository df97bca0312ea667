import type { FactsInput } from '@goldenpath/extension';
import { scaledControllerOf } from '../workload/facts';
import type { WorkloadSettings } from '../workload/settings';
import type { AutoscalingSettings } from './settings';
import type { AutoscalingPart } from './types';

/** Returns the autoscaler, if any. `replicas` is then the minimum number of pods. */
export function autoscalingFacts({
  spec,
  settings,
  allSettings,
}: FactsInput<AutoscalingSettings | undefined>): AutoscalingPart | undefined {
  if (settings === undefined) return undefined;
  return {
    target: { kind: scaledControllerOf(allSettings), name: spec.name },
    minReplicas: (allSettings['workload'] as WorkloadSettings).replicas,
    ...settings,
  };
}

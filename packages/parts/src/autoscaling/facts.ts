import type { FactsInput } from '@goldenpath/extension';
import { controllerOf } from '../workload/facts';
import type { WorkloadSettings } from '../workload/settings';
import type { AutoscalingSettings } from './settings';
import type { AutoscalingPart } from './types';

/** The autoscaler, where there is one: `replicas` is then the least number of pods. */
export function autoscalingFacts({
  spec,
  settings,
  allSettings,
}: FactsInput<AutoscalingSettings | undefined>): AutoscalingPart | undefined {
  if (settings === undefined) return undefined;
  return {
    target: { kind: controllerOf(allSettings), name: spec.name },
    minReplicas: (allSettings['workload'] as WorkloadSettings).replicas,
    ...settings,
  };
}

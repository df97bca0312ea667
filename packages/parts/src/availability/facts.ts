import type { FactsInput } from '@goldenpath/extension';
import type { WorkloadSettings } from '../workload/settings';
import type { AvailabilityPart } from './types';

/** Returns topology spread and disruption budget, if there can be more than one pod. */
export function availabilityFacts({ allSettings }: FactsInput): AvailabilityPart | undefined {
  const { replicas } = allSettings['workload'] as WorkloadSettings;
  return replicas > 1 || allSettings['autoscaling'] !== undefined ? { maxUnavailable: 1 } : undefined;
}

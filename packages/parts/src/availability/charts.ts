import type { ChartInput, InCluster, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { addDisruptionBudget, spread } from './budget';
import type { AvailabilityPart } from './types';

/** Adds the disruption budget, which limits how many pods a node drain may evict at once. */
export function add(chart: Chart, { app, selector, facts }: ChartInput<AvailabilityPart>): void {
  addDisruptionBudget(chart, 'pod-disruption-budget', app, facts, selector);
}

/** Spreads pods over zones and nodes if possible. A pod in the same zone is better than no pod. */
export function pod(_facts: AvailabilityPart, { selector }: InCluster): PodContribution {
  return spread(selector);
}

import type { ChartInput, InCluster, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { IntOrString, KubePodDisruptionBudget } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { AvailabilityPart } from './types';

/** Adds the disruption budget, which limits how many pods a node drain may evict at once. */
export function add(chart: Chart, { app, selector, facts: { maxUnavailable } }: ChartInput<AvailabilityPart>): void {
  new PlainObject(
    chart,
    'pod-disruption-budget',
    KubePodDisruptionBudget.manifest({
      metadata: { name: app },
      spec: {
        maxUnavailable: IntOrString.fromNumber(maxUnavailable),
        selector: { matchLabels: selector },
        // A pod that is not ready serves no requests, and must not block a node drain.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  );
}

/** Spreads pods over zones and nodes if possible. A pod in the same zone is better than no pod. */
export function pod(_facts: AvailabilityPart, { selector }: InCluster): PodContribution {
  return {
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selector },
    })),
  };
}

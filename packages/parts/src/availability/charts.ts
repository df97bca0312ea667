import type { ChartInput, InCluster, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { IntOrString, KubePodDisruptionBudget } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { AvailabilityPart } from './types';

/** Adds how many pods a drain of nodes may take away at once. */
export function add(chart: Chart, { app, selector, facts: { maxUnavailable } }: ChartInput<AvailabilityPart>): void {
  new PlainObject(
    chart,
    'pod-disruption-budget',
    KubePodDisruptionBudget.manifest({
      metadata: { name: app },
      spec: {
        maxUnavailable: IntOrString.fromNumber(maxUnavailable),
        selector: { matchLabels: selector },
        // A pod that is not ready serves no requests, and must not keep a node from being drained.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  );
}

/** Pods are spread over zones and over nodes, as far as there is room: a pod in the same zone is better than none. */
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

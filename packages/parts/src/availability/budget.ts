import type { PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { IntOrString, KubePodDisruptionBudget } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { AvailabilityPart } from './types';

/** Adds the disruption budget of some pods. */
export function addDisruptionBudget(
  chart: Chart,
  id: string,
  name: string,
  { maxUnavailable }: AvailabilityPart,
  selector: Readonly<Record<string, string>>,
  labels?: Readonly<Record<string, string>>,
): void {
  new PlainObject(
    chart,
    id,
    KubePodDisruptionBudget.manifest({
      metadata: { name, ...(labels && { labels }) },
      spec: {
        maxUnavailable: IntOrString.fromNumber(maxUnavailable),
        selector: { matchLabels: selector },
        // A pod that is not ready serves no requests, and must not block a node drain.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  );
}

/** Returns the spread of the pods of a selector. */
export function spread(selector: Readonly<Record<string, string>>): PodContribution {
  return {
    topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: selector },
    })),
  };
}

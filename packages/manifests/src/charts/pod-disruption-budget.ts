import type { Chart } from 'cdk8s';
import { IntOrString, KubePodDisruptionBudget } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AppInEnvironment, AvailabilityPart } from '@goldenpath/model';
import { PlainObject } from './plain-object';

/** How many pods a drain of nodes may take away at once. */
export function addPodDisruptionBudget(
  chart: Chart,
  { selector }: AppInEnvironment,
  name: string,
  { maxUnavailable }: AvailabilityPart,
): void {
  new PlainObject(
    chart,
    'pod-disruption-budget',
    KubePodDisruptionBudget.manifest({
      metadata: { name },
      spec: {
        maxUnavailable: IntOrString.fromNumber(maxUnavailable),
        selector: { matchLabels: selector },
        // A pod that is not ready serves nobody, and must not keep a node from being drained.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  );
}

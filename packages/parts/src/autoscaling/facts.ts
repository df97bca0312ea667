import type { FactsInput, Settings } from '@goldenpath/extension';
import { partSettings } from '../settings';
import { MAIN } from '../side-containers/settings';
import { scaledControllerOf } from '../workload/facts';
import type { WorkloadSettings } from '../workload/settings';
import type { QueuesPart } from '../queues/types';
import type { AutoscalingSettings } from './settings';
import type { AutoscalingPart } from './types';

/** Returns the container of the application where the pods have sidecars: idle ones would hide its load. */
export function scaledContainer(settings: Settings, component: string, name: string): { readonly container?: string } {
  const { sideContainers = [] } = partSettings(settings);
  const hasSidecars = sideContainers.some(
    ({ field, processes }) => field === 'sidecars' && processes.includes(component),
  );
  return hasSidecars ? { container: name } : {};
}

/** Returns the autoscaler, if any. `replicas` is then the minimum number of pods. */
export function autoscalingFacts(input: FactsInput<AutoscalingSettings | undefined>): AutoscalingPart | undefined {
  const { spec, settings, allSettings } = input;
  if (settings === undefined) return undefined;
  return autoscalerOf(input, settings, {
    target: { kind: scaledControllerOf(allSettings), name: spec.name },
    ...scaledContainer(allSettings, MAIN, spec.name),
    minReplicas: (allSettings['workload'] as WorkloadSettings).replicas,
  });
}

/** Returns the autoscaler of pods. A queue that the application does not have is an error of the spec. */
export function autoscalerOf(
  { facts, in: { aws } }: Pick<FactsInput<unknown>, 'facts' | 'in'>,
  { queue, ...settings }: AutoscalingSettings,
  pods: Pick<AutoscalingPart, 'target' | 'container' | 'minReplicas'>,
): AutoscalingPart {
  const found = queue === undefined ? undefined : (facts('queues') as QueuesPart | undefined)?.[queue.name];
  return {
    ...pods,
    ...settings,
    ...(queue !== undefined &&
      found !== undefined && {
        queue: {
          url: found.url,
          region: aws.region,
          targetLength: queue.targetLength,
          scaleToZero: queue.scaleToZero,
        },
      }),
  };
}

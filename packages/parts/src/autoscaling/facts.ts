import type { FactsInput } from '@goldenpath/extension';
import { scaledControllerOf } from '../workload/facts';
import type { WorkloadSettings } from '../workload/settings';
import type { QueuesPart } from '../queues/types';
import type { AutoscalingSettings } from './settings';
import type { AutoscalingPart } from './types';

/** Returns the autoscaler, if any. `replicas` is then the minimum number of pods. */
export function autoscalingFacts(input: FactsInput<AutoscalingSettings | undefined>): AutoscalingPart | undefined {
  const { spec, settings, allSettings } = input;
  if (settings === undefined) return undefined;
  return autoscalerOf(input, settings, {
    target: { kind: scaledControllerOf(allSettings), name: spec.name },
    minReplicas: (allSettings['workload'] as WorkloadSettings).replicas,
  });
}

/** Returns the autoscaler of pods. A queue that the application does not have is an error of the spec. */
export function autoscalerOf(
  { facts, in: { aws } }: Pick<FactsInput<unknown>, 'facts' | 'in'>,
  { queue, ...settings }: AutoscalingSettings,
  pods: Pick<AutoscalingPart, 'target' | 'minReplicas'>,
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

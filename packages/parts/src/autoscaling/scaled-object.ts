import type { Chart } from 'cdk8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { AutoscalingPart, ScalingQueue } from './types';

const API = 'keda.sh/v1alpha1';

/** KEDA takes over the autoscaler that the pods had before, and does not refuse them because they have it. */
const TAKES_OVER = { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' };

/**
 * Adds a ScaledObject, from which KEDA makes the autoscaler of the pods. It has the name that it has without KEDA, so the same alerts watch it.
 * KEDA reads the queue with its own role.
 *
 * @see https://keda.sh/docs/2.17/reference/scaledobject-spec/
 */
export function addScaledObject(
  chart: Chart,
  id: string,
  facts: AutoscalingPart,
  queue: ScalingQueue,
  labels?: Readonly<Record<string, string>>,
): void {
  const { target, container, minReplicas, maxReplicas, targetCpuPercent, targetMemoryPercent } = facts;
  const { name, kind } = target;
  new PlainObject(chart, `${id}--authentication`, {
    apiVersion: API,
    kind: 'TriggerAuthentication',
    metadata: { name, ...(labels && { labels }) },
    spec: { podIdentity: { provider: 'aws' } },
  });
  new PlainObject(chart, id, {
    apiVersion: API,
    kind: 'ScaledObject',
    metadata: { name, ...(labels && { labels }), annotations: TAKES_OVER },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind, name },
      ...(queue.scaleToZero && { idleReplicaCount: 0 }),
      minReplicaCount: minReplicas,
      maxReplicaCount: maxReplicas,
      advanced: { horizontalPodAutoscalerConfig: { name } },
      triggers: [
        {
          type: 'aws-sqs-queue',
          metadata: { queueURL: queue.url, queueLength: String(queue.targetLength), awsRegion: queue.region },
          authenticationRef: { name },
        },
        ...utilisation('cpu', targetCpuPercent, container),
        ...utilisation('memory', targetMemoryPercent, container),
      ],
    },
  });
}

/** The average use of a resource, in percent of what the pods request, or one container of theirs. */
function utilisation(type: 'cpu' | 'memory', percent: number | undefined, containerName: string | undefined) {
  if (percent === undefined) return [];
  const metadata = { value: String(percent), ...(containerName !== undefined && { containerName }) };
  return [{ type, metricType: 'Utilization', metadata }];
}

import type { Chart } from 'cdk8s';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import { addScaledObject } from './scaled-object';
import type { AutoscalingPart } from './types';

/**
 * Adds an autoscaler, which scales pods by their use of cpu, and of memory if it has a target for that. KEDA makes the autoscaler of pods that
 * are scaled by a queue: a second one would fight with it.
 */
export function addAutoscaler(
  chart: Chart,
  id: string,
  facts: AutoscalingPart,
  labels?: Readonly<Record<string, string>>,
): void {
  const { target, container, minReplicas, maxReplicas, targetCpuPercent, targetMemoryPercent, queue } = facts;
  if (queue !== undefined) return addScaledObject(chart, id, facts, queue, labels);
  new PlainObject(
    chart,
    id,
    KubeHorizontalPodAutoscalerV2.manifest({
      metadata: { name: target.name, ...(labels && { labels }) },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: target.kind, name: target.name },
        minReplicas,
        maxReplicas,
        metrics: [
          ...utilisation('cpu', targetCpuPercent, container),
          ...utilisation('memory', targetMemoryPercent, container),
        ],
      },
    }),
  );
  return undefined;
}

/** The average use of a resource, in percent of what the pods request, or one container of theirs. */
function utilisation(name: 'cpu' | 'memory', averageUtilization: number | undefined, container: string | undefined) {
  if (averageUtilization === undefined) return [];
  const target = { type: 'Utilization', averageUtilization };
  return [
    container === undefined
      ? { type: 'Resource', resource: { name, target } }
      : { type: 'ContainerResource', containerResource: { name, container, target } },
  ];
}

import type { Chart } from 'cdk8s';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { AutoscalingPart } from './types';

/** Adds an autoscaler, which scales pods by their cpu use. */
export function addAutoscaler(
  chart: Chart,
  id: string,
  facts: AutoscalingPart,
  labels?: Readonly<Record<string, string>>,
): void {
  const { target, minReplicas, maxReplicas, targetCpuPercent } = facts;
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
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: targetCpuPercent } },
          },
        ],
      },
    }),
  );
}

import type { ChartInput } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { AutoscalingPart } from './types';

/** Adds the autoscaler, which scales the pods by their cpu use. */
export function add(chart: Chart, { facts }: ChartInput<AutoscalingPart>): void {
  const { target, minReplicas, maxReplicas, targetCpuPercent } = facts;
  new PlainObject(
    chart,
    'horizontal-pod-autoscaler',
    KubeHorizontalPodAutoscalerV2.manifest({
      metadata: { name: target.name },
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

import type { Chart } from 'cdk8s';
import { KubeHorizontalPodAutoscalerV2 } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AutoscalingPart, WorkloadPart } from '@goldenpath/model';
import { PlainObject } from './plain-object';

/** Decides the number of pods by their use of cpu. */
export function addHorizontalPodAutoscaler(chart: Chart, workload: WorkloadPart, autoscaling: AutoscalingPart): void {
  new PlainObject(
    chart,
    'horizontal-pod-autoscaler',
    KubeHorizontalPodAutoscalerV2.manifest({
      metadata: { name: workload.name },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: workload.controller, name: workload.name },
        minReplicas: autoscaling.minReplicas,
        maxReplicas: autoscaling.maxReplicas,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: autoscaling.targetCpuPercent },
            },
          },
        ],
      },
    }),
  );
}

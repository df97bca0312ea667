import { counted, factsOfPart, type GraphContext, type PartGraph } from '@goldenpath/extension';
import { podsOf } from '../../autoscaling/pods';
import type { AutoscalingPart } from '../../autoscaling/types';
import type { WorkloadPart } from '../types';

/** Objects that show a change of the workload. They share its name. */
const OBJECTS = [
  'Deployment',
  'StatefulSet',
  'CronJob',
  'HorizontalPodAutoscaler',
  'ScaledObject',
  'PodDisruptionBudget',
];

/** Returns the nodes of the upstream image and the pods. An own image belongs to the registry. */
export function workloadGraph(workload: WorkloadPart, { common }: GraphContext): PartGraph {
  const { image, name } = workload;
  return {
    nodes: [
      ...(image.source === 'upstream'
        ? [{ id: 'image', kind: 'image', name: image.reference, facts: ['upstream'] }]
        : []),
      {
        id: 'workload',
        kind: 'workload',
        name,
        facts: workloadFacts(workload, factsOfPart<AutoscalingPart>(common, 'autoscaling')),
        objects: OBJECTS.map((kind) => `${kind}/${name}`),
        role: 'caller',
      },
    ],
    links: [{ from: 'image', to: 'workload' }],
  };
}

function workloadFacts(
  { controller, replicas, resources }: WorkloadPart,
  scaling: AutoscalingPart | undefined,
): string[] {
  const { requests, limits } = resources;
  const pods = scaling ? podsOf(scaling) : counted(replicas ?? 1, 'pod');
  return [
    controller,
    pods,
    limits.cpu === undefined ? `${requests.cpu} CPU, no limit` : `${requests.cpu}–${limits.cpu} CPU`,
    `${requests.memory}–${limits.memory}`,
  ];
}

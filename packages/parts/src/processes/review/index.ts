import { counted, type PartReview } from '@goldenpath/extension';
import { textsOf } from '../../configuration/review/texts';
import { podsOf } from '../../autoscaling/pods';
import type { ProcessesPart, ProcessPart } from '../types';
import { largeProcesses } from './large-processes';
import { processDropped } from './process-dropped';
import { scalingOffOfProcesses, switchedOnOfProcesses } from './switched-on';

/** The review of further processes. */
export const review: PartReview<ProcessesPart> = {
  rules: [processDropped],
  findings: {
    'large-instance': largeProcesses,
    'autoscaling-switched-on': switchedOnOfProcesses,
    'queue-scaling-off': scalingOffOfProcesses,
  },
  graph: (processes) => ({
    nodes: Object.entries(processes).map(([name, process]) => ({
      id: `process:${name}`,
      kind: 'workload',
      name: process.workload.name,
      facts: factsOf(process),
      objects: ['Deployment', 'Service', 'HorizontalPodAutoscaler', 'ScaledObject', 'PodDisruptionBudget'].map(
        (kind) => `${kind}/${process.workload.name}`,
      ),
    })),
    links: Object.keys(processes).flatMap((name) =>
      ['image', 'registry']
        .map((id) => ({ from: id, to: `process:${name}` }))
        .concat([
          { from: `process:${name}`, to: 'config' },
          { from: `process:${name}`, to: 'secret' },
        ]),
    ),
  }),
  graphRank: 31,
  fields: [
    {
      path: 'processes',
      rank: 480,
      inEnvironment: (processes, [name]) => (name === undefined ? processes : processes?.[name]),
    },
  ],
  plainTexts: (processes) => ({
    variables: Object.assign({}, ...Object.entries(processes).map(([name, { env }]) => textsOf(name, env))),
    args: Object.values(processes).flatMap(({ workload: { command = [], args } }) => [...command, ...args]),
  }),
};

function factsOf({ workload, autoscaling }: ProcessPart): string[] {
  const { requests, limits } = workload.resources;
  return [
    'Deployment',
    autoscaling ? podsOf(autoscaling) : counted(workload.replicas ?? 1, 'pod'),
    limits.cpu === undefined ? `${requests.cpu} CPU, no limit` : `${requests.cpu}–${limits.cpu} CPU`,
    `${requests.memory}–${limits.memory}`,
  ];
}

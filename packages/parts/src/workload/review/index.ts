import type { PartReview } from '@goldenpath/extension';
import type { WorkloadPart } from '../types';
import type { WorkloadOnce } from './change';
import { controllerChanged } from './controller-changed';
import { workloadGraph } from './graph';
import { largePods } from './large-pods';
import { mutableTag } from './mutable-tag';
import { workloadFields } from './fields';
import { unclusteredReplicas } from './unclustered-replicas';

/** The review of workloads. */
export const review: PartReview<WorkloadPart, WorkloadOnce> = {
  rules: [unclusteredReplicas, mutableTag, controllerChanged],
  findings: { 'large-instance': largePods },
  graph: workloadGraph,
  graphRank: 30,
  fields: workloadFields,
  platformFields: [
    { path: 'aws', inEnvironment: (workload) => workload?.image },
    { path: 'registry', inEnvironment: (workload) => workload?.image },
    { path: 'environments.mutableTags', inEnvironment: (workload) => workload?.image },
  ],
  dependedOn: [
    { read: ({ controller, image, replicas, port, probe }) => [controller, image, replicas, port, probe] },
    { name: 'probe', rank: 40, read: ({ probe }) => probe.type },
  ],
  plainTexts: ({ command = [], args }) => ({ args: [...command, ...args] }),
};

import { factsOfPart, type ReviewedField } from '@goldenpath/extension';
import { ownField } from '../../own-field';
import type { WorkloadPart } from '../types';
import type { WorkloadOnce } from './change';

/** Spec fields of the pods. */
export const workloadFields: readonly ReviewedField<WorkloadPart, WorkloadOnce>[] = [
  {
    path: 'image',
    rank: 300,
    inEnvironment: upstreamImage,
    once: (_, { general: [first] }) => upstreamImage(factsOfPart<WorkloadPart>(first, 'workload')),
  },
  { path: 'replicas', rank: 310, inEnvironment: (workload) => workload?.replicas },
  { path: 'port', rank: 400, inEnvironment: (workload) => workload?.port },
  { path: 'ports', rank: 401, isOrdered: true, inEnvironment: portsIn },
  { path: 'probe', rank: 420, inEnvironment: (workload) => workload?.probe.type },
  { path: 'probes', rank: 425, inEnvironment: (workload, rest) => rest.reduce(ownField, workload?.probes) },
  { path: 'volumes.tmp.size', rank: 455, inEnvironment: (workload) => workload?.temporaryFiles },
  {
    path: 'volumes.emptyDirs',
    rank: 456,
    inEnvironment: (workload, [name]) =>
      workload?.emptyDirs?.filter((each) => name === undefined || each.name === name),
  },
  { path: 'resources', rank: 450, inEnvironment: (workload, rest) => rest.reduce(ownField, workload?.resources) },
  { path: 'command', rank: 459, isOrdered: true, inEnvironment: (workload) => workload?.command },
  { path: 'args', rank: 460, isOrdered: true, inEnvironment: (workload) => workload?.args },
  { path: 'runAsUser', rank: 470, inEnvironment: (workload) => workload?.runAsUser },
  { path: 'runtime', rank: 520, once: (once) => once?.runtime },
];

function portsIn(workload: WorkloadPart | undefined): unknown {
  return workload && [workload.port, workload.portName, workload.protocol, workload.ports];
}

function upstreamImage(workload: WorkloadPart | undefined): unknown {
  return workload?.image.source === 'upstream' ? workload.image.reference : undefined;
}

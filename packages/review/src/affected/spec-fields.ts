import type { Json } from '@goldenpath/deploy';
import type { AppFacts, AppInEnvironment, DatabaseInstance } from '@goldenpath/model';

/** A field of a spec, or all fields below one, and what it has come to. */
export interface SpecField {
  /** Such as `replicas`; what is below it is its too. */
  readonly path: string;
  /** What it makes in an environment. `rest` is what follows on the path, such as the name of a variable. */
  inEnvironment?(place: AppInEnvironment, app: AppFacts, rest: readonly string[]): unknown;
  /** What it makes of what an application has once: its repository, its registry and the role that pushes to that. */
  once?(app: AppFacts): unknown;
}

/** Fields of specs, in the order in which a reviewer wants to know of them. One that is not here is told wherever it changes. */
export const SPEC_FIELDS: readonly SpecField[] = [
  { path: 'kind', inEnvironment: (_, { kind }) => kind, once: ({ kind }) => kind },
  { path: 'environments', once: ({ environments }) => environments.map(({ environment }) => environment) },
  { path: 'database.name', inEnvironment: ({ database }) => database?.name },
  { path: 'database.instance', inEnvironment: ({ database }) => database?.instance.mode },
  { path: 'database.username', inEnvironment: ({ database }) => database?.username },
  { path: 'database.size', inEnvironment: ofInstance((instance, { database }) => instance && database?.size) },
  { path: 'database.storageGb', inEnvironment: ofInstance((instance) => instance?.storageGb) },
  { path: 'database.maxStorageGb', inEnvironment: ofInstance((instance) => instance?.maxStorageGb) },
  { path: 'database.backupRetentionDays', inEnvironment: ofInstance((instance) => instance?.backupRetentionDays) },
  { path: 'storage.size', inEnvironment: ({ storage }) => storage?.size },
  { path: 'storage.mountPath', inEnvironment: ({ storage }) => storage?.mountPath },
  { path: 'storage.className', inEnvironment: ({ storage }) => storage?.storageClass },
  { path: 'image', inEnvironment: upstreamImage, once: ({ general: [first] }) => first && upstreamImage(first) },
  { path: 'replicas', inEnvironment: ({ workload, autoscaling }) => workload?.replicas ?? autoscaling?.minReplicas },
  { path: 'autoscaling.maxReplicas', inEnvironment: ({ autoscaling }) => autoscaling?.maxReplicas },
  { path: 'autoscaling.targetCpuPercent', inEnvironment: ({ autoscaling }) => autoscaling?.targetCpuPercent },
  { path: 'port', inEnvironment: ({ workload }) => workload?.port },
  { path: 'ingress', inEnvironment: ({ workload, route }) => workload && route !== undefined },
  { path: 'probe', inEnvironment: ({ workload }) => workload?.probe.type },
  { path: 'uses', inEnvironment: ({ uses }) => uses },
  { path: 'env', inEnvironment: ({ configuration }, _, [name = '']) => own(configuration?.variables, name) },
  { path: 'resources', inEnvironment: ({ workload }, _, path) => path.reduce(own, workload?.resources) },
  { path: 'args', inEnvironment: ({ workload }) => workload?.args },
  { path: 'runAsUser', inEnvironment: ({ workload }) => workload?.runAsUser },
  { path: 'owner', inEnvironment: (_, { owner }) => owner, once: ({ owner }) => owner },
  { path: 'risk', inEnvironment: ({ stack }, { risk }) => stack && risk, once: ({ risk }) => risk },
  { path: 'runtime', once: ({ workload }) => workload?.runtime },
  { path: 'description', once: ({ repository }) => repository?.description },
];

/** A dedicated instance is the application's own; what a shared one is, is told of the platform. */
function ofInstance(read: (instance: DatabaseInstance | undefined, place: AppInEnvironment) => unknown) {
  return (place: AppInEnvironment): unknown => {
    const instance = place.database?.instance;
    return read(instance?.mode === 'dedicated' ? instance : undefined, place);
  };
}

function upstreamImage({ workload }: AppInEnvironment): unknown {
  return workload?.image.source === 'upstream' ? workload.image.reference : undefined;
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** A value of the facts as plain data. */
export function plain(value: unknown): Json {
  return (value ?? null) as Json;
}

import type { Platform, Quota } from '@goldenpath/extension';
import type { WrittenKubernetes } from '../types/cluster';
import type { WrittenQuotas } from '../types/quotas';

/** What a team can use in a namespace, unless the platform file says otherwise. */
const DEFAULT_QUOTA: Quota = { pods: 250, cpu: 100, memory: '200Gi', volumes: 50, storage: '2000Gi' };

/** Returns the settings of the Kubernetes objects. */
export function resolveKubernetes(written: WrittenKubernetes = {}): Platform['kubernetes'] {
  const {
    namespace = 'apps',
    storageClass = 'gp3',
    sharedStorageClass,
    reloader = false,
    keda = false,
    podIdentity = 'eks-pod-identity',
    nodeSelector,
    tolerations = [],
    priorityClasses = [],
    podMetadata,
  } = written;
  return {
    namespace,
    storageClass,
    ...(sharedStorageClass !== undefined && { sharedStorageClass }),
    reloader,
    ...(keda && { keda }),
    podIdentity,
    ...(nodeSelector !== undefined && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations.length > 0 && { tolerations: tolerations.map((each) => ({ ...each })) }),
    ...(priorityClasses.length > 0 && { priorityClasses: [...priorityClasses] }),
    ...(podMetadata !== undefined && { podMetadata: { ...podMetadata } }),
    quotas: resolveQuotas(written.quotas),
  };
}

function resolveQuotas({ default: written, teams = {} }: WrittenQuotas = {}): Platform['kubernetes']['quotas'] {
  const common = { ...DEFAULT_QUOTA, ...written };
  const own = Object.entries(teams).map(([team, quota]) => [team, { ...common, ...quota }] as const);
  return { default: common, teams: Object.fromEntries(own) };
}

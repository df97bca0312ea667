import type { ClusterFacts, Quota } from '@goldenpath/extension';
import { LABELS, type PlatformObject, wave } from '../object';

/** Before everything that is in a namespace. */
const FIRST = -5;

/** Pods of applications pass the strictest Pod Security Standard. The API server refuses others. */
const RESTRICTED = Object.fromEntries(
  ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'restricted']),
);

/** Returns the namespaces of applications. Removing one from Git does not remove it from the cluster. */
export function namespaces({ namespaces: all, environment }: ClusterFacts): PlatformObject[] {
  return all.map(({ name, teams: [owner, ...others] }) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...LABELS,
        environment,
        ...(owner !== undefined && others.length === 0 && { owner }),
        ...RESTRICTED,
      },
      annotations: { ...wave(FIRST), 'argocd.argoproj.io/sync-options': 'Prune=false' },
    },
  }));
}

/** Returns the most that the applications of each namespace use together. They are reached through the ingress only. */
export function quotas({ namespaces: all }: ClusterFacts): PlatformObject[] {
  return all.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'applications', namespace: namespace.name, labels: LABELS },
    spec: { hard: hardLimits(namespace.quota) },
  }));
}

function hardLimits({ pods, cpu, memory, volumes, storage }: Quota): Readonly<Record<string, string>> {
  return {
    pods: String(pods),
    'requests.cpu': String(cpu),
    'requests.memory': memory,
    persistentvolumeclaims: String(volumes),
    'requests.storage': storage,
    'services.loadbalancers': '0',
    'services.nodeports': '0',
  };
}

/** Returns what a container gets that does not say what it needs, as the default of a spec. */
export function limitRanges({ namespaces: all }: ClusterFacts): PlatformObject[] {
  return all.map(({ name }) => ({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'applications', namespace: name, labels: LABELS },
    spec: {
      limits: [
        {
          type: 'Container',
          defaultRequest: { cpu: '100m', memory: '128Mi' },
          default: { cpu: '500m', memory: '256Mi' },
        },
      ],
    },
  }));
}

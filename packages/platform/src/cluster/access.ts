import type { ClusterFacts } from '@goldenpath/extension';
import { LABELS, type PlatformObject } from '../object';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Returns what teams may do in their namespaces, as groups `<organisation>:<team>`. They read everything but Secrets, with the logs of pods.
 * Outside production they also run commands in pods, forward ports and remove pods. Changes come from Git only.
 */
export function teamAccess({ namespaces, isProduction }: ClusterFacts, organisation: string): PlatformObject[] {
  return namespaces.flatMap(({ name: namespace, teams }) => {
    const subjects = teams.map((team) => ({ kind: 'Group', apiGroup: RBAC, name: `${organisation}:${team}` }));
    const read = binding('read', namespace, { kind: 'ClusterRole', name: 'view' }, subjects);
    if (isProduction) return [read];
    return [read, debugRole(namespace), binding('debug', namespace, { kind: 'Role', name: 'debug' }, subjects)];
  });
}

function debugRole(namespace: string): PlatformObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: 'debug', namespace, labels: LABELS },
    rules: [
      { apiGroups: [''], resources: ['pods/exec', 'pods/portforward'], verbs: ['create', 'get'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['delete'] },
    ],
  };
}

function binding(
  name: string,
  namespace: string,
  role: { readonly kind: string; readonly name: string },
  subjects: readonly unknown[],
): PlatformObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace, labels: LABELS },
    roleRef: { apiGroup: RBAC, ...role },
    subjects,
  };
}

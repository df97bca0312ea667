import type { KubernetesObject } from '@goldenpath/manifests';

/** Who asks: a user of groups, or the service account of a pod. */
export interface Subject {
  readonly groups: readonly string[];
}

/** What is asked of the API server. */
export interface Request {
  readonly verb: string;
  /** With the subresource, such as `pods/log`. */
  readonly resource: string;
  /** @default the core group */
  readonly group?: string;
  /** @default a resource of the cluster */
  readonly namespace?: string;
  /** @default no single object */
  readonly name?: string;
}

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

interface Role extends KubernetesObject {
  readonly rules: readonly PolicyRule[];
}

interface Binding extends KubernetesObject {
  readonly roleRef: { readonly kind: 'Role' | 'ClusterRole'; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[];
}

const READ = ['get', 'list', 'watch'];

/** The ClusterRoles that every cluster has, as far as bindings of the platform name them: the rules of `view` in Kubernetes 1.34. */
const BUILT_IN: Readonly<Record<string, readonly PolicyRule[]>> = {
  view: [
    {
      apiGroups: [''],
      resources: (
        'bindings configmaps endpoints events limitranges namespaces namespaces/status persistentvolumeclaims ' +
        'persistentvolumeclaims/status pods pods/log pods/status replicationcontrollers replicationcontrollers/scale ' +
        'replicationcontrollers/status resourcequotas resourcequotas/status serviceaccounts services services/status'
      ).split(' '),
      verbs: READ,
    },
    { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: READ },
    {
      apiGroups: ['apps'],
      resources: (
        'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets ' +
        'replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status'
      ).split(' '),
      verbs: READ,
    },
    {
      apiGroups: ['autoscaling'],
      resources: ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'],
      verbs: READ,
    },
    { apiGroups: ['batch'], resources: ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'], verbs: READ },
    { apiGroups: ['policy'], resources: ['poddisruptionbudgets', 'poddisruptionbudgets/status'], verbs: READ },
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'ingresses/status', 'networkpolicies'], verbs: READ },
  ],
};

/**
 * Returns whether the API server allows a request, by its rules: a RoleBinding allows what its role says in its own namespace, and a
 * ClusterRoleBinding everywhere. Nothing denies.
 *
 * @throws Error if a binding names a role that is neither among the objects nor known here.
 */
export function mayDo(objects: readonly KubernetesObject[], subject: Subject, request: Request): boolean {
  return objects.some((object) => {
    const { kind, metadata } = object;
    const isBinding =
      kind === 'ClusterRoleBinding' || (kind === 'RoleBinding' && metadata.namespace === request.namespace);
    if (!isBinding) return false;
    const { roleRef, subjects = [] } = object as Binding;
    const isBound = subjects.some((each) => each.kind === 'Group' && subject.groups.includes(each.name));
    return isBound && rulesOf(objects, roleRef, metadata.namespace).some((rule) => allows(rule, request));
  });
}

function rulesOf(
  objects: readonly KubernetesObject[],
  { kind, name }: Binding['roleRef'],
  namespace: string | undefined,
): readonly PolicyRule[] {
  const found = objects.find(
    (each) =>
      each.kind === kind &&
      each.metadata.name === name &&
      (kind === 'ClusterRole' || each.metadata.namespace === namespace),
  ) as Role | undefined;
  const rules = found?.rules ?? (kind === 'ClusterRole' && Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined);
  if (rules === undefined) throw new Error(`There is no ${kind} ${name}.`);
  return rules;
}

function allows(rule: PolicyRule, { verb, resource, group = '', name }: Request): boolean {
  const has = (list: readonly string[], value: string) => list.includes('*') || list.includes(value);
  const subresource = resource.split('/')[1];
  const isResource =
    has(rule.resources, resource) || (subresource !== undefined && rule.resources.includes(`*/${subresource}`));
  const isName = rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name));
  return has(rule.apiGroups, group) && has(rule.verbs, verb) && isResource && isName;
}

import { isMap } from './json';
import type { Json } from './types';

/**
 * How kustomize merges a list of a patch into a list of the base.
 *
 * - `atomic`: the patch's list replaces the base's.
 * - `keyed`: elements with the same values of `keys` are merged.
 * - `unknown`: unknown, so a merge patch leaves the list out.
 */
export type ListStrategy =
  | { readonly type: 'atomic' }
  | { readonly type: 'keyed'; readonly keys: readonly string[] }
  | { readonly type: 'unknown' };

/** The path of a value: the kind of its object, and the fields that lead to it, without list indexes. */
export interface SchemaPath {
  readonly apiVersion: string;
  readonly kind: string;
  readonly fields: readonly string[];
}

/** Returns the path of a field. */
export function below(schemaPath: SchemaPath, field: string): SchemaPath {
  return { ...schemaPath, fields: [...schemaPath.fields, field] };
}

const POD_TEMPLATE = 'spec.template.spec.';

const POD_SPEC_OF: Readonly<Record<string, string>> = {
  'apps/v1 DaemonSet': POD_TEMPLATE,
  'apps/v1 Deployment': POD_TEMPLATE,
  'apps/v1 StatefulSet': POD_TEMPLATE,
  'batch/v1 CronJob': 'spec.jobTemplate.spec.template.spec.',
  'batch/v1 Job': POD_TEMPLATE,
  'v1 Pod': 'spec.',
};

/** Each line was observed in the output of `kubectl kustomize` (kustomize 5.5). `list-strategies.slow.ts` verifies it. */
export const POD_LISTS: Readonly<Record<string, readonly string[] | 'atomic'>> = {
  containers: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  'containers.env': ['name'],
  'containers.ports': ['containerPort', 'protocol'],
  'containers.volumeDevices': ['devicePath'],
  'containers.volumeMounts': ['mountPath'],
  tolerations: 'atomic',
  'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'atomic',
  'affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'atomic',
  'affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution': 'atomic',
  'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution': 'atomic',
  'containers.args': 'atomic',
  'containers.command': 'atomic',
  'containers.envFrom': 'atomic',
  'containers.lifecycle.preStop.exec.command': 'atomic',
  'containers.livenessProbe.httpGet.httpHeaders': 'atomic',
  'containers.securityContext.capabilities.add': 'atomic',
  'containers.securityContext.capabilities.drop': 'atomic',
  'containers.startupProbe.exec.command': 'atomic',
  'dnsConfig.nameservers': 'atomic',
  'dnsConfig.options': 'atomic',
  'securityContext.supplementalGroups': 'atomic',
  'securityContext.sysctls': 'atomic',
  'volumes.configMap.items': 'atomic',
  'volumes.downwardAPI.items': 'atomic',
  'volumes.projected.sources': 'atomic',
  'volumes.secret.items': 'atomic',
};

/** The same for lists outside of pods. */
export const OTHER_LISTS: Readonly<Record<string, readonly string[] | 'atomic'>> = {
  'apps/v1 Deployment spec.selector.matchExpressions': 'atomic',
  'apps/v1 StatefulSet spec.volumeClaimTemplates': 'atomic',
  'autoscaling/v2 HorizontalPodAutoscaler spec.behavior.scaleDown.policies': 'atomic',
  'autoscaling/v2 HorizontalPodAutoscaler spec.behavior.scaleUp.policies': 'atomic',
  'autoscaling/v2 HorizontalPodAutoscaler spec.metrics': 'atomic',
  'networking.k8s.io/v1 Ingress spec.rules': 'atomic',
  'networking.k8s.io/v1 Ingress spec.tls': 'atomic',
  'networking.k8s.io/v1 NetworkPolicy spec.egress': 'atomic',
  'networking.k8s.io/v1 NetworkPolicy spec.ingress': 'atomic',
  'networking.k8s.io/v1 NetworkPolicy spec.policyTypes': 'atomic',
  'policy/v1 PodDisruptionBudget spec.selector.matchExpressions': 'atomic',
  'rbac.authorization.k8s.io/v1 Role rules': 'atomic',
  'rbac.authorization.k8s.io/v1 RoleBinding subjects': 'atomic',
  'v1 LimitRange spec.limits': 'atomic',
  'v1 PersistentVolumeClaim spec.accessModes': 'atomic',
  'v1 Service spec.externalIPs': 'atomic',
  'v1 Service spec.ipFamilies': 'atomic',
  'v1 Service spec.loadBalancerSourceRanges': 'atomic',
  'v1 Service spec.ports': ['port', 'protocol'],
  'v1 ServiceAccount imagePullSecrets': 'atomic',
  'v1 ServiceAccount secrets': ['name'],
};

/** Returns how kustomize merges the list at a path. Lists of custom resources are atomic, because kustomize has no schema for them. */
export function listStrategy(schemaPath: SchemaPath): ListStrategy {
  if (isCustom(schemaPath.apiVersion)) return { type: 'atomic' };
  const known =
    podList(schemaPath) ?? OTHER_LISTS[`${schemaPath.apiVersion} ${schemaPath.kind} ${schemaPath.fields.join('.')}`];
  if (known === undefined) return { type: 'unknown' };
  return known === 'atomic' ? { type: 'atomic' } : { type: 'keyed', keys: known };
}

function podList(schemaPath: SchemaPath): readonly string[] | 'atomic' | undefined {
  const prefix = POD_SPEC_OF[`${schemaPath.apiVersion} ${schemaPath.kind}`];
  const path = schemaPath.fields.join('.');
  if (prefix === undefined || !path.startsWith(prefix)) return undefined;
  // Not for ephemeral containers: kustomize merges some of their lists differently.
  return POD_LISTS[path.slice(prefix.length).replace(/^initContainers\b/, 'containers')];
}

/** Groups of Kubernetes have no dot (`apps`) or end in `.k8s.io`. The Gateway API ends in it too, but is custom. */
function isCustom(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (group === 'gateway.networking.k8s.io') return true;
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/**
 * Returns the keys by which kustomize distinguishes these elements: all of `keys` if every element has all of them; only the first if every
 * element has it and none has another (ports without a protocol). `undefined` when elements are mixed: kustomize then loses some of them.
 */
export function usableKeys(keys: readonly string[], elements: readonly Json[]): readonly string[] | undefined {
  if (elements.every((element) => keys.every((key) => hasKey(element, key)))) return keys;
  const [first = '', ...others] = keys;
  const firstAlone = elements.every(
    (element) => hasKey(element, first) && others.every((key) => !Object.hasOwn(element as object, key)),
  );
  return firstAlone ? [first] : undefined;
}

function hasKey(element: Json, key: string): boolean {
  if (!isMap(element) || !Object.hasOwn(element, key)) return false;
  const value = element[key];
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

/** Returns the key of an element, as kustomize compares it: `1` and `"1"` are equal. */
export function elementKey(element: Json, keys: readonly string[]): string {
  if (!isMap(element)) return '';
  return JSON.stringify(keys.map((key) => String(element[key])));
}

/** Returns the elements by key, in list order; `undefined` when two have the same key. */
export function elementsByKey(list: readonly Json[], keys: readonly string[]): Map<string, Json> | undefined {
  const elements = new Map(list.map((element) => [elementKey(element, keys), element]));
  return elements.size === list.length ? elements : undefined;
}

import type { KubernetesObject } from '@goldenpath/kustomize';
import { isEqual } from './equal';
import { fieldsAt, listAt } from './pod';
import type { Breach, Guard, GuardedChange } from './types';

const ROUTES: ReadonlySet<string> = new Set(['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']);

const SERVICE_FIELDS = ['type', 'externalIPs', 'externalName', 'loadBalancerIP', 'loadBalancerClass'];

/** The fields of a route that name its class. */
const CLASS_FIELDS = ['ingressClassName', 'parentRefs'];

/** The hosts, and what is reachable from outside of the cluster. */
export const exposure: Guard = {
  name: 'exposure',
  check: (change) => {
    const { kind } = change.after;
    if (kind === 'Service')
      return [...changedFields(change, SERVICE_FIELDS, ' of the Service'), ...annotations(change)];
    if (kind === 'Middleware') return changedFields(change, undefined, ' of the Middleware');
    return ROUTES.has(kind)
      ? [...changedFields(change, CLASS_FIELDS), ...annotations(change), ...newHosts(change), ...newBackends(change)]
      : [];
  },
};

function changedFields({ before, after }: GuardedChange, fields?: readonly string[], of = ''): Breach[] {
  const [old, now] = [fieldsAt(before, 'spec'), fieldsAt(after, 'spec')];
  return (fields ?? Object.keys({ ...old, ...now }))
    .filter((field) => !isEqual(old[field], now[field]))
    .map((field) => ({ path: ['spec', field], what: `changes \`spec.${field}\`${of}` }));
}

/** Controllers read hosts, classes, load balancers and what may pass from annotations. Argo CD reads its own. */
function annotations({ before, after }: GuardedChange): Breach[] {
  const [old, now] = [fieldsAt(before, 'metadata', 'annotations'), fieldsAt(after, 'metadata', 'annotations')];
  return Object.keys({ ...old, ...now })
    .filter((name) => old[name] !== now[name] && !name.startsWith('argocd.argoproj.io/'))
    .map((name) => ({ path: ['metadata', 'annotations', name], what: `changes the annotation \`${name}\`` }));
}

function newHosts({ before, after }: GuardedChange): Breach[] {
  const known = new Set(hostsOf(before).map(({ host }) => host));
  return hostsOf(after)
    .filter(({ host }) => !known.has(host))
    .map(({ host, field }) => ({ path: ['spec', field], what: `adds the host ${host}` }));
}

/** A route without hosts, a rule without one, and a default backend are for every host. */
function hostsOf(object: KubernetesObject): { readonly host: string; readonly field: string }[] {
  const spec = fieldsAt(object, 'spec');
  if (object.kind !== 'Ingress') {
    const names = listAt(spec, 'hostnames').map(String);
    return (names.length > 0 ? names : ['*']).map((host) => ({ host, field: 'hostnames' }));
  }
  const rules = listAt(spec, 'rules').map((rule) => String(fieldsAt(rule)['host'] ?? '*'));
  return [
    ...rules.map((host) => ({ host, field: 'rules' })),
    ...(spec['defaultBackend'] === undefined ? [] : [{ host: '*', field: 'defaultBackend' }]),
  ];
}

/** A route leads to the Services of the application. Others may not be meant for users, or belong to others. */
function newBackends({ before, after, all }: GuardedChange): Breach[] {
  const known = new Set([
    ...backendsIn(before['spec']),
    ...all.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name),
  ]);
  return backendsIn(after['spec'])
    .filter((backend) => !known.has(backend))
    .map((backend) => ({ path: ['spec', 'rules'], what: `leads to ${backend}, which is not of the application` }));
}

/** The fields of a route whose value is a backend, or a list of them. */
const BACKENDS: ReadonlySet<string> = new Set(['backend', 'defaultBackend', 'backendRef', 'backendRefs']);

function backendsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(backendsIn);
  return Object.entries(fieldsAt(value)).flatMap(([field, item]) => [
    ...(BACKENDS.has(field) ? [item].flat().map(backendName) : []),
    ...backendsIn(item),
  ]);
}

/** The name of a Service in the namespace of the route. Anything else has its kind or its namespace before that. */
function backendName(backend: unknown): string {
  const { kind = 'Service', group = '', namespace = '', name, service, resource } = fieldsAt(backend);
  const target = name ?? fieldsAt(service)['name'] ?? fieldsAt(resource)['name'];
  const before = [
    ...(Object.keys(fieldsAt(resource)).length > 0 ? ['resource'] : []),
    ...(kind === 'Service' && group === '' ? [] : [String(kind)]),
    ...(namespace === '' ? [] : [String(namespace)]),
  ];
  return [...before, String(target)].join('/');
}

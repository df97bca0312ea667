import type { ClusterFacts } from '@goldenpath/extension';
import { named } from '../cluster/peers';
import { inPreviews } from '../previews/labels';
import { LABELS, type PlatformObject, wave } from '../object';
import { CHARTS, type ComponentNamespace } from './charts';

/** Before the namespaces of applications and everything else. */
const FIRST = -6;

/** The exporter of Prometheus reads the disks and the network of its node. */
const STANDARD: Readonly<Record<ComponentNamespace, string>> = { platform: 'baseline', monitoring: 'privileged' };

/** Ports on which the API server calls webhooks and extensions of it. It is in no namespace. */
const API_SERVER_PORTS = [8080, 9443, 10250];

/** The port on which KEDA gives autoscalers the lengths of queues, through the API server. */
const KEDA_METRICS_PORT = 6443;

/** The label that each chart gives its pods, by the ports that the world sends to. */
const OPEN_PORTS = { kong: [8000, 8443], traefik: [8000, 8443] } as const;

/** Returns the namespaces of the components of a cluster, with what their pods may use and who reaches them. */
export function componentNamespaces(cluster: ClusterFacts): PlatformObject[] {
  return namespacesOf(cluster).flatMap((name) => [namespaceObject(name, cluster), quota(name), limitRange(name)]);
}

/** Returns the network of the components. Who they call is open: the API server, AWS, and the pods whose metrics they read. */
export function componentPolicies(cluster: ClusterFacts): PlatformObject[] {
  const names = namespacesOf(cluster);
  const installed = new Set((cluster.components ?? []).map(({ name }) => name));
  return [
    ...names.flatMap((name) => [
      policy('default-deny', name, {}, []),
      policy('components', name, {}, [{ from: names.map((other) => ({ namespaceSelector: named(other) })) }]),
      policy('api-server', name, {}, [{ ports: tcp(API_SERVER_PORTS) }]),
    ]),
    ...(installed.has('keda')
      ? [
          policy('keda-metrics', 'platform', podsOf('keda-operator-metrics-apiserver'), [
            { ports: tcp([KEDA_METRICS_PORT]) },
          ]),
        ]
      : []),
    ...Object.entries(OPEN_PORTS)
      .filter(([name]) => installed.has(name as keyof typeof OPEN_PORTS))
      .map(([name, ports]) => policy(`${name}-requests`, 'platform', podsOf(name), [{ ports: tcp(ports) }])),
    ...(installed.has('opentelemetry-collector')
      ? [
          policy('otlp', 'platform', podsOf('opentelemetry-collector'), [
            {
              from: [
                ...cluster.namespaces.map((each) => ({ namespaceSelector: named(each.name) })),
                ...(cluster.previewCalls === undefined ? [] : [inPreviews()]),
              ],
              ports: tcp([4317, 4318]),
            },
          ]),
        ]
      : []),
  ];
}

function namespacesOf({ components = [] }: ClusterFacts): ComponentNamespace[] {
  return [...new Set(components.map(({ name }) => CHARTS[name].namespace))].sort();
}

function namespaceObject(name: ComponentNamespace, { environment }: ClusterFacts): PlatformObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        ...LABELS,
        environment,
        'pod-security.kubernetes.io/enforce': STANDARD[name],
        'pod-security.kubernetes.io/warn': 'restricted',
      },
      annotations: { ...wave(FIRST), 'argocd.argoproj.io/sync-options': 'Prune=false' },
    },
  };
}

/** A fault of a component must not fill the cluster. */
function quota(namespace: string): PlatformObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'components', namespace, labels: LABELS },
    spec: { hard: { pods: '500', persistentvolumeclaims: '20', 'services.loadbalancers': '2' } },
  };
}

function limitRange(namespace: string): PlatformObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'components', namespace, labels: LABELS },
    spec: {
      limits: [{ type: 'Container', defaultRequest: { cpu: '10m', memory: '64Mi' }, default: { memory: '256Mi' } }],
    },
  };
}

function podsOf(component: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': component };
}

function tcp(ports: readonly number[]): unknown[] {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}

function policy(
  name: string,
  namespace: string,
  pods: Readonly<Record<string, string>>,
  ingress: readonly unknown[],
): PlatformObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels: LABELS },
    spec: {
      podSelector: Object.keys(pods).length === 0 ? {} : { matchLabels: pods },
      policyTypes: ['Ingress'],
      ...(ingress.length > 0 && { ingress }),
    },
  };
}

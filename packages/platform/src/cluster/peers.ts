import { isIP } from 'node:net';
import type { ClusterFacts, Exposure, IngressController } from '@goldenpath/extension';

/** The namespace of what the platform runs in a cluster. */
const PLATFORM_NAMESPACE = 'platform';
/** Where Prometheus is installed by convention, if the platform does not run it. */
const MONITORING = 'monitoring';

/** The namespaces in which charts install controllers by convention. A load balancer of AWS is not in the cluster. */
const NAMESPACE_OF: Readonly<Record<Exclude<IngressController, 'alb'>, string>> = {
  kong: 'kong',
  nginx: 'ingress-nginx',
  traefik: 'traefik',
};

/** Selects a namespace by its name. */
export function named(namespace: string): unknown {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}

function inNamespaces(names: readonly string[]): unknown[] {
  return names.map((name) => ({ namespaceSelector: named(name) }));
}

/** Leaves out namespaces of applications, which can have the name of a conventional one: a team can be named `platform`. */
function withoutApplications(names: readonly string[], { namespaces }: Pick<ClusterFacts, 'namespaces'>): string[] {
  return names.filter((name) => !namespaces.some((own) => own.name === name));
}

/** What an unknown controller runs in is not known, so every namespace may send. */
function controllerOf(exposure: Exposure, cluster: Pick<ClusterFacts, 'namespaces'>): unknown[] {
  const platform = withoutApplications([PLATFORM_NAMESPACE], cluster);
  if (exposure.type === 'gateway') return inNamespaces([...platform, exposure.namespace]);
  const { controller, controllerNamespace } = exposure;
  if (controllerNamespace !== undefined) return inNamespaces([...platform, controllerNamespace]);
  if (controller === undefined) return [{ namespaceSelector: {} }];
  if (controller === 'alb')
    return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((cidr) => ({ ipBlock: { cidr } }));
  return inNamespaces(withoutApplications([PLATFORM_NAMESPACE, NAMESPACE_OF[controller]], cluster));
}

/** Who may send requests to applications. */
export const senders = {
  /** The pods of the ingress controllers of all classes. */
  ingressController(cluster: Pick<ClusterFacts, 'exposure' | 'ingressClasses' | 'namespaces'>): unknown[] {
    const classes = [cluster.exposure, ...Object.values(cluster.ingressClasses ?? {})];
    const peers = classes.flatMap((exposure) => controllerOf(exposure, cluster));
    return [...new Map(peers.map((peer) => [JSON.stringify(peer), peer])).values()];
  },
  prometheus(cluster: Pick<ClusterFacts, 'namespaces'>): unknown[] {
    return inNamespaces(withoutApplications([PLATFORM_NAMESPACE, MONITORING], cluster));
  },
};

/** What applications may send to. */
export const receivers = {
  /**
   * A collector of traces, by its address. One in the cluster is named `<service>.<namespace>`, with or without `.svc` and more. Every other
   * one is opened by its port.
   *
   * @returns `undefined` where there is none.
   */
  collector(endpoint: string): unknown {
    if (!URL.canParse(endpoint)) return undefined;
    const { hostname, port, protocol } = new URL(endpoint);
    const ports = [{ protocol: 'TCP', port: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port) }];
    const [, namespace, ...rest] = hostname.split('.');
    const isInCluster = isIP(hostname) === 0 && namespace !== undefined && (rest.length === 0 || rest[0] === 'svc');
    return isInCluster ? { to: inNamespaces([namespace]), ports } : { ports };
  },
};

import { isIP } from 'node:net';
import type { ClusterFacts, IngressController } from '@goldenpath/extension';

/** The namespace of what the platform runs in a cluster. */
export const PLATFORM_NAMESPACE = 'platform';
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

/** Who may send requests to applications. */
export const senders = {
  /** The pods of an ingress controller. What an unknown one runs in is not known, so every namespace may send. */
  ingressController(cluster: Pick<ClusterFacts, 'exposure' | 'namespaces'>): unknown[] {
    const { exposure } = cluster;
    if (exposure.type === 'gateway')
      return inNamespaces([...withoutApplications([PLATFORM_NAMESPACE], cluster), exposure.namespace]);
    const { controller } = exposure;
    if (controller === undefined) return [{ namespaceSelector: {} }];
    if (controller === 'alb')
      return ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((cidr) => ({ ipBlock: { cidr } }));
    return inNamespaces(withoutApplications([PLATFORM_NAMESPACE, NAMESPACE_OF[controller]], cluster));
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

import type { CalledApp, ClusterFacts, PreviewCall } from '@goldenpath/extension';
import { LABELS, type PlatformObject } from '../object';
import { PREVIEW_OF } from '../previews/labels';
import { named, receivers, senders } from './peers';

/** Addresses of private networks: in the cluster, and in the networks of databases and caches. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
/** Here clouds hand out credentials to whoever asks. */
const LINK_LOCAL = '169.254.0.0/16';

/**
 * The EKS Pod Identity Agent of the node. It has credentials only for pods whose service account has a role.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 */
const POD_IDENTITY_AGENT = ['169.254.170.23/32', 'fd00:ec2::23/128'];

/**
 * Returns the network of the namespaces. Nothing is open, but what an application needs: DNS, its database, HTTPS to public addresses, the
 * OTLP endpoint, the ingress controller, Prometheus, and the applications that it calls.
 */
export function networkPolicies(cluster: ClusterFacts): PlatformObject[] {
  return [
    ...cluster.namespaces.flatMap(({ name }) => policiesOf(name, cluster)),
    ...callPolicies(cluster),
    ...previewPolicies(cluster),
  ];
}

function policiesOf(namespace: string, cluster: ClusterFacts): PlatformObject[] {
  const { databasePort, privatePorts = [], observability } = cluster;
  const open = (name: string, spec: Readonly<Record<string, unknown>>) => policy(name, namespace, {}, spec);
  const fromIngress = senders.ingressController(cluster);
  const collector = receivers.collector(observability.otlpEndpoint);
  return [
    open('default-deny', { policyTypes: ['Ingress', 'Egress'] }),
    open('dns', {
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ namespaceSelector: named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
          ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: 53 })),
        },
      ],
    }),
    open('https', {
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: '0.0.0.0/0', except: [...PRIVATE, LINK_LOCAL] } }],
          ports: [{ protocol: 'TCP', port: 443 }],
        },
      ],
    }),
    ...(databasePort === undefined ? [] : [open('database', toPrivate([databasePort]))]),
    ...(privatePorts.length === 0 ? [] : [open('private-services', toPrivate(privatePorts))]),
    ...(cluster.podIdentityAgent === true
      ? [
          open('pod-identity', {
            policyTypes: ['Egress'],
            egress: [
              {
                to: POD_IDENTITY_AGENT.map((cidr) => ({ ipBlock: { cidr } })),
                ports: [{ protocol: 'TCP', port: 80 }],
              },
            ],
          }),
        ]
      : []),
    ...openFrom(fromIngress, (ingress) => open('ingress-controller', { policyTypes: ['Ingress'], ingress })),
    ...(observability.metrics === 'none'
      ? []
      : openFrom(senders.prometheus(cluster), (ingress) => open('metrics', { policyTypes: ['Ingress'], ingress }))),
    ...(collector === undefined ? [] : [open('traces', { policyTypes: ['Egress'], egress: [collector] })]),
  ];
}

/** Opens TCP ports at private addresses, outside of the cluster too. */
function toPrivate(ports: readonly number[]) {
  return {
    policyTypes: ['Egress'],
    egress: [
      {
        to: PRIVATE.map((cidr) => ({ ipBlock: { cidr } })),
        ports: ports.map((port) => ({ protocol: 'TCP', port })),
      },
    ],
  };
}

/** A rule without senders would open the network to everybody, so there is no policy for it. */
function openFrom(
  from: readonly unknown[],
  policyOf: (ingress: readonly unknown[]) => PlatformObject,
): readonly PlatformObject[] {
  return from.length === 0 ? [] : [policyOf([{ from }])];
}

/** Opens the network between the pods of two applications, on both sides. */
function callPolicies({ calls }: ClusterFacts): PlatformObject[] {
  const callers = grouped(calls.map(({ from, to }) => ({ of: from, peer: to })));
  const called = grouped(calls.map(({ from, to }) => ({ of: to, peer: from })));
  return [
    ...callers.map(({ of, peers }) =>
      policy(`${of.app}-calls`, of.namespace, of.selector, {
        policyTypes: ['Egress'],
        egress: [{ to: peers.map((peer) => podsOf(peer)) }],
      }),
    ),
    ...called.map(({ of, peers }) =>
      policy(`${of.app}-is-called`, of.namespace, of.selector, {
        policyTypes: ['Ingress'],
        ingress: [{ from: peers.map((peer) => podsOf(peer)) }],
      }),
    ),
  ];
}

/** Opens the network from previews to the applications that they call here. The other side is in the namespace of the preview. */
function previewPolicies({ previewCalls = [] }: ClusterFacts): PlatformObject[] {
  const byCalled = new Map<string, { readonly to: CalledApp; readonly from: PreviewCall[] }>();
  for (const call of previewCalls) {
    const { to } = call;
    const group = byCalled.get(to.app) ?? { to, from: [] };
    group.from.push(call);
    byCalled.set(to.app, group);
  }
  return [...byCalled.values()]
    .sort((a, b) => (a.to.app < b.to.app ? -1 : 1))
    .map(({ to, from }) =>
      policy(`${to.app}-is-called-by-previews`, to.namespace, to.selector, {
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: from.map(({ from: app, selector }) => ({
              namespaceSelector: { matchLabels: { [PREVIEW_OF]: app } },
              podSelector: { matchLabels: selector },
            })),
          },
        ],
      }),
    );
}

function grouped(
  pairs: readonly { readonly of: CalledApp; readonly peer: CalledApp }[],
): { readonly of: CalledApp; readonly peers: CalledApp[] }[] {
  const groups = new Map<string, { readonly of: CalledApp; readonly peers: CalledApp[] }>();
  for (const { of, peer } of pairs) {
    const group = groups.get(of.app) ?? { of, peers: [] };
    group.peers.push(peer);
    groups.set(of.app, group);
  }
  return [...groups.values()].sort((a, b) => (a.of.app < b.of.app ? -1 : 1));
}

function podsOf({ namespace, selector }: CalledApp): unknown {
  return { namespaceSelector: named(namespace), podSelector: { matchLabels: selector } };
}

function policy(
  name: string,
  namespace: string,
  selector: Readonly<Record<string, string>>,
  spec: Readonly<Record<string, unknown>>,
): PlatformObject {
  const podSelector = Object.keys(selector).length === 0 ? {} : { matchLabels: selector };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels: LABELS },
    spec: { podSelector, ...spec },
  };
}

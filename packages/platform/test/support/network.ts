import { BlockList } from 'node:net';
import type { KubernetesObject } from '@goldenpath/manifests';

/** A pod, by its namespace and labels. */
export interface Pod {
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** An address outside of the cluster. */
export interface Address {
  readonly ip: string;
}

export interface Port {
  readonly port: number;
  /** @default TCP */
  readonly protocol?: 'TCP' | 'UDP';
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly protocol: string; readonly port: number }[];
}

interface PolicySpec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** Whether network policies let one end reach the other: its egress and the other's ingress both have to allow it. */
export function reaches(
  objects: readonly KubernetesObject[],
  from: Pod | Address,
  to: Pod | Address,
  port: Port,
): boolean {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return isOpen(policies, 'Egress', from, to, port) && isOpen(policies, 'Ingress', to, from, port);
}

function isOpen(
  policies: readonly KubernetesObject[],
  direction: 'Ingress' | 'Egress',
  subject: Pod | Address,
  other: Pod | Address,
  port: Port,
): boolean {
  if ('ip' in subject) return true;
  const specs = policies
    .filter(({ metadata }) => metadata.namespace === subject.namespace)
    .map(({ spec }) => spec as unknown as PolicySpec)
    .filter(({ podSelector, policyTypes }) => policyTypes.includes(direction) && selects(podSelector, subject.labels));
  if (specs.length === 0) return true;
  const rules = specs.flatMap((spec) => (direction === 'Ingress' ? spec.ingress : spec.egress) ?? []);
  return rules.some((rule) => {
    const peers = direction === 'Ingress' ? rule.from : rule.to;
    const isPeer = peers === undefined || peers.some((peer) => matches(peer, subject.namespace, other));
    return isPeer && hasPort(rule, port);
  });
}

function matches({ ipBlock, namespaceSelector, podSelector }: Peer, namespace: string, other: Pod | Address): boolean {
  if (ipBlock !== undefined)
    return (
      'ip' in other && isIn(ipBlock.cidr, other.ip) && !(ipBlock.except ?? []).some((cidr) => isIn(cidr, other.ip))
    );
  if ('ip' in other) return false;
  const isNamespace =
    namespaceSelector === undefined
      ? other.namespace === namespace
      : selects(namespaceSelector, { 'kubernetes.io/metadata.name': other.namespace });
  return isNamespace && (podSelector === undefined || selects(podSelector, other.labels));
}

function selects({ matchLabels = {} }: Selector, labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
}

function hasPort({ ports }: Rule, { port, protocol = 'TCP' }: Port): boolean {
  return ports === undefined || ports.some((each) => each.port === port && each.protocol === protocol);
}

function isIn(cidr: string, ip: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits));
  return list.check(ip);
}

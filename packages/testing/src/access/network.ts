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
  readonly matchExpressions?: unknown;
}

interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly RulePort[];
}

interface RulePort {
  /** @default TCP */
  readonly protocol?: string;
  /** @default every port */
  readonly port?: number | string;
  readonly endPort?: number;
}

interface PolicySpec {
  readonly podSelector: Selector;
  /** @default Ingress, and Egress if there are rules for it */
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/**
 * Returns whether network policies let one end reach the other: its egress and the other's ingress both have to allow it. A pod that no policy
 * selects is open.
 *
 * @throws Error if a policy has something that this does not know: an expression of labels, or the name of a port.
 */
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
    .filter((spec) => isAbout(spec, direction) && selects(spec.podSelector, subject.labels));
  if (specs.length === 0) return true;
  const rules = specs.flatMap((spec) => (direction === 'Ingress' ? spec.ingress : spec.egress) ?? []);
  return rules.some((rule) => {
    const peers = direction === 'Ingress' ? rule.from : rule.to;
    const isPeer = peers === undefined || peers.some((peer) => matches(peer, subject.namespace, other));
    return isPeer && hasPort(rule, port);
  });
}

function isAbout({ policyTypes, egress }: PolicySpec, direction: 'Ingress' | 'Egress'): boolean {
  return policyTypes?.includes(direction) ?? (direction === 'Ingress' || egress !== undefined);
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

function selects(
  { matchLabels = {}, matchExpressions }: Selector,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  if (matchExpressions !== undefined) throw new Error('Expressions of labels are not known here.');
  return Object.entries(matchLabels).every(([name, value]) => labels[name] === value);
}

function hasPort({ ports }: Rule, wanted: Port): boolean {
  return ports === undefined || ports.some((each) => isPort(each, wanted));
}

function isPort({ protocol = 'TCP', port, endPort }: RulePort, wanted: Port): boolean {
  if (typeof port === 'string') throw new Error(`The port ${port} has a name, which is not known here.`);
  if (protocol !== (wanted.protocol ?? 'TCP')) return false;
  return port === undefined || (wanted.port >= port && wanted.port <= (endPort ?? port));
}

function isIn(cidr: string, ip: string): boolean {
  const [network = '', bits = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(bits), familyOf(network));
  return list.check(ip, familyOf(ip));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

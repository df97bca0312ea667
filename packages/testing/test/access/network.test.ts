import type { KubernetesObject } from '@goldenpath/manifests';
import { type Address, type Pod, reaches } from '../../src/access/network';

const A: Pod = { namespace: 'one', labels: { app: 'a' } };
const B: Pod = { namespace: 'two', labels: { app: 'b' } };
const OUTSIDE: Address = { ip: '10.1.2.3' };
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

function policy(namespace: string, spec: Readonly<Record<string, unknown>>): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'x', namespace },
    spec: { podSelector: {}, ...spec },
  } as unknown as KubernetesObject;
}

const open = (policies: readonly KubernetesObject[], port = 80, from: Pod | Address = A, to: Pod | Address = B) =>
  reaches(policies, from, to, { port });

test('without a policy everything is open', () => {
  expect(open([])).toBe(true);
});

test('a policy about one direction says nothing of the other', () => {
  expect(open([policy('two', {})])).toBe(false);
  expect(open([policy('one', {})])).toBe(true);
  expect(open([policy('one', { egress: [] })])).toBe(false);
  expect(open([policy('one', { policyTypes: ['Egress'] })])).toBe(false);
});

test('policies are added up, and both ends must allow', () => {
  const egress = policy('one', { policyTypes: ['Egress'], egress: [{ to: [inNamespace('two')] }] });
  const denied = policy('two', { policyTypes: ['Ingress'] });
  const ingress = policy('two', { policyTypes: ['Ingress'], ingress: [{ from: [inNamespace('one')] }] });
  expect(open([egress, denied])).toBe(false);
  expect(open([egress, denied, ingress])).toBe(true);
});

test('a policy is about the pods that it selects', () => {
  const denied = (app: string) => policy('two', { podSelector: { matchLabels: { app } } });
  expect(open([denied('b')])).toBe(false);
  expect(open([denied('c')])).toBe(true);
});

test('both selectors of a peer count together, and a list of peers is an alternative', () => {
  const from = (...peers: unknown[]) => [policy('two', { ingress: [{ from: peers }] })];
  const podSelector = { matchLabels: { app: 'a' } };
  expect(open(from({ ...inNamespace('one'), podSelector }))).toBe(true);
  expect(open(from({ ...inNamespace('two'), podSelector }))).toBe(false);
  expect(open(from({ podSelector }))).toBe(false);
  expect(open(from(inNamespace('two'), inNamespace('one')))).toBe(true);
});

test('an address is in a block, unless it is in an exception', () => {
  const to = (ipBlock: unknown) => [policy('one', { policyTypes: ['Egress'], egress: [{ to: [{ ipBlock }] }] })];
  expect(open(to({ cidr: '10.0.0.0/8' }), 80, A, OUTSIDE)).toBe(true);
  expect(open(to({ cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }), 80, A, OUTSIDE)).toBe(false);
  expect(open(to({ cidr: '172.16.0.0/12' }), 80, A, OUTSIDE)).toBe(false);
});

test('a port is a number or a range, of TCP by default', () => {
  const at = (...ports: unknown[]) => [policy('two', { ingress: [{ ports }] })];
  expect([open(at({ port: 80 })), open(at({ port: 81 })), open(at({ protocol: 'UDP', port: 80 }))]).toEqual([
    true,
    false,
    false,
  ]);
  expect([open(at({ port: 70, endPort: 90 })), open(at({ port: 70, endPort: 79 })), open(at({}))]).toEqual([
    true,
    false,
    true,
  ]);
});

test('what is not known is an error, and never a wrong answer', () => {
  expect(() => open([policy('two', { ingress: [{ ports: [{ port: 'http' }] }] })])).toThrow('has a name');
  expect(() => open([policy('two', { podSelector: { matchExpressions: [] } })])).toThrow('Expressions');
});

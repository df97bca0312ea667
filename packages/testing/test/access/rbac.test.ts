import type { KubernetesObject } from '@goldenpath/manifests';
import { mayDo } from '../../src/access/rbac';

const object = (kind: string, name: string, namespace: string | undefined, fields: object): KubernetesObject =>
  ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    ...fields,
  }) as unknown as KubernetesObject;

const role = (kind: string, rule: object, namespace?: string) =>
  object(kind, 'r', namespace, { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'], ...rule }] });
const binding = (kind: string, roleRef: object, namespace?: string) =>
  object(kind, 'b', namespace, { roleRef, subjects: [{ kind: 'Group', name: 'team' }] });
const TEAM = { groups: ['team'] };
const GET = { verb: 'get', resource: 'pods', namespace: 'one' };

test('a role counts where it is bound, for the group that it is bound to', () => {
  const objects = [role('Role', {}, 'one'), binding('RoleBinding', { kind: 'Role', name: 'r' }, 'one')];
  expect(mayDo(objects, TEAM, GET)).toBe(true);
  expect(mayDo(objects, { groups: ['other'] }, GET)).toBe(false);
  expect(mayDo(objects, TEAM, { ...GET, namespace: 'two' })).toBe(false);
  expect(mayDo(objects, TEAM, { verb: 'get', resource: 'pods' })).toBe(false);
});

test('a ClusterRole counts in one namespace, or everywhere', () => {
  const everywhere = [role('ClusterRole', {}), binding('ClusterRoleBinding', { kind: 'ClusterRole', name: 'r' })];
  expect(mayDo(everywhere, TEAM, { ...GET, namespace: 'two' })).toBe(true);
  const inOne = [role('ClusterRole', {}), binding('RoleBinding', { kind: 'ClusterRole', name: 'r' }, 'one')];
  expect([mayDo(inOne, TEAM, GET), mayDo(inOne, TEAM, { ...GET, namespace: 'two' })]).toEqual([true, false]);
});

test.each<[boolean, string, object, object]>([
  [false, 'another verb', {}, { verb: 'delete' }],
  [false, 'another group', {}, { group: 'apps' }],
  [false, 'a subresource', {}, { resource: 'pods/exec' }],
  [true, 'a subresource that is listed', { resources: ['pods/exec'] }, { resource: 'pods/exec' }],
  [true, 'every resource', { resources: ['*'] }, { resource: 'pods/exec' }],
  [true, 'a subresource of every resource', { resources: ['*/scale'] }, { resource: 'deployments/scale' }],
  [true, 'every verb', { verbs: ['*'] }, { verb: 'delete' }],
  [true, 'an object by its name', { resourceNames: ['a'] }, { name: 'a' }],
  [false, 'another object', { resourceNames: ['a'] }, { name: 'b' }],
  [false, 'all objects, where one is named', { resourceNames: ['a'] }, {}],
])('%s: %s', (isAllowed, _what, rule, request) => {
  const objects = [role('Role', rule, 'one'), binding('RoleBinding', { kind: 'Role', name: 'r' }, 'one')];
  expect(mayDo(objects, TEAM, { ...GET, ...request })).toBe(isAllowed);
});

test('the role view of the cluster reads, and no Secrets', () => {
  const objects = [binding('RoleBinding', { kind: 'ClusterRole', name: 'view' }, 'one')];
  expect(mayDo(objects, TEAM, GET)).toBe(true);
  expect(mayDo(objects, TEAM, { ...GET, resource: 'secrets' })).toBe(false);
  expect(mayDo(objects, TEAM, { ...GET, verb: 'create' })).toBe(false);
});

test('a role that does not exist is an error', () => {
  const objects = [binding('RoleBinding', { kind: 'Role', name: 'gone' }, 'one')];
  expect(() => mayDo(objects, TEAM, GET)).toThrow('There is no Role gone.');
});

import type { Values } from '../../../src/wire/values';
import { Cloud } from '../../support/cloud';

const TYPES = [
  'aws_elasticache_replication_group',
  'aws_elasticache_subnet_group',
  'aws_elasticache_user',
  'aws_elasticache_user_group',
];

const USER: Values = {
  user_id: 'shop',
  user_name: 'shop',
  engine: 'valkey',
  access_string: 'on ~* +@all',
  passwords_wo: 'planted-password-of-a-cache',
  passwords_wo_version: 1,
};

const GROUP: Values = {
  replication_group_id: 'shop',
  description: 'Cache',
  engine: 'valkey',
  num_cache_clusters: 2,
  automatic_failover_enabled: true,
  multi_az_enabled: true,
  transit_encryption_enabled: true,
  user_group_ids: ['shop'],
};

function cloudWithUsers(): Cloud {
  const cloud = new Cloud('aws', TYPES);
  cloud.make('aws_elasticache_user', USER);
  cloud.make('aws_elasticache_user_group', { user_group_id: 'shop', engine: 'valkey', user_ids: ['shop'] });
  return cloud;
}

test('the password of a user is in no state', () => {
  const cloud = new Cloud('aws', TYPES);
  const user = cloud.make('aws_elasticache_user', USER);
  expect(user).toMatchObject({ passwords_wo: null, passwords_wo_version: 1 });
  expect(JSON.stringify([user, cloud.read('aws_elasticache_user', user)])).not.toContain('planted');
  expect(cloud.account.get('aws_elasticache_user', 'eu-west-1/shop')?.vault).toEqual({
    password: 'planted-password-of-a-cache',
  });
});

test.each<[string, Values, string]>([
  ['without a password', { passwords_wo: null, passwords_wo_version: null }, 'Input Authentication type: null'],
  ['with a short password', { passwords_wo: 'short' }, 'between 16-128 characters'],
])('a user %s is refused', (_what, changes, message) => {
  const cloud = new Cloud('aws', TYPES);
  expect(() => cloud.make('aws_elasticache_user', { ...USER, ...changes })).toThrow(message);
});

test('a group of users for Redis needs the default user, and one for Valkey does not', () => {
  const cloud = new Cloud('aws', TYPES);
  cloud.make('aws_elasticache_user', USER);
  expect(() =>
    cloud.make('aws_elasticache_user_group', { user_group_id: 'a', engine: 'redis', user_ids: ['shop'] }),
  ).toThrow('DefaultUserRequired');
  expect(() =>
    cloud.make('aws_elasticache_user_group', { user_group_id: 'a', engine: 'valkey', user_ids: ['none'] }),
  ).toThrow('UserNotFound');
});

test.each<[string, Values, string]>([
  ['failover to a node that does not exist', { num_cache_clusters: 1 }, 'at least two nodes'],
  ['users without TLS', { transit_encryption_enabled: false }, 'encryption-in-transit'],
  ['zones without failover', { automatic_failover_enabled: false }, 'Multi-AZ'],
  ['a group of users that does not exist', { user_group_ids: ['none'] }, 'UserGroupNotFound'],
])('a cache with %s is refused', (_what, changes, message) => {
  expect(() => cloudWithUsers().make('aws_elasticache_replication_group', { ...GROUP, ...changes })).toThrow(message);
});

test('a cache has the address of its primary, and keeps it when it is made again', () => {
  const cloud = cloudWithUsers();
  const first = cloud.make('aws_elasticache_replication_group', GROUP);
  expect(first['primary_endpoint_address']).toMatch(/^master\.shop\.[0-9a-f]{6}\.eu-west-1\.cache\.amazonaws\.com$/);
  expect(cloudWithUsers().make('aws_elasticache_replication_group', GROUP)['primary_endpoint_address']).toBe(
    first['primary_endpoint_address'],
  );
});

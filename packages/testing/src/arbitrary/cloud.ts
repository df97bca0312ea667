import type { WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { record } from './fields';
import { sharedStorageOn } from './volumes';

const RESOURCE_NAME = fc.constantFrom('reports', 'x9', 'monthly-orders-2');
const named = <T>(entry: fc.Arbitrary<T>) =>
  fc.dictionary(RESOURCE_NAME, entry, { minKeys: 1, maxKeys: 2, noNullPrototype: true });

/** What an environment can change of a queue, a table and a cache as well. */
export const QUEUE = {
  visibilityTimeoutSeconds: fc.integer({ min: 0, max: 43_200 }),
  maxReceives: fc.integer({ min: 1, max: 1000 }),
  retentionDays: fc.integer({ min: 1, max: 14 }),
};
export const TABLE = { pointInTimeRecovery: fc.boolean() };
export const CACHE = {
  size: fc.constantFrom('small' as const, 'medium' as const, 'large' as const),
  replicas: fc.integer({ min: 0, max: 5 }),
  snapshotRetentionDays: fc.integer({ min: 0, max: 35 }),
  passwordVersion: fc.integer({ min: 1, max: 1_000_000 }),
};

export const PERMISSIONS = fc.constantFrom(
  [{ actions: ['ses:SendEmail', 'ses:Send*'], resources: ['arn:aws:ses:eu-west-2:123456789012:identity/${x}'] }],
  [],
);

/** What an application has in AWS, where the platform knows the clusters of its pods. */
const CLOUD = record({
  buckets: named(record({ versions: fc.boolean(), expireAfterDays: fc.integer({ min: 1, max: 3650 }) })),
  topics: named(record({ fifo: fc.boolean() })),
  queues: named(record({ ...QUEUE, fifo: fc.boolean() })),
  tables: named(
    record({
      sortKey: fc.constantFrom({ name: 'at', type: 'number' as const }, { name: 'part_2.x' }),
      expiryAttribute: fc.constant('expires'),
      ...TABLE,
    }).map((fields) => ({ partitionKey: { name: 'id' }, ...fields })),
  ),
  permissions: PERMISSIONS,
});

/** Caches, which are in the network of the databases. */
const CACHES = record({
  caches: named(record(CACHE)),
});

export function keepsSecretsInAws({ secretStore }: WrittenPlatform): boolean {
  return (secretStore?.type ?? 'aws-secrets-manager') === 'aws-secrets-manager';
}

/** Returns what applications have in AWS, nothing where the pods cannot get a role, and the volume that they share. */
export function cloudIn(platform: WrittenPlatform, environments: readonly WrittenEnvironment[]) {
  const isIrsa = platform.kubernetes?.podIdentity === 'irsa';
  const isKnown = ({ cluster }: WrittenEnvironment) =>
    cluster !== undefined && (!isIrsa || cluster.oidcIssuer !== undefined);
  const takesCaches = keepsSecretsInAws(platform) && environments.every(({ databases }) => databases !== undefined);
  return fc
    .tuple(
      environments.every(isKnown) ? CLOUD : fc.constant({}),
      takesCaches ? CACHES : fc.constant({}),
      sharedStorageOn(platform),
    )
    .map(([cloud, caches, shared]) => ({ ...cloud, ...caches, ...shared }));
}

import type { PlatformEdit } from '@goldenpath/testing/written-fleet';

const CLUSTER = { engine: 'aurora-postgresql', serverless: { minCapacity: 1, maxCapacity: 8 }, readers: 2 } as const;

/** Makes the shared instance of prod an Aurora cluster. */
export const clusterInProd: PlatformEdit = (platform) => ({
  ...platform,
  environments: platform.environments.map((one) =>
    one.name === 'prod' && one.databases !== undefined
      ? { ...one, databases: { ...one.databases, shared: CLUSTER } }
      : one,
  ),
});

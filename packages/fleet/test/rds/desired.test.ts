import { openWritten, type PlatformEdit, type SpecData } from '@goldenpath/testing/written-fleet';
import { desiredDatabases, sharedInstance } from '../../src/rds/desired';

const SHOP: SpecData = {
  kind: 'backend-app-rds',
  name: 'shop',
  description: 'Sells things',
  owner: 'app-team',
  database: { name: 'shop_db', username: 'shop_app' },
};
const CLUSTER = { engine: 'aurora-postgresql', serverless: { minCapacity: 1, maxCapacity: 8 } } as const;

/** Makes the shared instance of prod an Aurora cluster. */
const clusterInProd: PlatformEdit = (platform) => ({
  ...platform,
  environments: platform.environments.map((one) =>
    one.name === 'prod' && one.databases !== undefined
      ? { ...one, databases: { ...one.databases, shared: CLUSTER } }
      : one,
  ),
});

test.each([
  ['dev', undefined],
  ['prod', true],
])('the shared server of %s and the databases on it are of a cluster: %p', async (environment, isCluster) => {
  const { facts } = await openWritten([SHOP], clusterInProd);
  const [database] = desiredDatabases(facts, environment, []);
  expect([sharedInstance(facts, environment)?.isCluster, database?.instance.isCluster]).toEqual([isCluster, isCluster]);
  expect(database?.instance.identifier).toBe(sharedInstance(facts, environment)?.identifier);
});

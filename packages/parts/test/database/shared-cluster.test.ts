import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet } from '@goldenpath/testing/fleet';
import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';
import { platformDatabases } from '@goldenpath/testing/facts/cloud';
import { at, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { CREDENTIAL_KEYS, sealedSecret } from '@goldenpath/testing/sealed';
import {
  complaintsOn,
  openWritten,
  type PlatformEdit,
  type SpecData,
  writtenFleet,
} from '@goldenpath/testing/written-fleet';
import { environment as addAppStack, platform as addPlatformStack } from '../../src/database/stack';
import type { DatabasePart, PlatformDatabases } from '../../src/database/types';
import type { DatabaseAccessPart } from '../../src/database-access/types';
import { clusterInProd } from '../support/shared-cluster';
import { configurationOf } from '../support/stack';

const SHOP: SpecData = {
  kind: 'backend-app-rds',
  name: 'shop',
  description: 'Sells things',
  owner: 'app-team',
  database: { name: 'shop_db', username: 'shop_app', variables: { READ_URL: 'postgresql://{readerhost}/{dbname}' } },
};
const REPORTS: SpecData = {
  kind: 'stateless-app',
  name: 'reports',
  description: 'Reports',
  owner: 'app-team',
  databases: { shop: { variables: { SHOP_READ_URL: 'postgresql://{readerhost}/{dbname}' } } },
};

const fleet = () => openWritten([SHOP, REPORTS], clusterInProd);

async function factsIn(app: string, environment: string, opened = fleet()) {
  const { facts } = await opened;
  const here = facts.apps.find(({ name }) => name === app)?.environments.find((one) => one.environment === environment);
  if (here === undefined) throw new Error(`${app} does not run in ${environment}.`);
  return here as typeof here & { readonly database?: DatabasePart; readonly databaseAccess?: DatabaseAccessPart };
}

async function sharedIn(environment: string) {
  const { facts } = await fleet();
  const of = facts.platform.environments.find(({ name }) => name === environment);
  const { database } = of as { readonly database?: PlatformDatabases };
  if (database === undefined) throw new Error(`There are no databases in ${environment}.`);
  return database;
}

describe('the shared instance', () => {
  test('is a cluster in the environment that says so, with a capacity in place of a size', async () => {
    const { sharedInstance } = await sharedIn('prod');
    expect(sharedInstance).toMatchObject({
      identifier: 'goldenpath-idp-prod',
      instanceClass: 'db.serverless',
      aurora: { minCapacity: 1, maxCapacity: 8, readers: 2 },
      multiAz: true,
    });
    expect(sharedInstance).not.toHaveProperty('storageGb');
    expect((await sharedIn('dev')).sharedInstance).not.toHaveProperty('aurora');
  });

  test('has a cluster, its instances, and groups of its family in the stack of the platform', async () => {
    const facts = await sharedIn('prod');
    const { resource } = configurationOf((stack) =>
      addPlatformStack(stack, { facts, aws: { accountId: '123456789012' }, use: () => undefined } as never),
    );
    expect(resource).not.toHaveProperty('aws_db_instance');
    expect(resource['aws_rds_cluster']?.['shared-cluster']).toMatchObject({
      cluster_identifier: 'goldenpath-idp-prod',
      db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.shared-parameter-group-16.name}',
      deletion_protection: true,
    });
    expect(Object.keys(resource['aws_rds_cluster_instance'] ?? {})).toHaveLength(3);
    expect(resource['aws_rds_cluster_parameter_group']?.['shared-parameter-group-16']).toMatchObject({
      name: 'goldenpath-idp-prod-aurora-postgresql16',
      family: 'aurora-postgresql16',
    });
    // Dedicated instances of RDS use the groups of the platform.
    expect(resource['aws_db_parameter_group']).toHaveProperty('parameter-group-16');
  });

  test('on RDS is what it was', () => {
    const { resource } = configurationOf((stack) =>
      addPlatformStack(stack, {
        facts: platformDatabases(),
        aws: { accountId: '123456789012' },
        use: () => undefined,
      } as never),
    );
    expect(Object.keys(resource['aws_db_instance'] ?? {})).toEqual(['shared-instance']);
    expect(resource).not.toHaveProperty('aws_rds_cluster');
  });
});

describe('a database on the shared cluster', () => {
  test('has the address of the readers in its secret and its pods', async () => {
    const here = await factsIn('shop', 'prod');
    expect(here.database?.instance).toMatchObject({ mode: 'shared', isCluster: true });
    const { data, resource } = configurationOf((stack) =>
      addAppStack(stack, { facts: here.database, risk: 'low', tags: {}, use: () => undefined } as never),
    );
    expect(data?.['aws_rds_cluster']?.['shared-instance']).toEqual({ cluster_identifier: 'goldenpath-idp-prod' });
    expect(JSON.stringify(resource['aws_secretsmanager_secret_version'])).toContain(
      'data.aws_rds_cluster.shared-instance.reader_endpoint',
    );
    const secret = objectOf(render(here), 'ExternalSecret');
    expect(at(secret, 'spec.data')).toContainEqual(
      expect.objectContaining({
        secretKey: 'DB_READER_HOST',
        remoteRef: expect.objectContaining({ property: 'readerhost' }),
      }),
    );
  });

  test('has the variable in the environments on RDS too, where it is the instance', async () => {
    const secret = objectOf(render(await factsIn('shop', 'dev')), 'ExternalSecret');
    expect(at(secret, 'spec.data')).toContainEqual(
      expect.objectContaining({
        secretKey: 'DB_READER_HOST',
        remoteRef: expect.objectContaining({ property: 'host' }),
      }),
    );
  });

  test('is read by others through the readers', async () => {
    const here = await factsIn('reports', 'prod');
    const access = here.databaseAccess?.databases['shop'];
    expect(access?.instance).toMatchObject({ identifier: 'goldenpath-idp-prod', isCluster: true });
    const secret = objectOf(render(here), 'ExternalSecret');
    expect(at(secret, 'spec.target.template.data')).toMatchObject({
      SHOP_READ_URL: expect.stringContaining('postgresql://{{ .SHOP_DB_READER_HOST }}/'),
    });
    expect(at(secret, 'spec.data')).toContainEqual(expect.objectContaining({ secretKey: 'SHOP_DB_READER_HOST' }));
  });

  test('can be read by others with the address of the readers in a SealedSecret', async () => {
    const edit: PlatformEdit = (platform) => ({ ...clusterInProd(platform), secretStore: { type: 'sealed-secrets' } });
    const root = writtenFleet([SHOP, REPORTS], edit);
    const keys = [...CREDENTIAL_KEYS, 'DB_READER_HOST'].map((key) => `SHOP_${key}`);
    mkdirSync(join(root, 'apps/reports/sealed/prod'), { recursive: true });
    writeFileSync(
      join(root, 'apps/reports/sealed/prod/reports--shop-db.yaml'),
      JSON.stringify(sealedSecret('reports--shop-db', 'apps', keys)),
    );
    const { facts } = await openFleet(root);
    const inProd = facts.apps
      .find(({ name }) => name === 'reports')!
      .environments.find((one) => one.environment === 'prod')!;
    expect(at(objectOf(render(inProd), 'SealedSecret'), 'spec.encryptedData')).toHaveProperty('SHOP_DB_READER_HOST');
  });

  test('has a capacity and readers that the platform decides', async () => {
    const database = { name: 'shop_db', username: 'shop_app', readers: 1 };
    const complaints = await complaintsOn(clusterInProd, { ...SHOP, database });
    expect(complaints).toEqual([
      expect.stringContaining(
        '`database.readers` is for a dedicated Aurora cluster, and the database is on the shared',
      ),
    ]);
  });

  test('is not one on an RDS instance of its own in the same environment', async () => {
    const database = { name: 'shop_db', username: 'shop_app', instance: 'dedicated' };
    const { facts } = await openWritten([{ ...SHOP, database }], clusterInProd);
    const inProd = facts.apps[0]!.environments.find(({ environment }) => environment === 'prod')!;
    expect(JSON.stringify(render(inProd))).not.toContain('DB_READER_HOST');
    expect(await complaintsOn(clusterInProd, { ...SHOP, database: { ...database, extensions: ['tcn'] } })).toEqual([]);
  });

  test('cannot have an extension that Aurora lacks', async () => {
    const database = { name: 'shop_db', username: 'shop_app', extensions: ['vector', 'tcn'] };
    const complaints = await complaintsOn(clusterInProd, { ...SHOP, database });
    expect(complaints.join('\n')).toContain(
      'The shared instance of prod is an Aurora cluster of PostgreSQL 16, which cannot have the extension `tcn`.',
    );
    expect(await complaintsOn(undefined, { ...SHOP, database })).toEqual([]);
  });
});

describe('`{readerhost}` of the database of another application', () => {
  test('is refused where that database is on RDS everywhere', async () => {
    const { variables: _variables, ...database } = SHOP['database'] as Record<string, unknown>;
    const complaints = await complaintsOn(undefined, { ...SHOP, database }, REPORTS);
    expect(complaints.join('\n')).toContain(
      '`{readerhost}` is the address of the readers of an Aurora cluster, and the database of "shop" is on RDS everywhere.',
    );
  });

  test('is known where that application has a cluster of its own', async () => {
    const overrides = { prod: { database: { instance: 'dedicated', engine: 'aurora-postgresql' } } };
    expect(await complaintsOn(undefined, { ...SHOP, overrides }, REPORTS)).toEqual([]);
    const propertyIn = async (environment: string) => {
      const { databaseAccess } = await factsIn('reports', environment, openWritten([{ ...SHOP, overrides }, REPORTS]));
      const { variables = [] } = databaseAccess?.databases['shop']?.credentials ?? {};
      return variables.find(({ variable }) => variable === 'SHOP_DB_READER_HOST')?.property;
    };
    expect([await propertyIn('dev'), await propertyIn('prod')]).toEqual(['host', 'readerhost']);
  });

  test('is a variable that no other part can set', async () => {
    const complaints = await complaintsOn(clusterInProd, SHOP, {
      ...REPORTS,
      env: { SHOP_DB_READER_HOST: 'elsewhere' },
    });
    expect(complaints.join('\n')).toContain('SHOP_DB_READER_HOST');
  });
});

/** The shared instance of prod in the platform file of the example fleet. */
const inProd =
  (shared: object): Edit =>
  ({ platform }) => {
    platform.environments.find(({ name }: { name: string }) => name === 'prod').databases.shared = shared;
  };
const cluster = (fields: object = {}): Edit => inProd({ engine: 'aurora-postgresql', ...fields });

describe('the review', () => {
  test('reports another engine of the shared instance with the steps, and no change of an instance', () => {
    const review = reviewOf(cluster());
    expect(found(review, 'database-loss')).toEqual([
      'danger –/prod: The shared instance of prod moves from the RDS instance goldenpath-idp-prod to an Aurora cluster without its data, which stays in the last snapshot. This concerns all databases on it.',
    ]);
    expect(review.findings.find(({ rule }) => rule === 'database-loss')?.remedy).toContain('`restoreFrom`');
    for (const rule of ['instance-class-changed', 'restart-needed', 'storage-shrunk'] as const)
      expect(found(review, rule)).toEqual([]);
  });

  test('names the snapshot whose data the cluster gets', () => {
    const snapshot = 'arn:aws:rds:eu-west-2:123456789012:snapshot:before-aurora';
    const review = reviewOf(cluster({ restoreFrom: snapshot }));
    expect(found(review, 'database-loss')[0]).toContain(`with the data of the snapshot ${snapshot} only`);
    expect(found(review, 'restored-from-snapshot')).toHaveLength(1);
  });

  test('says that a way back needs a dump', () => {
    const review = reviewOf(inProd({}), cluster());
    expect(review.findings.find(({ rule }) => rule === 'database-loss')?.remedy).toContain('`pg_dump`');
  });

  test('reports less capacity, fewer readers and a cluster without a standby', () => {
    const less = cluster({ serverless: { minCapacity: 1, maxCapacity: 4 }, readers: 0 });
    const review = reviewOf(less, cluster({ serverless: { minCapacity: 1, maxCapacity: 8 }, readers: 2 }));
    expect(found(review, 'capacity-reduced')).toEqual([
      'warning –/prod: The cluster goldenpath-idp-prod in prod gets 1 to 4 ACU instead of 1 to 8 ACU.',
    ]);
    expect(found(review, 'reader-removed')).toHaveLength(1);
    expect(found(review, 'no-multi-az')).toHaveLength(1);
  });

  const limit =
    (connectionLimit: number): Edit =>
    ({ apps }) => {
      apps['reporting-db'].overrides = { ...apps['reporting-db'].overrides };
      apps['reporting-db'].overrides.prod = { database: { connectionLimit } };
    };

  test('counts the connections of a cluster by its capacity', () => {
    const small = cluster({ serverless: { maxCapacity: 2 } });
    expect(found(reviewOf(limit(368), small), 'connection-budget')).toEqual([]);
    const review = reviewOf(limit(369), small);
    const [message] = found(review, 'connection-budget');
    expect(review.findings.find(({ rule }) => rule === 'connection-budget')?.remedy).toContain('raise `maxCapacity`');
    expect(message).toBe(
      'warning reporting-db/prod: The applications on the shared instance goldenpath-idp-prod can open 369 connections, and a cluster of 0.5 to 2 ACU has about 368 for them.',
    );
  });

  test('limits what a cluster with a small least capacity takes', () => {
    const wide = (minCapacity: number) => cluster({ serverless: { minCapacity, maxCapacity: 64 } });
    expect(found(reviewOf(limit(2000), wide(0.5)), 'connection-budget').join('')).toContain('has about 1990 for them');
    expect(found(reviewOf(limit(2000), wide(1)), 'connection-budget')).toEqual([]);
  });
});

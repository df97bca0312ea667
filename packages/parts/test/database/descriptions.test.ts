import { openWritten, type PlatformEdit } from '@goldenpath/testing/written-fleet';
import { resources } from '../../src/database/catalog';
import { databaseGraph } from '../../src/database/review/graph';
import type { DatabasePart } from '../../src/database/types';
import { clusterInProd } from '../support/shared-cluster';

const AURORA = { engine: 'aurora-postgresql', serverless: { minCapacity: 1, maxCapacity: 8 }, readers: 1 } as const;

/** What the catalog says about a database in prod, and the instance in the graph. */
async function described(fields: object, edit?: PlatformEdit) {
  const database = { name: 'shop_db', username: 'shop_app', ...fields };
  const spec = { kind: 'rds-database', name: 'shop', description: 'Sells things', owner: 'app-team', database };
  const { facts } = await openWritten([spec], edit);
  const [app] = facts.apps;
  const inProd = app?.environments.find(({ environment }) => environment === 'prod');
  if (inProd === undefined) throw new Error('shop does not run in prod.');
  const part = (inProd as typeof inProd & { readonly database: DatabasePart }).database;
  const { nodes } = databaseGraph(part, { app: 'shop', common: inProd });
  return {
    catalog: resources(part, inProd).map(({ description }) => description),
    graph: nodes.find(({ id }) => id === 'instance')?.facts,
  };
}

test.each([
  ['the shared instance', {}, undefined, 'the shared instance', ['shared']],
  ['a shared cluster', {}, clusterInProd, 'the shared Aurora cluster', ['shared', 'Aurora']],
  [
    'an instance of its own',
    { instance: 'dedicated' },
    undefined,
    'an instance of its own',
    ['dedicated', 'db.t3.micro, Multi-AZ', '20 GB', 'backups 14 days'],
  ],
  [
    'a cluster of its own',
    { instance: 'dedicated', ...AURORA },
    undefined,
    'an Aurora cluster of its own',
    ['Aurora', '1 to 8 ACU', '1 reader', 'backups 14 days'],
  ],
])('the catalog and the graph describe a database on %s', async (_what, fields, edit, where, facts) => {
  expect(await described(fields, edit)).toEqual({
    catalog: [`The PostgreSQL database shop_db in prod, on ${where}`],
    graph: facts,
  });
});

import { resolveFleet } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { loadFleet } from '@goldenpath/spec';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';

const ROOT = path.join(__dirname, '../..');

/** What each kind requires besides what every spec says. */
const REQUIRED: Readonly<Record<string, object>> = {
  'stateless-app': {},
  'stateful-app': { storage: { size: '1Gi', mountPath: '/data' } },
  'backend-app-rds': { database: { name: 'orders', username: 'orders_app' } },
  'scheduled-job': { schedule: '@daily' },
  'rds-database': { database: { name: 'orders', username: 'orders_app' } },
};

const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'];

const CASES = builtInRegistry.kinds.flatMap(({ name: kind }) =>
  ['low', 'medium', 'high'].flatMap((risk) =>
    [...ENVIRONMENTS.map((environment) => [environment]), ENVIRONMENTS].map(
      (environments) => [kind, risk, environments] as const,
    ),
  ),
);

test.each(CASES)('the shortest %s of %s risk is valid in %j', async (kind, risk, environments) => {
  const app = { kind, name: 'orders', description: 'x', owner: 'app-team', risk, environments, ...REQUIRED[kind] };
  const folder = testFolder({ 'apps/orders/app.yaml': JSON.stringify(app) });
  const source = {
    appsFolder: path.join(folder, 'apps'),
    platformFile: path.join(ROOT, 'platform.yaml'),
    relativeTo: folder,
  };
  expect((await loadFleet(source, builtInRegistry)).diagnostics).toEqual([]);
});

/** The example platform, where `dev` takes no small database and no other environment limits sizes. */
const LIMITED = readFileSync(path.join(ROOT, 'platform.yaml'), 'utf8').replace(
  'sizes: [small]',
  'sizes: [xlarge, medium]',
);

async function loadLimited(database: object) {
  const spec = { kind: 'rds-database', name: 'orders', description: 'x', owner: 'app-team', database };
  const folder = testFolder({ 'apps/orders/app.yaml': JSON.stringify(spec), 'platform.yaml': LIMITED });
  const source = {
    appsFolder: path.join(folder, 'apps'),
    platformFile: path.join(folder, 'platform.yaml'),
    relativeTo: folder,
  };
  return loadFleet(source, builtInRegistry);
}

const DATABASE = { name: 'orders', username: 'orders_app' };

test.each(['shared', 'dedicated'])(
  'the default size of a %s database is the smallest that the environment allows',
  async (instance) => {
    const { fleet, diagnostics } = await loadLimited({ ...DATABASE, instance });
    expect(diagnostics).toEqual([]);
    if (fleet === undefined) throw new Error('The fleet is not valid.');
    const specs = fleet.apps.map(({ spec }) => spec);
    const [orders] = resolveFleet(fleet.platform, specs, builtInRegistry).apps;
    expect(orders?.environments).toMatchObject([
      { environment: 'dev', database: { size: 'medium' } },
      { environment: 'test', database: { size: 'small' } },
      { environment: 'staging', database: { size: 'small' } },
      { environment: 'prod', database: { size: 'small' } },
    ]);
  },
);

test('a size that a spec gives is never replaced by one that the environment allows', async () => {
  const { diagnostics } = await loadLimited({ ...DATABASE, size: 'small' });
  expect(diagnostics).toMatchObject([{ rule: 'database-size-not-allowed' }]);
});

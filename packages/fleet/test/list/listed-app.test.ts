import { builtInRegistry } from '@goldenpath/parts';
import * as path from 'node:path';
import { type FleetFacts, resolveFleet } from '@goldenpath/model';
import { loadFleet } from '@goldenpath/spec';
import { listApps } from '../../src/list/listed-app';

const root = path.join(__dirname, '../../../..');
let facts: FleetFacts;

beforeAll(async () => {
  // Data only: what lists needs no compiler.
  const source = {
    appsFolder: path.join(root, 'apps'),
    platformFile: path.join(root, 'platform.yaml'),
    relativeTo: root,
    dataOnly: true,
  };
  const { fleet } = await loadFleet(source, builtInRegistry);
  if (fleet === undefined) throw new Error('the example fleet has no platform');
  facts = resolveFleet(
    fleet.platform,
    fleet.apps.map(({ spec }) => spec),
    builtInRegistry,
  );
});

const names = (filter: Parameters<typeof listApps>[1]) => listApps(facts, filter).map(({ name }) => name);

test('applications are listed with who they are, where they run and what is exposed', () => {
  expect(listApps(facts).find(({ name }) => name === 'orders-api')).toEqual({
    name: 'orders-api',
    kind: 'backend-app-rds',
    owner: 'app-team',
    risk: 'high',
    environments: ['dev', 'test', 'staging', 'prod'],
    urls: [
      'http://orders-api.dev.goldenpathidp.io',
      'http://orders-api.test.goldenpathidp.io',
      'https://orders-api.staging.goldenpathidp.io',
      'https://orders-api.goldenpathidp.io',
    ],
    database: 'orders_db',
  });
});

test('filters combine', () => {
  expect(names({ owner: 'platform-team' })).toEqual(['my-redis', 'user-service']);
  expect(names({ owner: 'platform-team', kind: 'stateful-app' })).toEqual(['my-redis']);
  expect(names({ environments: ['test'] })).not.toContain('reporting-db');
  expect(names({ owner: 'nobody' })).toEqual([]);
});

test('of other environments nothing is shown', () => {
  const [first] = listApps(facts, { environments: ['dev'] });
  expect(first).toMatchObject({ environments: ['dev'], urls: ['http://my-redis.dev.goldenpathidp.io'] });
});

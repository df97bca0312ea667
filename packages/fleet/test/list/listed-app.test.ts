import { builtInRegistry } from '@goldenpath/parts';
import * as path from 'node:path';
import { resolveFleet } from '@goldenpath/model';
import { loadFleet } from '@goldenpath/spec';
import { appsToList } from '../../src/list/list-all';
import { type AppToList, listApps } from '../../src/list/listed-app';

const root = path.join(__dirname, '../../../..');
let fleet: AppToList[];

beforeAll(async () => {
  // Data only: what lists needs no compiler.
  const source = {
    appsFolder: path.join(root, 'apps'),
    platformFile: path.join(root, 'platform.yaml'),
    relativeTo: root,
    dataOnly: true,
  };
  const { fleet: loaded } = await loadFleet(source, builtInRegistry);
  if (loaded === undefined) throw new Error('the example fleet has no platform');
  const facts = resolveFleet(
    loaded.platform,
    loaded.apps.map(({ spec }) => spec),
    builtInRegistry,
  );
  fleet = appsToList({ facts, registry: builtInRegistry });
});

const names = (filter: Parameters<typeof listApps>[1]) => listApps(fleet, filter).map(({ name }) => name);

test('applications are listed with kind, owner, risk, environments and URLs', () => {
  expect(listApps(fleet).find(({ name }) => name === 'orders-api')).toEqual({
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

test('other environments are not shown', () => {
  const [first] = listApps(fleet, { environments: ['dev'] });
  expect(first).toMatchObject({ environments: ['dev'], urls: ['http://my-redis.dev.goldenpathidp.io'] });
});

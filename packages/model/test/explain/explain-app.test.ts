import { type Path, valueAt } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import * as path from 'node:path';
import { type LoadedFleet, loadFleet } from '@goldenpath/spec';
import { type AppFacts, type ExplainedFact, explainApp, resolveFleet } from '@goldenpath/model';
import { CORNERS, fleetOf } from './fleets';

const root = path.join(__dirname, '../../../..');

interface Explained {
  readonly facts: AppFacts;
  readonly explained: readonly ExplainedFact[];
}

function explainAll(fleet: LoadedFleet): ReadonlyMap<string, Explained> {
  const { apps } = resolveFleet(
    fleet.platform,
    fleet.apps.map(({ spec }) => spec),
    builtInRegistry,
  );
  return new Map(
    apps.map((facts) => {
      const app = fleet.apps.find(({ spec }) => spec.name === facts.name);
      if (app === undefined) throw new Error(`${facts.name} is not in the fleet`);
      return [facts.name, { facts, explained: explainApp(facts, app, fleet) }];
    }),
  );
}

/** Where every leaf of a value stands: scalars, empty lists and empty maps. */
function leavesOf(value: unknown, at: string): string[] {
  // No Services are no facts: there is nothing to tell of them.
  if (at === 'services' && Array.isArray(value) && value.length === 0) return [];
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [at];
  return Object.entries(value).flatMap(([step, child]) => leavesOf(child, at === '' ? step : `${at}.${step}`));
}

function unexplained({ facts, explained }: Explained): string[] {
  const { environments, general: _general, ...once } = facts;
  const told = new Set(explained.flatMap(({ where }) => where ?? []));
  const isTold = (leaf: string) =>
    leaf.split('.').some((_step, index, steps) => told.has(steps.slice(0, index + 1).join('.')));
  const inEach = environments.flatMap((each) =>
    leavesOf(each, '').filter(
      (leaf) => !isTold(`environments.*.${leaf}`) && !isTold(`environments.${each.environment}.${leaf}`),
    ),
  );
  return [...leavesOf(once, '').filter((leaf) => !isTold(leaf)), ...inEach];
}

let example: LoadedFleet;
let corners: LoadedFleet;

beforeAll(async () => {
  const source = {
    appsFolder: path.join(root, 'apps'),
    platformFile: path.join(root, 'platform.yaml'),
    relativeTo: root,
  };
  const { fleet } = await loadFleet(source, builtInRegistry);
  if (fleet === undefined) throw new Error('the example fleet has no platform');
  example = fleet;
  corners = await fleetOf(CORNERS);
});

/** What explains a stateless application with these fields, the only one of its fleet. */
async function explainedShop(fields: object): Promise<Explained['explained']> {
  const shop = { kind: 'stateless-app', owner: 'a-team', description: 'Sells things', ...fields };
  const { explained } = explainAll(await fleetOf({ ...CORNERS, apps: { shop } })).get('shop') as Explained;
  return explained;
}

test('a setting in two facts is the same in all environments for each of them', async () => {
  const explained = await explainedShop({ probes: { liveness: { path: '/healthz' } } });
  const facts = explained.filter(({ fact }) => fact === 'probes.liveness.path');
  expect(facts.map(({ environment, where }) => [environment, where])).toEqual([
    [undefined, 'environments.*.workload.probe.live'],
    [undefined, 'environments.*.workload.probes.liveness.path'],
  ]);
});

test('a volume is the reason for a StatefulSet, and else the kind decides', () => {
  const controllerOf = (name: string) =>
    explainAll(corners)
      .get(name)
      ?.explained.find(({ fact }) => fact === 'workload.controller');
  expect(controllerOf('keeper')).toMatchObject({ value: 'StatefulSet', source: { path: ['storage'] } });
  const others = fleetNames(corners).flatMap((name) => controllerOf(name) ?? []);
  expect(others.filter(({ value }) => value === 'Deployment').length).toBeGreaterThan(0);
  for (const { value, source } of others) expect(source.path).toEqual([value === 'StatefulSet' ? 'storage' : 'kind']);
});

function fleetNames({ apps }: LoadedFleet): string[] {
  return apps.map(({ spec }) => spec.name);
}

test('the account and region of each environment are explained where the platform has several accounts', async () => {
  const acme = path.join(root, 'examples', 'acme');
  const { fleet } = await loadFleet(
    { appsFolder: path.join(acme, 'apps'), platformFile: path.join(acme, 'platform.yaml'), relativeTo: acme },
    builtInRegistry,
  );
  if (fleet === undefined) throw new Error('examples/acme is not valid');
  const explained = explainAll(fleet).get('orders')?.explained ?? [];
  const places = explained.filter(({ fact }) => fact.startsWith('aws.'));
  expect(places.map(({ fact, environment, value, source }) => [fact, environment, value, source.path])).toEqual([
    ['aws.accountId', 'dev', '222222222222', ['environments', 0, 'aws', 'accountId']],
    ['aws.accountId', 'prod', '333333333333', ['environments', 1, 'aws', 'accountId']],
    ['aws.region', 'dev', 'eu-west-2', ['aws', 'region']],
    ['aws.region', 'prod', 'eu-central-1', ['environments', 1, 'aws', 'region']],
  ]);
  const single = explainAll(example).get('orders-api')?.explained ?? [];
  expect(single.filter(({ fact }) => fact.startsWith('aws.'))).toEqual([]);
});

test('the example fleet is explained leaf by leaf', () => {
  const apps = explainAll(example);
  expect([...apps.keys()]).toEqual([
    'my-redis',
    'nightly-report',
    'orders-api',
    'receipts',
    'reporting-db',
    'storefront',
    'user-service',
  ]);
  for (const [, app] of apps) expect(unexplained(app)).toEqual([]);
});

test('so are the corners that the example fleet has not: a gateway, local state, no issuer, a template for namespaces', () => {
  for (const [, app] of explainAll(corners)) expect(unexplained(app)).toEqual([]);
});

test('the walk notices a leaf that nothing explains', () => {
  const [, app] = [...explainAll(example)][0] ?? [];
  if (app === undefined) throw new Error('no application');
  const without = { ...app, explained: app.explained.filter(({ fact }) => fact !== 'port') };
  expect(unexplained(without)).toContain('workload.port');
});

test('a value copied from a file equals the value at that location', () => {
  const named = (fleet: LoadedFleet) =>
    [...explainAll(fleet)].flatMap(([name, { explained }]) => explained.map((fact) => ({ name, fact, fleet })));
  let copies = 0;
  for (const { name, fact, fleet } of [...named(example), ...named(corners)]) {
    const { from, path: at, because, file, line, column } = fact.source;
    if (from === 'default') continue;
    const app = fleet.apps.find(({ spec }) => spec.name === name);
    const document = from === 'platform' ? fleet.platformDocument : app?.document;
    expect(document?.locate(at as Path)).toMatchObject({ file, line, column });
    if (because !== undefined) continue;
    copies += 1;
    expect({ fact: fact.fact, value: valueAt(document?.value, at as Path) }).toEqual({
      fact: fact.fact,
      value: fact.value,
    });
  }
  expect(copies).toBeGreaterThan(100);
});

describe('user-service', () => {
  const one = (fact: string, environment?: string) => {
    const { explained } = explainAll(example).get('user-service') as Explained;
    return explained
      .filter((each) => each.fact === fact && each.environment === environment)
      .map(({ value, source }) => ({ value, source }));
  };

  test('has replicas from its spec, but from an override in prod', () => {
    expect(one('replicas', 'dev')).toMatchObject([
      { value: 2, source: { from: 'spec', file: 'apps/user-service/app.yaml', path: ['replicas'] } },
    ]);
    expect(one('replicas', 'prod')).toMatchObject([
      { value: 4, source: { from: 'override', path: ['overrides', 'prod', 'replicas'] } },
    ]);
  });

  test('has its host from the environment of the platform file, and says how it is made', () => {
    expect(one('route.host', 'test')).toMatchObject([
      {
        value: 'user-service.test.goldenpathidp.io',
        source: {
          from: 'platform',
          file: 'platform.yaml',
          path: ['environments', 1, 'host'],
          because: '`{app}.test.{domain}`',
        },
      },
    ]);
  });

  test('has a port by default, the same in all environments', () => {
    expect(one('port')).toEqual([{ value: 8080, source: { from: 'default', because: 'the default' } }]);
  });

  test('has settings that no generator copies', () => {
    expect(one('ingress')).toEqual([{ value: true, source: { from: 'default', because: 'the default' } }]);
  });

  test('has a DNS name in the cluster', () => {
    expect(one('services.user-service.dnsName')).toMatchObject([{ value: 'user-service.apps.svc.cluster.local' }]);
  });
});

test('backups come from the platform by risk, or from the override if there is one', () => {
  const { explained } = explainAll(example).get('reporting-db') as Explained;
  const retention = explained.filter(({ fact }) => fact === 'database.backupRetentionDays');
  expect(retention.map(({ environment, value, source }) => ({ environment, value, from: source.from }))).toEqual([
    { environment: 'dev', value: 14, from: 'default' },
    { environment: 'prod', value: 21, from: 'override' },
  ]);
});

test('a list is where it is written, in an override as well', async () => {
  const explained = await explainedShop({
    volumes: { emptyDirs: { cache: { mountPath: '/var/cache/shop' } } },
    overrides: { two: { volumes: { emptyDirs: { cache: { mountPath: '/var/cache/shop', sizeLimit: '64Mi' } } } } },
  });
  const sources = explained
    .filter(({ where }) => where?.includes('workload.emptyDirs'))
    .map(({ environment, source }) => `${environment ?? 'all'}: ${source.from}`);
  expect([...new Set(sources)].sort()).toEqual(['one: spec', 'two: override']);
});

test('settings of another shape in the facts have the value that is written', async () => {
  const explained = await explainedShop({
    volumes: { emptyDirs: { cache: { mountPath: '/var/cache/shop', sizeLimit: '64Mi' } } },
    sidecars: { proxy: { image: 'envoyproxy/envoy:v1.30.1' } },
  });
  expect(explained.filter(({ value }) => value === undefined)).toEqual([]);
  expect(explained.find(({ fact }) => fact === 'volumes.emptyDirs.cache')?.value).toEqual({
    mountPath: '/var/cache/shop',
    sizeLimit: '64Mi',
  });
});

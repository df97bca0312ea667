import { renderApp } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import type { WrittenAppSpec } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenPlatform } from '@goldenpath/spec';
import { builtInRegistry } from '@goldenpath/parts';
import { ROOT, synthesiseStacks } from '@goldenpath/testing/fleet';
import { arbitraryFleet, factsOf, type WrittenFleet } from '@goldenpath/testing/fleet-arbitrary';
import { affectedBy } from '../../src/affected/affected';

const platform = load(readFileSync(join(ROOT, 'platform.yaml'), 'utf8')) as WrittenPlatform;

function backend(name: string, more: object = {}): WrittenAppSpec {
  const database = { name: `${name.replaceAll('-', '_')}_db`, username: `${name.replaceAll('-', '_')}_user` };
  return { kind: 'backend-app-rds', name, description: 'An application', owner: 'app-team', database, ...more };
}

const FLEET: WrittenFleet = { platform, apps: [backend('orders'), backend('shop'), backend('web')] };

const factsWith = (change: Partial<WrittenFleet>) => factsOf({ ...FLEET, ...change });
const fleetOf = (facts: FleetFacts) => ({ facts, registry: builtInRegistry });
const affectedOf = (base: FleetFacts | undefined, head: FleetFacts, everything: boolean) =>
  affectedBy(base && fleetOf(base), fleetOf(head), everything);
const names = (base: FleetFacts, head: FleetFacts) => affectedOf(base, head, false).stacks.map(({ stack }) => stack);

test('a stack has its account and region where the platform has several accounts', () => {
  const aws = { accountId: '999999999999', region: 'eu-central-1', state: { bucket: 'states-of-prod' } };
  const environments = platform.environments.map((environment) =>
    environment.name === 'prod' ? { ...environment, aws } : environment,
  );
  const { stacks } = affectedOf(undefined, factsWith({ platform: { ...platform, environments } }), true);
  const [own, prod] = [stacks[0], stacks.find(({ environment }) => environment === 'prod')];
  expect(own).toMatchObject({ account: platform.aws.accountId, region: platform.aws.region });
  expect(prod).toMatchObject({ account: '999999999999', region: 'eu-central-1' });
  const single = affectedOf(undefined, factsOf(FLEET), true).stacks;
  expect(single.filter((stack) => 'account' in stack || 'region' in stack)).toEqual([]);
});

test('nothing is affected if nothing changed', () => {
  expect(affectedOf(factsOf(FLEET), factsOf(FLEET), false)).toEqual({
    stacks: [],
    removed: [],
    manifests: [],
    databases: [],
  });
});

test('an edited application affects its own stacks and manifests, and those of no other', () => {
  const head = factsWith({ apps: [backend('orders', { risk: 'high' }), backend('shop'), backend('web')] });
  const found = affectedOf(factsOf(FLEET), head, false);
  // By risk, the shared instances are watched more closely and keep backups for longer: no other stack changes.
  expect(found.stacks.filter(({ app }) => app === null)).toHaveLength(4);
  expect(found.stacks.filter(({ app }) => app !== null).map(({ stack }) => stack)).toEqual([
    'app-orders',
    'app-orders-dev',
    'app-orders-prod',
    'app-orders-staging',
    'app-orders-test',
  ]);
  expect(found.removed).toEqual([]);
});

test('a setting of one environment affects only that environment', () => {
  const override = { overrides: { prod: { replicas: 3, database: { instance: 'dedicated' } } } };
  const head = factsWith({ apps: [backend('orders', override), backend('shop'), backend('web')] });
  expect(affectedOf(factsOf(FLEET), head, false)).toEqual({
    stacks: [{ stack: 'app-orders-prod', app: 'orders', environment: 'prod', change: 'changed', wave: 1 }],
    removed: [],
    manifests: [{ app: 'orders', change: 'changed', environments: ['prod'] }],
    databases: [{ app: 'orders', database: 'orders_db', environment: 'prod', change: 'changed' }],
  });
});

test('a setting that only PostgreSQL has, such as a connection limit, names the database to provision', () => {
  const override = { overrides: { test: { database: { connectionLimit: 7 } } } };
  const head = factsWith({ apps: [backend('orders', override), backend('shop'), backend('web')] });
  expect(affectedOf(factsOf(FLEET), head, false).databases).toEqual([
    { app: 'orders', database: 'orders_db', environment: 'test', change: 'changed' },
  ]);
});

test('a new application names its databases as added, and a retired one is not provisioned', () => {
  const retire = { reason: 'Replaced by another database' };
  const shop = backend('shop', { database: { name: 'shop_db', username: 'shop_user', retire } });
  const head = factsWith({ apps: [backend('orders'), shop, backend('web'), backend('fresh')] });
  const { databases } = affectedOf(factsOf(FLEET), head, false);
  const added = databases.filter(({ change }) => change === 'added');
  expect(added.map(({ database, environment }) => [database, environment])).toEqual(
    platform.environments.map(({ name }) => ['fresh_db', name]),
  );
  expect(databases.map(({ app }) => app)).not.toContain('shop');
});

test('a change of the instance that they share names all databases on it', () => {
  const environments = platform.environments.map((environment) =>
    environment.name === 'prod' && environment.databases !== undefined
      ? { ...environment, databases: { ...environment.databases, multiAz: false } }
      : environment,
  );
  const head = factsWith({ platform: { ...platform, environments } });
  expect(affectedOf(factsOf(FLEET), head, false).databases.map(({ app, environment }) => [app, environment])).toEqual(
    ['orders', 'shop', 'web'].map((app) => [app, 'prod']),
  );
});

test('a change of a shared instance that its databases do not see affects only its own stack', () => {
  const environments = platform.environments.map((environment) =>
    environment.name === 'prod' && environment.databases !== undefined
      ? { ...environment, databases: { ...environment.databases, multiAz: false } }
      : environment,
  );
  const found = affectedOf(factsOf(FLEET), factsWith({ platform: { ...platform, environments } }), false);
  expect(found.stacks).toEqual([
    { stack: 'platform-prod', app: null, environment: 'prod', change: 'changed', wave: 1 },
  ]);
});

test('the address of a shared instance is in the secrets of its databases, which are deployed after it', () => {
  const found = affectedOf(factsOf(FLEET), factsWith({ platform: { ...platform, postgres: { port: 6000 } } }), false);
  const told = found.stacks.filter(({ environment }) => environment === 'prod');
  expect(told.map(({ stack, wave }) => `${wave} ${stack}`)).toEqual([
    '1 platform-prod',
    '2 app-orders-prod',
    '2 app-shop-prod',
    '2 app-web-prod',
  ]);
});

test('a region affects everything in the cloud, the platform first', () => {
  const head = factsWith({ platform: { ...platform, aws: { ...platform.aws, region: 'eu-west-1' } } });
  const { stacks } = affectedOf(factsOf(FLEET), head, false);
  expect(stacks).toHaveLength(4 + 3 * 5);
  for (const { environment, app } of stacks.filter((each) => each.app !== null && each.environment !== null)) {
    const order = stacks.map(({ stack }) => stack);
    expect(order.indexOf(`platform-${environment}`)).toBeLessThan(order.indexOf(`app-${app}-${environment}`));
  }
});

test('a removed application is destroyed in reverse order, and published as removed', () => {
  const found = affectedOf(factsOf(FLEET), factsWith({ apps: [backend('orders'), backend('web')] }), false);
  expect(found.stacks).toEqual([]);
  expect(found.removed.map(({ stack }) => stack)).toEqual([
    'app-shop',
    'app-shop-dev',
    'app-shop-prod',
    'app-shop-staging',
    'app-shop-test',
  ]);
  expect(found.manifests).toEqual([
    { app: 'shop', change: 'removed', environments: ['dev', 'test', 'staging', 'prod'] },
  ]);
});

test("a removed environment destroys its stacks, those of applications before the platform's", () => {
  const environments = platform.environments.filter(({ name }) => name !== 'test');
  const { removed } = affectedOf(factsOf(FLEET), factsWith({ platform: { ...platform, environments } }), false);
  expect(removed.map(({ stack }) => stack)).toEqual([
    'app-orders-test',
    'app-shop-test',
    'app-web-test',
    'platform-test',
  ]);
});

test('a new application is added', () => {
  const head = factsWith({ apps: [...FLEET.apps, backend('zoo', { environments: ['dev'] })] });
  const found = affectedOf(factsOf(FLEET), head, false);
  expect(found.stacks.map(({ stack, change }) => `${change} ${stack}`)).toEqual(['added app-zoo', 'added app-zoo-dev']);
  expect(found.manifests).toEqual([{ app: 'zoo', change: 'added', environments: ['dev'] }]);
});

test('different generators and a missing base affect everything', () => {
  const facts = factsOf(FLEET);
  const changed = affectedOf(facts, facts, true);
  expect(changed.stacks).toHaveLength(4 + 3 * 5);
  expect(changed.stacks.every(({ change }) => change === 'changed')).toBe(true);
  expect(changed.manifests.map(({ app }) => app)).toEqual(['orders', 'shop', 'web']);
  const added = affectedOf(undefined, facts, true);
  expect(added.stacks.every(({ change }) => change === 'added')).toBe(true);
  expect(added.removed).toEqual([]);
});

test('a note to reviewers affects nothing', () => {
  const accept = [{ rule: 'large-instance', reason: 'It is needed for the sale' }];
  const head = factsWith({ apps: [backend('orders', { accept }), backend('shop'), backend('web')] });
  expect(names(factsOf(FLEET), head)).toEqual([]);
});

describe('compared with the output of the generators', () => {
  /** Small edits of any fleet, of which some change much and some nothing. */
  const EDIT = fc.constantFrom<(fleet: WrittenFleet) => WrittenFleet>(
    (fleet) => fleet,
    ({ apps, ...rest }) => ({ ...rest, apps: apps.map((app) => ({ ...app, risk: 'high' })) }),
    ({ apps, ...rest }) => ({ ...rest, apps: apps.map((app, index) => (index === 0 ? { ...app, risk: 'low' } : app)) }),
    ({ apps, ...rest }) => ({ ...rest, apps: apps.map((app) => ({ ...app, description: 'Another description' })) }),
    ({ apps, ...rest }) => ({
      ...rest,
      apps: apps.filter((app) => apps.every((each) => !uses(each).includes(app.name))),
    }),
    ({ platform: before, apps }) => ({
      apps,
      platform: { ...before, organisation: `${before.organisation.slice(0, 20)}2` },
    }),
    ({ platform: before, apps }) => ({ apps, platform: { ...before, domain: 'another.example' } }),
    ({ platform: before, apps }) => ({ apps, platform: { ...before, aws: { ...before.aws, region: 'us-east-1' } } }),
    ({ platform: before, apps }) => ({ apps, platform: { ...before, kubernetes: { namespace: 'elsewhere' } } }),
    ({ platform: before, apps }) => ({ apps, platform: { ...before, postgres: { version: '15', port: 6000 } } }),
    ({ platform: before, apps }) => ({
      apps,
      platform: {
        ...before,
        environments: before.environments.map(({ databases, ...environment }) => ({
          ...environment,
          ...(databases !== undefined && {
            databases: { ...databases, multiAz: true, network: { ...databases.network, vpcId: 'vpc-00000000' } },
          }),
        })),
      },
    }),
    ({ platform: before, apps }) => ({
      apps,
      platform: { ...before, state: { type: 's3', bucket: 'another-bucket' } },
    }),
  );
  const uses = (app: WrittenAppSpec): readonly string[] => ('uses' in app && app.uses) || [];

  test('every stack and every object that differs is reported as affected', () => {
    let differing = 0;
    fc.assert(
      fc.property(arbitraryFleet({ maxApps: 3 }), EDIT, (fleet, edit) => {
        const [base, head] = [factsOf(fleet), factsOf(edit(fleet))];
        const found = affectedOf(base, head, false);
        const told = [...found.stacks, ...found.removed].map(({ stack }) => stack);
        const stacks = differ(stackTexts(base), stackTexts(head));
        differing += stacks.length;
        expect(stacks.filter((name) => !told.includes(name))).toEqual([]);
        const published = found.manifests.flatMap(({ app, environments }) =>
          environments.map((env) => `${app} ${env}`),
        );
        const objects = differ(objectTexts(base), objectTexts(head));
        expect(objects.filter((name) => !published.includes(name))).toEqual([]);
      }),
      { numRuns: 60, seed: 1 },
    );
    expect(differing).toBeGreaterThan(50);
  });

  function stackTexts(facts: FleetFacts): Map<string, string> {
    return new Map(synthesiseStacks(facts).map(({ path, content }) => [path.split('/')[1] ?? '', content]));
  }

  function objectTexts({ apps }: FleetFacts): Map<string, string> {
    return new Map(
      apps.flatMap((app) =>
        app.environments
          .filter(({ workload }) => workload !== undefined)
          .map(
            (facts) =>
              [
                `${app.name} ${facts.environment}`,
                JSON.stringify(renderApp(app.name, facts, builtInRegistry)),
              ] as const,
          ),
      ),
    );
  }

  function differ(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
    return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));
  }
});

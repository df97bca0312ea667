import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  type Entity,
  EntityPolicies,
  FieldFormatEntityPolicy,
  groupEntityV1alpha1Validator,
  type KindValidator,
  locationEntityV1alpha1Validator,
  NoForeignRootFieldsEntityPolicy,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { catalogFiles, catalogInfo } from '@goldenpath/catalog';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { load, loadAll } from 'js-yaml';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { openWritten } from '@goldenpath/testing/written-fleet';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

const VALIDATORS: Readonly<Record<string, KindValidator>> = {
  Component: componentEntityV1alpha1Validator,
  API: apiEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
};
const POLICY = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
]);

/** Every entity of a fleet's catalog, as Backstage's own catalog model takes it. */
async function catalogOf(
  facts: FleetFacts,
): Promise<{ readonly entities: Entity[]; readonly paths: string[]; text: (path: string) => string }> {
  const files = catalogFiles(facts, builtInRegistry, { teams: ['idle-team'] });
  const entities = files
    .filter(({ path }) => path !== 'rds-catalog.yaml')
    .flatMap(({ content }) => loadAll(content) as Entity[]);
  for (const entity of entities) {
    await POLICY.enforce(entity);
    expect(await VALIDATORS[entity.kind]?.check(entity)).toBe(true);
  }
  return {
    entities,
    paths: files.map(({ path }) => path),
    text: (path) => files.find((file) => file.path === path)?.content ?? '',
  };
}

const names = (entities: readonly Entity[], kind: string) =>
  entities.filter((entity) => entity.kind === kind).map(({ metadata }) => metadata.name);

test('the example fleet has a valid entity for everything', async () => {
  const { entities } = await catalogOf((await openFleet(ROOT)).facts);
  expect(names(entities, 'Component')).toEqual([
    'my-redis',
    'nightly-report',
    'orders-api',
    'receipts',
    'storefront',
    'user-service',
  ]);
  expect(names(entities, 'API')).toEqual(['orders-api', 'storefront', 'user-service']);
  expect(names(entities, 'Resource')).toEqual([
    ...['dev', 'prod', 'staging', 'test'].map((environment) => `rds-${environment}-orders_db`),
    ...['dev', 'prod'].map((environment) => `rds-${environment}-reporting`),
  ]);
  expect(names(entities, 'System')).toEqual(['goldenpath-idp']);
  expect(names(entities, 'Group')).toEqual([
    'goldenpath-idp',
    'app-team',
    'data-team',
    'idle-team',
    'platform-team',
    'security-team',
  ]);
});

test('`uses` and databases are relations of the component', async () => {
  const { entities } = await catalogOf((await openFleet(ROOT)).facts);
  const spec = (name: string) =>
    entities.find(({ kind, metadata }) => kind === 'Component' && metadata.name === name)?.spec;
  expect(spec('storefront')).toMatchObject({
    dependsOn: ['component:orders-api', 'component:user-service'],
    consumesApis: ['orders-api', 'user-service'],
  });
  expect(spec('user-service')).toMatchObject({ dependsOn: ['component:my-redis'], providesApis: ['user-service'] });
  expect(spec('user-service')).not.toHaveProperty('consumesApis');
  expect(spec('orders-api')).toMatchObject({
    owner: 'group:app-team',
    system: 'goldenpath-idp',
    dependsOn: expect.arrayContaining(['resource:rds-prod-orders_db', 'component:user-service']),
  });
});

test('every reference leads to an entity', async () => {
  const { entities } = await catalogOf((await openFleet(ROOT)).facts);
  const known = new Set(entities.map((entity) => stringifyEntityRef(entity)));
  const KINDS = {
    owner: 'group',
    system: 'system',
    parent: 'group',
    children: 'group',
    dependsOn: 'component',
    providesApis: 'api',
    consumesApis: 'api',
  };
  const references = entities.flatMap(({ spec }) =>
    Object.entries(KINDS).flatMap(([field, defaultKind]) =>
      [spec?.[field] ?? []]
        .flat()
        .map((ref) => stringifyEntityRef(parseEntityRef(String(ref), { defaultKind, defaultNamespace: 'default' }))),
    ),
  );
  expect(references.length).toBeGreaterThan(20);
  expect(references.filter((reference) => !known.has(reference))).toEqual([]);
});

test('`all.yaml` leads to every file, and `shared.yaml` to those that no repository has', async () => {
  const { paths, text } = await catalogOf((await openFleet(ROOT)).facts);
  const targets = (path: string) => (load(text(path)) as { spec: { targets: string[] } }).spec.targets;
  const others = paths.filter((path) => path.includes('/') || path === 'organisation.yaml');
  expect(targets('all.yaml').sort()).toEqual(others.map((path) => `./${path}`).sort());
  expect(targets('shared.yaml')).toEqual([
    './organisation.yaml',
    './resources/orders-api.yaml',
    './resources/reporting-db.yaml',
  ]);
});

test('`rds-catalog.yaml` lists every database with its owner, risk, size and secret', async () => {
  const { text } = await catalogOf((await openFleet(ROOT)).facts);
  const { resources } = load(text('rds-catalog.yaml')) as { resources: unknown[] };
  expect(resources).toHaveLength(6);
  expect(resources).toContainEqual({
    name: 'rds-prod-orders_db',
    environment: 'prod',
    application: 'orders-api',
    owner: 'app-team',
    risk: 'high',
    domain: 'app-team',
    status: 'active',
    database: 'orders_db',
    size: 'large',
    instance: 'dedicated',
    secret: 'goldenpath/prod/orders_db/postgres',
  });
});

test('the longest names and any description are valid', async () => {
  const hostile = Object.values(HOSTILE_LINES).map((description, index) => ({
    kind: 'stateless-app',
    name: `app-${index}`,
    description,
    owner: 'app-team',
  }));
  const longest = {
    kind: 'backend-app-rds',
    name: 'x'.repeat(50),
    description: 'y'.repeat(350),
    owner: 'app-team',
    database: { name: 'z'.repeat(63), username: 'user_1' },
  };
  const { entities } = await catalogOf((await openWritten([...hostile, longest])).facts);
  expect(new Set(names(entities, 'Resource')).size).toBe(4);
});

test('the catalog entry of a repository holds its component and its API, as the catalog does', async () => {
  const { facts } = await openFleet(ROOT);
  const app = facts.apps.find(({ name }) => name === 'user-service');
  if (app === undefined) throw new Error('There is no user-service.');
  const { text } = await catalogOf(facts);
  expect(catalogInfo(app, facts.platform.organisation, builtInRegistry)).toEqual({
    path: 'catalog-info.yaml',
    content: text('components/user-service.yaml'),
    ownership: 'managed',
  });
});

test('a database on its own has no catalog entry in a repository', async () => {
  const { facts } = await openFleet(ROOT);
  const app = facts.apps.find(({ name }) => name === 'reporting-db');
  expect(app && catalogInfo(app, facts.platform.organisation, builtInRegistry)).toBeUndefined();
});

import { builtInRegistry } from '@goldenpath/parts';
import {
  type LoadedFleet,
  resolveApp,
  resolvePlatform,
  type WrittenAppSpec,
  type WrittenPlatform,
} from '@goldenpath/spec';
import { nameConflicts, resolveFleet } from '@goldenpath/model';
import { CACHE, DEV, ORDERS, PLATFORM, PROD, REPORTS, SHOP } from './support/fleet';

/** A document whose places are told apart by their file and path. */
function documentOf(file: string) {
  const locate = (path: readonly (string | number)[]) => ({
    file,
    line: 1,
    column: 1,
    text: path.join('.'),
    length: 1,
  });
  return { file, value: {}, locate };
}

function claimsOf(apps: readonly WrittenAppSpec[], written: WrittenPlatform = PLATFORM) {
  const platform = resolvePlatform(written);
  const loaded = apps.map((app) => {
    const document = documentOf(`${app.name}.yaml`);
    return {
      folder: app.name,
      document,
      trust: 'data' as const,
      written: app,
      spec: resolveApp(app, platform, builtInRegistry),
    };
  });
  const fleet: LoadedFleet = {
    platform,
    platformDocument: documentOf('platform.yaml'),
    apps: loaded,
    malformed: [],
    registry: builtInRegistry,
  };
  const facts = resolveFleet(
    platform,
    loaded.map(({ spec }) => spec),
    builtInRegistry,
  );
  return nameConflicts(facts, fleet).map(({ rule, location, related }) => [
    rule,
    `${location?.file} ${location?.text}`,
    `${related?.location.file} ${related?.location.text}`,
  ]);
}

const named = (app: WrittenAppSpec, name: string, database = name.replaceAll('-', '_')): WrittenAppSpec =>
  ({
    ...app,
    name,
    ...('database' in app && { database: { ...app.database, name: `${database}_db`, username: `${database}_user` } }),
  }) as WrittenAppSpec;

const inDatabase = (app: WrittenAppSpec, fields: object) =>
  ({ ...app, database: { ...('database' in app && app.database), ...fields } }) as WrittenAppSpec;

describe('claims', () => {
  it('do not conflict in a good fleet', () => expect(claimsOf([SHOP, CACHE, ORDERS, REPORTS])).toEqual([]));

  it('conflict over a database, once for all environments, and show both places', () => {
    const twin = inDatabase(REPORTS, { name: 'orders_db' });
    expect(claimsOf([ORDERS, twin])).toEqual([
      ['database-taken', 'reports.yaml database.name', 'orders.yaml database.name'],
    ]);
  });

  it('conflict over a role on a shared instance, but not on a dedicated one', () => {
    const twin = inDatabase(REPORTS, { username: 'orders_app' });
    expect(claimsOf([ORDERS, twin])).toEqual([
      ['role-taken', 'reports.yaml database.username', 'orders.yaml database.username'],
    ]);
    expect(claimsOf([ORDERS, inDatabase(twin, { instance: 'dedicated' })])).toEqual([]);
  });

  it('conflict over a database only in environments of both', () => {
    const twin = { ...inDatabase(REPORTS, { name: 'orders_db' }), environments: ['prod'] } as WrittenAppSpec;
    expect(claimsOf([{ ...ORDERS, environments: ['dev'] } as WrittenAppSpec, twin])).toEqual([]);
  });

  it('conflict over a host', () => {
    const platform = { ...PLATFORM, environments: [{ ...DEV, host: '{app}-dev.{domain}' }, PROD] };
    expect(claimsOf([SHOP, named(SHOP, 'shop-dev')], platform)).toEqual([
      ['host-taken', 'shop-dev.yaml name', 'shop.yaml name'],
    ]);
  });

  it('conflict over a stack', () => {
    expect(claimsOf([ORDERS, named(SHOP, 'orders-dev')])).toEqual([
      ['stack-taken', 'orders-dev.yaml name', 'orders.yaml name'],
    ]);
  });

  it('conflict over an Application of Argo CD, whose name joins those of the application and the environment', () => {
    const platform = { ...PLATFORM, environments: [DEV, { ...DEV, name: 'a-dev', host: '{app}.a.{domain}' }] };
    expect(claimsOf([named(SHOP, 'shop'), named(SHOP, 'shop-a')], platform)).toEqual([
      ['argo-application-taken', 'shop-a.yaml name', 'shop.yaml name'],
    ]);
    expect(claimsOf([named(SHOP, 'shop'), named(SHOP, 'shop-b')], platform)).toEqual([]);
    const apart = [
      { ...named(SHOP, 'shop'), environments: ['dev'] },
      { ...named(SHOP, 'shop-a'), environments: ['dev'] },
    ] as WrittenAppSpec[];
    expect(claimsOf(apart, platform)).toEqual([]);
  });

  it('conflict over an Application of Argo CD with the platform', () => {
    expect(claimsOf([named(SHOP, 'platform')])).toEqual([
      ['argo-application-taken', 'platform.yaml name', 'platform.yaml environments.0.name'],
    ]);
    const platform = { ...PLATFORM, environments: [{ ...DEV, name: 'app' }] };
    expect(claimsOf([named(SHOP, 'root')], platform)).toEqual([
      ['argo-application-taken', 'root.yaml name', 'platform.yaml environments'],
    ]);
  });

  it('conflict over a Service', () => {
    expect(claimsOf([CACHE, named(SHOP, 'my-redis-lb')])).toEqual([
      ['service-taken', 'my-redis-lb.yaml name', 'my-redis.yaml name'],
    ]);
    const apart: WrittenPlatform = { ...PLATFORM, kubernetes: { namespace: '{team}' } };
    expect(claimsOf([CACHE, { ...named(SHOP, 'my-redis-lb'), owner: 'data-team' }], apart)).toEqual([]);
  });

  it('conflict over pods', () => {
    const worker = { ...named(SHOP, 'shop-worker'), ports: [] } as WrittenAppSpec;
    const shop = { ...named(SHOP, 'shop'), processes: { worker: { command: ['work'] } } } as WrittenAppSpec;
    expect(claimsOf([shop, worker])).toEqual([['pods-taken', 'shop-worker.yaml name', 'shop.yaml processes.worker']]);
  });

  it('conflict over an instance, also with the platform', () => {
    const own = (name: string) => inDatabase(named(REPORTS, name), { instance: 'dedicated' });
    expect(claimsOf([own('acme')])).toEqual([['instance-taken', 'acme.yaml name', 'platform.yaml organisation']]);
  });

  it('are reported in the same words for any order of the applications', () => {
    const apps = [ORDERS, inDatabase(REPORTS, { name: 'orders_db' }), CACHE, named(SHOP, 'my-redis-lb')];
    expect(claimsOf([...apps].reverse())).toEqual(claimsOf(apps));
  });
});

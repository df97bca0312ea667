import { MOST_DIGITS, ofPullRequest, PREVIEW_NUMBER } from '@goldenpath/model';
import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import { DEV, factsOf, ORDERS, PLATFORM, SHOP } from './support/fleet';

const PREVIEWS: WrittenPlatform = { ...PLATFORM, previews: { from: 'dev' } };
const BACKEND: WrittenAppSpec = { ...ORDERS, preview: true, uses: ['shop'], replicas: 2 } as WrittenAppSpec;

const WHO = { description: 'It works', owner: 'app-team' };

interface Names {
  readonly database: { readonly name: string; readonly username: string };
  readonly route: { readonly host: string };
}

function namesOf(...given: Parameters<typeof previewOf>): Names {
  return (previewOf(...given) ?? { facts: {} }).facts as unknown as Names;
}

function previewOf(app: WrittenAppSpec, platform: WrittenPlatform = PREVIEWS, number = 123) {
  const facts = factsOf([app, SHOP], platform).apps.find(({ name }) => name === app.name)?.pullRequests;
  return facts && ofPullRequest(facts, number);
}

test('an application that does not ask for previews has none', () => {
  expect(factsOf([SHOP], PREVIEWS).apps[0]?.pullRequests).toBeUndefined();
  expect(factsOf([SHOP], PREVIEWS).platform.previews?.apps).toEqual([]);
});

test('a preview has a namespace, a host, a database, a role and a secret of its own', () => {
  const preview = previewOf(BACKEND);
  expect(preview?.name).toBe('preview-orders-pr-123');
  expect(preview?.facts).toMatchObject({
    environment: 'dev',
    namespace: 'preview-orders-pr-123',
    route: { host: 'orders-pr-123.dev.example.org' },
    database: {
      name: 'orders_db_pr_123',
      username: 'orders_app_pr_123',
      instance: { mode: 'shared', identifier: 'acme-dev' },
      secret: { path: 'goldenpath/dev/orders_db_pr_123/postgres' },
    },
    credentials: { remotePath: 'goldenpath/dev/orders_db_pr_123/postgres' },
    workload: { replicas: 1 },
  });
  expect(preview?.facts.stack).toBeUndefined();
});

test('applications that it uses come from the environment that it is made from', () => {
  const preview = previewOf(BACKEND);
  expect(preview?.calls.map(({ to }) => to)).toEqual([{ app: 'shop', namespace: 'apps', selector: { app: 'shop' } }]);
  expect(JSON.stringify(preview?.facts)).toContain('shop.apps.svc.cluster.local');
});

test('a dedicated database is on the shared instance in a preview, without its snapshot', () => {
  const app = { ...BACKEND, database: { ...ORDERS.database, instance: 'dedicated' } } as WrittenAppSpec;
  expect(previewOf(app)?.facts).toMatchObject({ database: { instance: { mode: 'shared' } } });
});

test('a database that is retired is not in a preview', () => {
  const retire = { reason: 'No longer used' };
  const preview = previewOf({ ...BACKEND, database: { ...ORDERS.database, retire } } as WrittenAppSpec);
  expect(Object.keys(preview?.facts ?? {})).not.toContain('database');
  expect(Object.keys(preview?.facts ?? {})).not.toContain('credentials');
});

test('an autoscaler is not in a preview', () => {
  const preview = previewOf({ ...SHOP, name: 'web', preview: true, autoscaling: { maxReplicas: 9 } } as WrittenAppSpec);
  expect(preview?.facts).toMatchObject({ workload: { replicas: 1 } });
  expect(Object.keys(preview?.facts ?? {})).not.toContain('autoscaling');
});

test('a job is suspended in a preview', () => {
  const job: WrittenAppSpec = { ...WHO, kind: 'scheduled-job', name: 'nightly', schedule: '0 2 * * *', preview: true };
  expect(previewOf(job)?.facts).toMatchObject({ cronJob: { schedule: '0 2 * * *', suspend: true } });
  const [here] = factsOf([job], PREVIEWS).apps[0]?.environments ?? [];
  expect(here).toMatchObject({ cronJob: { suspend: false } });
});

test('a worker that listens on nothing has a preview without an address', () => {
  const preview = previewOf({ ...SHOP, name: 'worker', preview: true, ports: [] } as WrittenAppSpec);
  expect(Object.keys(preview?.facts ?? {})).not.toContain('route');
  expect(preview?.facts).toMatchObject({ namespace: 'preview-worker-pr-123', workload: { replicas: 1 } });
});

test('secrets of the application and resources in AWS are those of the environment', () => {
  const preview = previewOf({
    ...SHOP,
    name: 'archive',
    preview: true,
    secrets: { SESSION_KEY: {} },
    buckets: { documents: {} },
    queues: { work: {} },
    topics: { stored: {} },
    tables: { index: { partitionKey: { name: 'id' } } },
  } as WrittenAppSpec);
  expect(preview?.facts).toMatchObject({
    secrets: { variables: { entries: [{ path: 'goldenpath/dev/archive/secrets/session_key' }] } },
    buckets: { documents: { resourceName: expect.stringContaining('archive-dev-documents') } },
    queues: { work: { resourceName: 'archive-dev-work' } },
    topics: { stored: { resourceName: 'archive-dev-stored' } },
    tables: { index: { resourceName: 'archive-dev-index' } },
  });
});

test('a migration runs against the database of the preview', () => {
  const preview = previewOf({ ...BACKEND, migration: { command: ['migrate'] } } as WrittenAppSpec);
  expect(preview?.facts).toMatchObject({
    migration: { pods: { command: ['migrate'] } },
    credentials: { secretName: 'orders-db-creds', remotePath: 'goldenpath/dev/orders_db_pr_123/postgres' },
  });
});

describe('names that are too long', () => {
  const LONGEST = `a${'b'.repeat(48)}c`;
  const DATABASE = `d${'e'.repeat(61)}f`;
  const app = {
    ...BACKEND,
    name: LONGEST,
    database: { name: DATABASE, username: 'u'.repeat(31) },
  } as WrittenAppSpec;
  const most = Number('9'.repeat(MOST_DIGITS));

  test('are cut, and have a hash', () => {
    const preview = previewOf(app, PREVIEWS, most);
    expect(preview?.name).toMatch(/^preview-ab{29,}-[0-9a-f]{8}-pr-9999999999$/);
    const { database, route } = namesOf(app, PREVIEWS, most);
    expect(database.name).toMatch(/^de+_[0-9a-f]{8}_pr_9999999999$/);
    expect(Math.max(preview?.name.length ?? 0, database.name.length, route.host.indexOf('.'))).toBeLessThanOrEqual(63);
    expect(database.username.length).toBeLessThanOrEqual(50);
  });

  test('differ where only their ends do', () => {
    const other = { ...app, name: `${LONGEST.slice(0, -1)}d`, database: { ...ORDERS.database } } as WrittenAppSpec;
    expect(previewOf(other)?.name).not.toBe(previewOf(app)?.name);
  });

  test('leave room for the rest of the label in the host pattern', () => {
    const platform = {
      ...PREVIEWS,
      environments: [{ ...DEV, host: 'x-{app}-y.{domain}' }, ...PLATFORM.environments.slice(1)],
    };
    const { route } = namesOf(app, platform, most);
    expect(route.host.split('.')[0]?.length).toBeLessThanOrEqual(63);
    expect(route.host).toMatch(/^x-a.*-pr-9999999999-y\.example\.org$/);
  });
});

test('the number is in no fact before the pull request is known', () => {
  const facts = factsOf([BACKEND, SHOP], PREVIEWS).apps.find(({ name }) => name === 'orders')?.pullRequests;
  expect(facts?.name).toBe(`preview-orders-pr-${PREVIEW_NUMBER}`);
  expect(JSON.stringify(ofPullRequest(facts, 7))).not.toContain('u0000');
});

test('the platform knows the repositories of applications with previews', () => {
  expect(factsOf([BACKEND, SHOP], PREVIEWS).platform.previews).toMatchObject({
    from: 'dev',
    maxConcurrent: 10,
    maxPerTeam: 10,
    maxAgeDays: 7,
    label: 'preview',
    apps: [{ app: 'orders', organisation: 'acme', repository: 'orders' }],
  });
});

test('a preview has the routes of its own host only: other hosts and listeners belong to the environment', () => {
  const app = {
    ...SHOP,
    preview: true,
    ports: [
      { name: 'http', port: 8080 },
      { name: 'admin', port: 9090 },
    ],
    route: { hosts: ['{host}', 'www.{host}'] },
    routes: {
      admin: { hosts: ['{host}', 'admin.{host}'], paths: ['/admin'], port: 'admin' },
      inside: { port: 'admin' },
    },
  } as WrittenAppSpec;
  const { route } = namesOf(app) as unknown as { route: { furtherHosts?: unknown; routes: Record<string, unknown> } };
  expect(route).toMatchObject({ host: 'shop-pr-123.dev.example.org' });
  expect(route.furtherHosts).toBeUndefined();
  expect(Object.keys(route.routes)).toEqual(['admin']);
  expect(route.routes['admin']).toMatchObject({ host: 'shop-pr-123.dev.example.org', paths: ['/admin'] });
});

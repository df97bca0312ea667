import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, startEmbeddedServer } from '@goldenpath/database';
import { type Fleet, openFleet, type PreviewUpOptions } from '@goldenpath/fleet';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { bareRepository, commitAs, filesIn, PLAIN_ENV } from '@goldenpath/testing/git';
import { kustomizeFolder } from '@goldenpath/testing/kustomize';

const NETWORK = '{ vpcId: vpc-0d0e0f10, subnetIds: [subnet-0d0e0f10, subnet-0d0e0f11], clientCidrs: [10.0.0.0/16] }';

const PLATFORM = `organisation: example
domain: example.test
aws: { accountId: "123456789012", region: eu-west-2 }
teams: [app-team, data-team]
previews: { from: dev, maxConcurrent: 2, maxAgeDays: 3 }
environments:
  - name: dev
    logLevel: debug
    host: "{app}.dev.{domain}"
    mutableTags: true
    clusterIssuer: letsencrypt-staging
    databases: { network: ${NETWORK}, sizes: [small] }
  - name: prod
    logLevel: warn
    host: "{app}.{domain}"
delivery: { workflow: example/platform/.github/workflows/_build-and-release.yml@main }
`;

const ORDERS = `kind: backend-app-rds
name: orders
description: Takes orders
owner: app-team
environments: [dev]
preview: true
uses: [web]
database: { name: orders_db, username: orders_app }
`;

const WEB = `kind: stateless-app
name: web
description: Shows orders
owner: data-team
preview: true
`;

const COMMIT = '1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b';
const RECORD = '.goldenpath/previews/orders-pr-12.json';

let folder: string;
let repo: string;
let fleet: Fleet;

beforeEach(() => {
  folder = testFolder({ 'platform.yaml': PLATFORM, 'apps/orders/app.yaml': ORDERS, 'apps/web/app.yaml': WEB });
  // The server runs as another user where the test runs as root.
  chmodSync(folder, 0o711);
  repo = bareRepository({ 'README.md': 'The GitOps repository\n' });
  fleet = openFleet({ cwd: folder, env: { ...process.env, ...PLAIN_ENV } });
});

const common = () => ({ local: true, repo, branch: 'main' });

function up(app = 'orders', number = 12, more: Partial<PreviewUpOptions> = {}) {
  return fleet.previews.up(app, { ...common(), number, commit: COMMIT, ...more });
}

const down = (number = 12) => fleet.previews.down('orders', { ...common(), number });

/** The files of previews in the repository. */
function files(): string[] {
  return Object.keys(filesIn(repo)).filter((path) => /^(previews|\.goldenpath)\//.test(path));
}

function record(): Record<string, unknown> {
  return JSON.parse(filesIn(repo)[RECORD] ?? '{}') as Record<string, unknown>;
}

/** Commits a record as another run does. */
function commitRecord(changes: Record<string, unknown>): void {
  commitAs(repo, 'Other', { [RECORD]: JSON.stringify({ ...record(), ...changes }) });
}

const embedded = () => join(folder, 'dist', 'embedded-postgres');

/** The databases and roles of previews that the server has, and the secrets that the store has. */
async function left(): Promise<string[]> {
  const server = await startEmbeddedServer({ folder: join(embedded(), 'example-dev'), stopLeftover: true });
  const { user, password } = server.master;
  const client = await connect(server.master.server, { user, password, database: 'postgres' });
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT datname AS name FROM pg_database WHERE datname LIKE '%\\_pr\\_%'
        UNION SELECT rolname FROM pg_roles WHERE rolname LIKE '%\\_pr\\_%' ORDER BY 1`,
    );
    const secrets = existsSync(join(embedded(), 'secrets')) ? readdirSync(join(embedded(), 'secrets')) : [];
    return [...new Set(rows.map(({ name }) => name)), ...secrets.map((name) => decodeURIComponent(name))];
  } finally {
    await client.end();
    await server.stop();
  }
}

const DATABASE = [
  'orders_app_pr_12',
  'orders_app_pr_12-editor',
  'orders_app_pr_12-reader',
  'orders_db_pr_12',
  'goldenpath/dev/orders_db_pr_12/postgres.json',
];

test('a pull request that is opened, pushed to and closed gets an environment, and leaves nothing behind', async () => {
  const opened = await up();
  expect(opened).toMatchObject({ status: 'ready', url: 'https://orders-pr-12.dev.example.test' });
  expect(opened.steps.join('\n')).toContain('create database "orders_db_pr_12"');
  expect(await left()).toEqual(DATABASE);

  const all = filesIn(repo);
  const root = testFolder();
  writeFiles(root, all);
  const objects = kustomizeFolder(join(root, 'previews/orders/12'));
  expect(new Set(objects.flatMap(({ metadata, kind }) => (kind === 'Namespace' ? [] : [metadata.namespace])))).toEqual(
    new Set(['preview-orders-pr-12']),
  );
  const shown = JSON.stringify(objects);
  expect(shown).toContain('orders:dev-1a2b3c4"');
  expect(shown).toContain('goldenpath/dev/orders_db_pr_12/postgres');
  expect(shown).toContain('orders-pr-12.dev.example.test');
  expect(shown).toContain('web.apps.svc.cluster.local');
  expect(JSON.stringify(all)).not.toMatch(/\\u000[01]|password"/);

  expect((await up()).status).toBe('unchanged');
  const before = record()['createdAt'];
  const pushed = await up('orders', 12, { commit: 'ffffffffffffffffffffffffffffffffffffffff' });
  expect(pushed).toMatchObject({ status: 'ready', steps: [] });
  expect(filesIn(repo)['previews/orders/12/application.yaml']).toContain('orders:dev-fffffff');
  expect(record()).toMatchObject({ state: 'ready', createdAt: before });
  expect(await fleet.previews.list(common())).toMatchObject([{ app: 'orders', number: 12, state: 'ready' }]);

  const closed = await down();
  expect(closed.status).toBe('removed');
  expect(closed.steps).toEqual([
    'remove namespace preview-orders-pr-12',
    'drop database "orders_db_pr_12"',
    'drop role "orders_app_pr_12-editor"',
    'drop role "orders_app_pr_12-reader"',
    'drop role "orders_app_pr_12"',
    'remove secret goldenpath/dev/orders_db_pr_12/postgres',
  ]);
  expect(files()).toEqual([]);
  expect(await left()).toEqual([]);
  expect((await down()).status).toBe('gone');
});

test('a pull request that is closed while its environment is made leaves nothing behind', async () => {
  let isClosed = false;
  const made = await up('orders', 12, {
    onStep: () => {
      if (isClosed) return;
      isClosed = true;
      // What the first step of `down` commits.
      commitRecord({ state: 'removing', isBeingMade: true });
    },
  });
  expect(isClosed).toBe(true);
  expect(made.status).toBe('removed');
  expect(await left()).toEqual([]);
  // The record stays for a while, because `down` does not know whether another run makes it.
  expect(files()).toEqual([RECORD]);
  const later = new Date(Date.now() + 7 * 3_600_000);
  expect(await fleet.previews.expire({ ...common(), now: () => later })).toMatchObject([{ status: 'removed' }]);
  expect(files()).toEqual([]);
});

test('a run that was killed before it published is finished by the next, or removed by `expire`', async () => {
  await up();
  const paths = files().filter((path) => path.startsWith('previews/'));
  const killed = () => {
    commitRecord({ state: 'making' });
    commitAs(repo, 'Other', Object.fromEntries(paths.map((path) => [path, undefined])));
  };
  killed();
  expect(await up()).toMatchObject({ status: 'ready', steps: [] });
  expect(files()).toEqual([RECORD, ...paths]);
  killed();
  const later = new Date(Date.now() + 7 * 3_600_000);
  expect(await fleet.previews.expire({ ...common(), now: () => later })).toMatchObject([
    { why: 'the run that made it was stopped', status: 'removed' },
  ]);
  expect(await left()).toEqual([]);
});

test('a removal that was killed is finished by the next', async () => {
  await up();
  commitRecord({ state: 'removing' });
  await expect(up()).rejects.toMatchObject({ code: 'preview-removing' });
  expect(await fleet.previews.expire(common())).toMatchObject([{ why: 'its removal was stopped', status: 'removed' }]);
  expect(files()).toEqual([]);
  expect(await left()).toEqual([]);
});

test('environments that are too old, or not asked for any more, are removed', async () => {
  await up('web', 1);
  await up('orders', 12);
  const open = join(folder, 'open.json');
  writeFileSync(open, JSON.stringify({ web: [1], orders: [13] }));
  expect(await fleet.previews.expire({ ...common(), open, dryRun: true })).toMatchObject([
    { app: 'orders', number: 12, status: 'planned', why: 'its pull request does not ask for it any more' },
  ]);
  expect(await fleet.previews.expire({ ...common(), open })).toMatchObject([{ app: 'orders', status: 'removed' }]);
  const later = new Date(Date.now() + 3 * 86_400_000);
  expect(await fleet.previews.expire({ ...common(), now: () => later })).toMatchObject([
    { app: 'web', why: 'it is older than 3 days', status: 'removed' },
  ]);
  expect(files()).toEqual([]);
  expect(await left()).toEqual([]);
  for (const wrong of ['[]', '{ "orders": [-12] }', '{ "orders": [0] }', '{ "orders": ["12"] }']) {
    writeFileSync(open, wrong);
    await expect(fleet.previews.expire({ ...common(), open })).rejects.toThrow('does not list pull requests');
  }
});

test('of two runs at once for the last place, one is refused', async () => {
  await up('web', 1);
  const both = await Promise.allSettled([up('web', 2), up('web', 3)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toMatchObject({ code: 'previews-full' });
  expect(await fleet.previews.list(common())).toHaveLength(2);
  // One that has its place can be pushed to.
  expect((await up('web', 1, { commit: 'abcdef0123' })).status).toBe('ready');
});

test('of two runs at once for one pull request, the later one counts', async () => {
  const both = await Promise.all([up('web', 1), up('web', 1, { commit: 'abcdef0123' })]);
  expect(both.map(({ status }) => status)).toContain('ready');
  const [only] = await fleet.previews.list(common());
  expect(filesIn(repo)['previews/web/1/application.yaml']).toContain(`web:dev-${only?.commit.slice(0, 7)}`);
});

test('an environment is removed also after its application left the fleet', async () => {
  await up();
  writeFiles(folder, { 'apps/orders/app.yaml': ORDERS.replace('preview: true\n', '') });
  await expect(up()).rejects.toThrow('orders has no previews');
  expect(await fleet.previews.expire(common())).toMatchObject([
    { why: 'orders has no previews any more', status: 'removed' },
  ]);
  expect(await left()).toEqual([]);
});

test.each([
  ['a database of an environment', { database: 'orders_db', role: 'orders_app_pr_12' }],
  ['the database of another pull request', { database: 'orders_db_pr_13', role: 'orders_app_pr_13' }],
  ['the secret of an environment', { secretPath: 'goldenpath/prod/orders_db/postgres' }],
])('a record that names %s is refused', async (_what, changes) => {
  await up();
  commitRecord({ database: { ...(record()['database'] as object), ...changes } });
  await expect(down()).rejects.toThrow('was not written by goldenpath');
  expect(await left()).toEqual(DATABASE);
});

test('a snapshot makes the same environment without the specs', async () => {
  const file = join(folder, 'fleet.snapshot');
  const { digest } = await fleet.snapshot({ out: file });
  await up('web', 1);
  const expected = filesIn(repo)['previews/web/1/application.yaml'];
  const other = openFleet({ cwd: folder, env: { ...process.env, ...PLAIN_ENV }, snapshot: { file, digest } });
  await fleet.previews.down('web', { ...common(), number: 1 });
  await other.previews.up('web', { ...common(), number: 1, commit: COMMIT });
  expect(filesIn(repo)['previews/web/1/application.yaml']).toBe(expected);
});

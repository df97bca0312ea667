import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { goldenpath, startGoldenpath } from '@goldenpath/testing/command';
import { type DevRun, during, ignoringFleet, isOpen, isRunning, writeSecrets } from '@goldenpath/testing/dev-run';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import type { PlatformEdit } from '@goldenpath/testing/written-fleet';

jest.setTimeout(600_000);

/** A script that says its process and its variables or files, and runs until it is asked to end. */
const forever = (expressions: string) => `
console.log(JSON.stringify({ pid: process.pid, ${expressions} }));
setInterval(() => undefined, 1000);
`;

const SERVICE = `
require('node:http').createServer((_request, response) => response.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
`;

/** Connects to the database as a service does, and makes a table. */
const MIGRATE = `
const { Client } = require(${JSON.stringify(createRequire(join(ROOT, 'packages/database/package.json')).resolve('pg'))});
const { DB_HOST: host, DB_PORT, DB_NAME, DB_USER, DB_PASS, DB_CA_FILE } = process.env;
const ssl = { ca: require('node:fs').readFileSync(DB_CA_FILE, 'utf8'), rejectUnauthorized: false };
const client = new Client({ host, port: Number(DB_PORT), database: DB_NAME, user: DB_USER, password: DB_PASS, ssl });
(async () => {
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS runs (at text)');
  await client.query('INSERT INTO runs VALUES ($1)', [process.argv[2]]);
  const { rows } = await client.query('SELECT count(*)::int AS n FROM runs');
  console.log('rows ' + rows[0].n + ' ' + process.argv[2]);
  await client.end();
})();
`;

const START = 'dev:\n\t@node service.js\n';

const repository = (files: Readonly<Record<string, string>> = {}) =>
  testFolder({ Makefile: START, 'service.js': `${SERVICE}${forever('')}`, ...files });

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Shows the shop', owner: 'app-team', runtime: 'node' };

const EVERYTHING = {
  ...SHOP,
  env: { KEY_FILE: '/etc/tls/private.key', OTHER: '/etc/tlsx/private.key' },
  secrets: { TLS_PRIVATE_KEY: { mountPath: '/etc/tls/private.key' }, TOKEN: {} },
  files: { '/etc/shop/shop.conf': { content: 'workers = 4\n', mode: '0755' } },
  volumes: { emptyDirs: { work: { mountPath: '/var/work' } } },
  sharedStorage: { size: '1Gi', mountPath: '/srv/uploads' },
  processes: {
    worker: { command: ['node', 'worker.js', '/srv/uploads', '$(APP_ENV)'], env: { QUEUE: '$(APP_ENV)-jobs' } },
    events: { command: ['node', 'events.js'], ports: [{ name: 'http', port: 4000 }] },
    idle: { args: ['--idle'] },
    off: { command: ['node', 'worker.js'], replicas: 0 },
  },
};

/** The platform has volumes that several pods share. */
const SHARED: PlatformEdit = (platform) => ({
  ...platform,
  kubernetes: { ...platform.kubernetes, sharedStorageClass: 'efs' },
});

const WORKER = forever(`
  env: { KEY_FILE: process.env.KEY_FILE, OTHER: process.env.OTHER, QUEUE: process.env.QUEUE, TOKEN: process.env.TOKEN, key: process.env.TLS_PRIVATE_KEY },
  args: process.argv.slice(2), key: require('node:fs').readFileSync(process.env.KEY_FILE, 'utf8')`);

const FILES = { 'worker.js': WORKER, 'events.js': `${SERVICE}${forever('')}` };

interface Worker {
  readonly pid: number;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly key: string;
}

/** What a process printed first. */
async function said<T>(run: DevRun, name: string, number = 1): Promise<T> {
  return JSON.parse((await run.event('log', name, number)).line ?? '') as T;
}

function shopFleet(): string {
  const cwd = ignoringFleet([EVERYTHING], SHARED);
  writeSecrets(cwd, 'shop', 'TLS_PRIVATE_KEY: planted-key\nTOKEN: planted-token\n');
  return cwd;
}

const runFolders = (temporary: string) => readdirSync(temporary).filter((name) => name.startsWith('goldenpath-dev-'));

/** What stands for a path. */
function here(run: DevRun, path: string, name = 'shop'): string {
  const found = run.events.find((each) => each.event === 'mounted' && each.name === name && each['path'] === path);
  return found?.['here'] ?? '';
}

test('processes run beside the application, with files, secrets and folders, and end with it', async () => {
  const cwd = shopFleet();
  const TMPDIR = testFolder();
  const args = ['dev', 'shop', '--repo', repository(FILES), '--json'];
  await during(startGoldenpath(args, { cwd, env: { ...process.env, TMPDIR } }), async (run) => {
    const shop = await run.event('ready', 'shop');
    const events = await run.event('ready', 'shop-events');
    const worker = await said<Worker>(run, 'shop-worker');
    const key = here(run, '/etc/tls');
    expect(worker).toMatchObject({
      env: {
        KEY_FILE: join(key, 'private.key'),
        OTHER: '/etc/tlsx/private.key',
        QUEUE: 'dev-jobs',
        TOKEN: 'planted-token',
      },
      args: [join(cwd, 'dist/dev/shop/volumes/shop-shared'), 'dev'],
      key: 'planted-key',
    });
    expect(worker.env).not.toHaveProperty('key');
    expect(statSync(join(key, 'private.key')).mode & 0o777).toBe(0o400);
    const conf = here(run, '/etc/shop/shop.conf');
    expect([readFileSync(conf, 'utf8'), statSync(conf).mode & 0o777]).toEqual(['workers = 4\n', 0o755]);
    expect(readdirSync(here(run, '/var/work'))).toEqual([]);
    expect(runFolders(TMPDIR).map((name) => statSync(join(TMPDIR, name)).mode & 0o777)).toEqual([0o700]);
    expect((await run.event('missing', 'shop-idle'))['what']).toBe('the process shop-idle');
    expect((await run.event('log', 'shop-off'))['line']).toBe('Not started: it has no pods in this environment.');
    const { pid } = await said<Worker>(run, 'shop-events');
    run.interrupt('SIGTERM');
    expect(await run.ended).toBe(0);
    expect([worker.pid, pid].filter(isRunning)).toEqual([]);
    expect(await Promise.all([shop, events].map(({ address }) => isOpen(address ?? '')))).toEqual([false, false]);
    expect(JSON.stringify(run.events.filter(({ event }) => event !== 'log'))).not.toContain('planted');
  });
  expect(runFolders(TMPDIR)).toEqual([]);
  expect(existsSync(join(cwd, 'dist/dev/shop/volumes/shop-shared'))).toBe(true);
});

test('the end of a process is reported, and it starts again with the application', async () => {
  const cwd = ignoringFleet([{ ...SHOP, processes: { worker: { command: ['node', 'worker.js'] } } }]);
  const repo = repository({ 'worker.js': "console.log('working'); process.exitCode = 3;" });
  await during(startGoldenpath(['dev', 'shop', '--repo', repo, '--json'], { cwd }), async (run) => {
    expect(await run.event('failed', 'shop-worker')).toMatchObject({ reason: 'It ended with 3.' });
    const { pid } = await said<Worker>(run, 'shop');
    expect(isRunning(pid)).toBe(true);
    writeFileSync(join(repo, 'worker.js'), forever(''));
    expect(isRunning((await said<Worker>(run, 'shop-worker', 2)).pid)).toBe(true);
  });
});

test('a program of the spec that is not there is reported', async () => {
  const cwd = ignoringFleet([{ ...SHOP, processes: { worker: { command: ['/app/bin/worker'] } } }]);
  await during(startGoldenpath(['dev', 'shop', '--repo', repository(), '--json'], { cwd }), async (run) => {
    expect((await run.event('failed', 'shop-worker'))['reason']).toContain('It cannot be started: ');
    await run.event('ready', 'shop');
  });
});

const ORDERS = {
  ...SHOP,
  kind: 'backend-app-rds',
  database: { name: 'orders_db', username: 'orders_user' },
  migration: { command: ['node', 'migrate.js', '$(APP_ENV)'] },
};

test('a migration runs before the application, with its database, once for each run', async () => {
  const cwd = ignoringFleet([ORDERS]);
  const repo = repository({ 'migrate.js': MIGRATE });
  const args = ['dev', 'shop', '--repo', repo, '--json'];
  for (const rows of [1, 2])
    await during(startGoldenpath(args, { cwd }), async (run) => {
      await run.event('ready', 'shop');
      expect((await run.event('log', 'shop-migration'))['line']).toBe(`rows ${rows} dev`);
      const order = run.events.map(({ event, name }) => `${event} ${name}`);
      expect(order.indexOf('done shop-migration')).toBeLessThan(order.indexOf('log shop'));
      writeFileSync(join(repo, 'service.js'), `${SERVICE}${forever('')}// ${rows}\n`);
      await run.event('ready', 'shop', 2);
      expect(run.events.filter(({ name }) => name === 'shop-migration')).toHaveLength(2);
    });
});

test('a migration that fails ends the run with an error, before the application starts', async () => {
  const cwd = ignoringFleet([ORDERS]);
  const repo = repository({ 'migrate.js': "console.error('no such column'); process.exitCode = 4;" });
  const done = await goldenpath(['dev', 'shop', '--repo', repo], { cwd });
  expect(done.code).toBe(1);
  expect(done.stdout).toMatch(/shop-migration +\| no such column/);
  expect(done.stderr).toContain('The migration of shop failed: It ended with 4.');
  expect(done.stdout).not.toContain('"pid"');
});

test('a run whose embedded server lacks an extension ends with an error: the application needs it', async () => {
  const cwd = ignoringFleet([{ ...ORDERS, database: { ...ORDERS.database, extensions: ['vector'] } }]);
  const done = await goldenpath(['dev', 'shop', '--repo', repository()], { cwd });
  expect(done.code).toBe(1);
  expect(done.stderr).toContain('The server of the database orders_db does not have the extension vector.');
  expect(done.stdout).not.toContain('"pid"');
});

test('a run that is interrupted during its migration leaves no process and no secret', async () => {
  const cwd = ignoringFleet([{ ...EVERYTHING, migration: { command: ['node', 'migrate.js'] } }], SHARED);
  writeSecrets(cwd, 'shop', 'TLS_PRIVATE_KEY: planted-key\nTOKEN: planted-token\n');
  const TMPDIR = testFolder();
  const repo = repository({ ...FILES, 'migrate.js': forever('') });
  const child = startGoldenpath(['dev', 'shop', '--repo', repo, '--json'], { cwd, env: { ...process.env, TMPDIR } });
  await during(child, async (run) => {
    const { pid } = await said<Worker>(run, 'shop-migration');
    run.interrupt();
    expect(await run.ended).toBe(0);
    expect(isRunning(pid)).toBe(false);
    expect(run.events.filter(({ event, name }) => event === 'failed' || (event === 'log' && name === 'shop'))).toEqual(
      [],
    );
  });
  expect(runFolders(TMPDIR)).toEqual([]);
});

test('a run that is killed leaves no process and no secret', async () => {
  const cwd = shopFleet();
  const TMPDIR = testFolder();
  const args = ['dev', 'shop', '--repo', repository(FILES), '--json'];
  await during(startGoldenpath(args, { cwd, env: { ...process.env, TMPDIR } }), async (run) => {
    const { pid } = await said<Worker>(run, 'shop-worker');
    expect(runFolders(TMPDIR)).toHaveLength(1);
    run.interrupt('SIGKILL');
    await run.ended;
    while (isRunning(pid) || runFolders(TMPDIR).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  });
});

test('a file whose secret has no value on this machine ends the run', async () => {
  const cwd = ignoringFleet([EVERYTHING], SHARED);
  const done = await goldenpath(['dev', 'shop', '--repo', repository(FILES)], { cwd });
  expect(done.code).toBe(1);
  expect(done.stderr).toContain('shop needs secrets that this machine does not have: TOKEN, TLS_PRIVATE_KEY.');
});

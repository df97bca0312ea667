import { type ChildProcess, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type DevRun, during, ignoringFleet, isOpen, isRunning, writeSecrets } from '@goldenpath/testing/dev-run';
import { goldenpath, startGoldenpath } from '@goldenpath/testing/command';
import { testFolder } from '@goldenpath/testing/folders';
import { RUNTIMES } from '@goldenpath/testing/services/runtimes';
import { writtenFleet } from '@goldenpath/testing/written-fleet';

jest.setTimeout(1_200_000);

const SHOP = {
  kind: 'stateless-app',
  name: 'shop',
  description: 'Shows the shop',
  owner: 'app-team',
  runtime: 'node',
  uses: ['orders', 'mail', 'cache'],
  env: { PAGE_SIZE: '50' },
};
const ORDERS = {
  kind: 'backend-app-rds',
  name: 'orders',
  description: 'Keeps orders',
  owner: 'app-team',
  runtime: 'python',
  database: { name: 'orders_db', username: 'orders_user' },
};
const MAIL = { ...SHOP, name: 'mail', uses: [], env: {} };
const CACHE = {
  kind: 'stateful-app',
  name: 'cache',
  description: 'Keeps sessions',
  owner: 'app-team',
  image: 'redis:7.4',
  port: 6379,
  storage: { size: '1Gi', mountPath: '/data' },
};

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}.`);
  writeFileSync(file, text.replace(from, to));
}

/** What a service answers. One save can be two changes, and the service starts again while it is asked. */
async function answer(url: string): Promise<Response> {
  for (;;) {
    try {
      return await fetch(url);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

test('a service in Node.js and one in Python run with their database, reload after an edit, and end with Ctrl-C', async () => {
  const cwd = writtenFleet([SHOP, ORDERS, MAIL, CACHE]);
  const PATH = [await RUNTIMES.node.path(), await RUNTIMES.python.path()].join(delimiter);
  const env = { ...process.env, PATH, AWS_SECRET_ACCESS_KEY: 'of-this-machine' };
  const repo = join(testFolder(), 'shop');
  expect(await goldenpath(['scaffold', 'shop', '--out', repo], { cwd })).toMatchObject({ code: 0 });
  const routes = join(repo, 'src', 'routes.ts');
  edit(
    routes,
    '  return router;',
    "  router.get('/env', (_request, response) => { response.json(process.env); });\n\n  return router;",
  );
  const args = ['dev', 'shop', '--repo', repo, '--with', 'orders', '--json'];
  await during(startGoldenpath(args, { cwd, env }), (run) => check(run, cwd, routes));
});

async function check(run: DevRun, cwd: string, routes: string): Promise<void> {
  const shop = (await run.event('ready', 'shop'))['address'] ?? '';
  const orders = (await run.event('ready', 'orders'))['address'] ?? '';
  const mail = await run.event('service', 'mail');
  const cache = await run.event('service', 'cache');
  const postgres = await run.event('service', 'postgres');
  expect(mail).toMatchObject({ kind: 'stub' });
  expect(['stub', 'redis']).toContain(cache['kind']);

  const variables = (await (await fetch(`${shop}/env`)).json()) as Record<string, string>;
  expect(variables).toMatchObject({
    APP_ENV: 'dev',
    LOG_LEVEL: 'debug',
    PAGE_SIZE: '50',
    ORDERS_URL: orders,
    MAIL_URL: mail['address'],
    CACHE_PORT: cache['address']?.split(':').at(-1),
  });
  expect(variables).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
  expect(await (await fetch(`${mail['address']}/letters`)).json()).toMatchObject({ stub: 'mail', path: '/letters' });
  const added = await fetch(`${orders}/items`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'tea' }),
  });
  expect([added.status, await added.json()]).toEqual([201, expect.objectContaining({ name: 'tea' })]);

  edit(routes, "router.get('/env'", "router.get('/edited'");
  await run.event('ready', 'shop', 2);
  expect((await answer(`${shop}/edited`)).status).toBe(200);
  const code = join(cwd, 'dist/dev/orders/repository/app.py');
  edit(code, '@router.get("/")\n', '@router.get("/"\n');
  await run.event('failed', 'orders');
  edit(code, '@router.get("/"\n', '@router.get("/edited")\n');
  await run.event('ready', 'orders', 2);
  expect((await answer(`${orders}/edited`)).status).toBe(200);
  expect(await (await answer(`${orders}/items`)).json()).toMatchObject({ items: [{ name: 'tea' }] });

  run.interrupt();
  expect(await run.ended).toBe(0);
  const all = [shop, orders, mail['address'], cache['address'], postgres['address']];
  expect(await Promise.all(all.map((address) => isOpen(address ?? '')))).toEqual(all.map(() => false));
  expect(readFileSync(routes, 'utf8')).toContain("router.get('/edited'");
  const secret = JSON.stringify(run.events);
  expect(secret).not.toMatch(/"password"/);
}

/** A repository that `make dev` starts: it prints lines and never ends. */
function talkingRepository(): string {
  return testFolder({ Makefile: "dev:\n\t@while :; do echo 'pid '$$$$; sleep 0.2; done\n" });
}

test('a worker in Python runs without an address and without its sidecar, and ends with Ctrl-C', async () => {
  const sidecars = { proxy: { image: 'envoyproxy/envoy:v1.30.1' } };
  const cwd = writtenFleet([{ ...MAIL, runtime: 'python', ports: [], sidecars }]);
  const PATH = await RUNTIMES.python.path();
  await during(startGoldenpath(['dev', 'mail', '--json'], { cwd, env: { ...process.env, PATH } }), async (run) => {
    const service = await run.event('service', 'mail');
    expect([service['kind'], service['address']]).toEqual(['app', undefined]);
    const note = 'Not started, because containers do not run on this machine: proxy (envoyproxy/envoy:v1.30.1)';
    expect((await run.event('log', 'mail')).line).toBe(note);
    const line = async (number: number) => JSON.parse((await run.event('log', 'mail', number)).line ?? '') as unknown;
    expect(await line(2)).toMatchObject({ level: 'info', message: 'started', environment: 'dev' });
    expect(await line(3)).toMatchObject({ message: 'the work is done', service: 'mail' });
  });
});

/** A folder with a program of this name that listens on the port after `--port`, as Redis does. */
function withRedis(name: string): string {
  const folder = testFolder();
  const program = `#!${process.execPath}
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
require('node:net').createServer((socket) => socket.end('+PONG\\r\\n')).listen(port, '127.0.0.1');
`;
  writeFileSync(join(folder, name), program, { mode: 0o755 });
  return folder;
}

/** A repository whose `make dev` prints its variables and never ends. */
function printingRepository(): string {
  return testFolder({ Makefile: 'dev:\n\t@env | grep -v "^PATH=" | sort; echo all; while :; do sleep 0.2; done\n' });
}

const EVERYTHING = {
  ...ORDERS,
  runtime: 'node',
  database: {
    ...ORDERS.database,
    variables: { DATABASE_URL: 'postgres://{username}:{password}@{host}:{port}/{dbname}?sslmode=require' },
  },
  queues: { jobs: {} },
  buckets: { pictures: {} },
  caches: { sessions: {} },
  secrets: { SESSION_SECRET: {}, TLS_PRIVATE_KEY: { mountPath: '/etc/tls/private.key' } },
};

test('composed variables, secrets of this machine, a cache and a server in place of AWS reach an application', async () => {
  const cwd = ignoringFleet([EVERYTHING]);
  writeSecrets(cwd, 'orders', 'SESSION_SECRET: planted-value\nTLS_PRIVATE_KEY: planted-value\n');
  const PATH = [withRedis('valkey-server'), process.env['PATH']].join(delimiter);
  const AWS_ENDPOINT_URL_SQS = 'http://127.0.0.1:9324';
  const env = { ...process.env, PATH, AWS_ENDPOINT_URL_SQS, AWS_SECRET_ACCESS_KEY: 'of-this-machine' };
  const args = ['dev', 'orders', '--repo', printingRepository(), '--json'];
  await during(startGoldenpath(args, { cwd, env }), async (run) => {
    const cache = await run.event('service', 'the cache sessions');
    expect(cache).toMatchObject({ kind: 'redis' });
    expect(await run.event('service', 'the queue jobs')).toMatchObject({ kind: 'aws', address: AWS_ENDPOINT_URL_SQS });
    const postgres = await run.event('service', 'postgres');
    const missing = await run.event('missing', 'orders');
    expect(missing).toMatchObject({ what: 'the bucket pictures' });
    expect(missing['remedy']).toContain('AWS_ENDPOINT_URL_S3');
    const variables = await printed(run);
    expect(variables).toMatchObject({
      AWS_ENDPOINT_URL_SQS,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      SESSION_SECRET: 'planted-value',
      SESSIONS_CACHE_URL: `redis://default:local@${cache['address']}`,
    });
    const { username, password, host, pathname } = new URL(variables['DATABASE_URL'] ?? '');
    expect([username, host, pathname]).toEqual([variables['DB_USER'], postgres['address'], '/orders_db']);
    expect(password).toBe(variables['DB_PASS']);
    run.interrupt();
    expect(await run.ended).toBe(0);
    expect(await isOpen(cache['address'] ?? '')).toBe(false);
  });
  const staged = execFileSync('git', ['add', '--all', '--dry-run'], { cwd, encoding: 'utf8' });
  expect(staged).toContain('platform.yaml');
  expect(staged).not.toContain('.goldenpath');
  expect(() =>
    execFileSync('git', ['grep', '--no-index', '--quiet', 'planted-value', '--', '.', ':!.goldenpath'], { cwd }),
  ).toThrow();
});

/** The variables that a repository prints. */
async function printed(run: DevRun): Promise<Readonly<Record<string, string>>> {
  const lines: string[] = [];
  for (let number = 1; lines.at(-1) !== 'all'; number += 1)
    lines.push((await run.event('log', 'orders', number)).line ?? '');
  return Object.fromEntries(
    lines.map((line): [string, string] => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
  );
}

test('a run without its secrets names them all, and ends with its database', async () => {
  const cwd = ignoringFleet([
    {
      ...EVERYTHING,
      secrets: { SESSION_SECRET: {}, TOKEN: { name: 'partner', key: 'token' } },
    },
  ]);
  const done = await goldenpath(['dev', 'orders', '--repo', printingRepository()], { cwd });
  expect(done.code).toBe(1);
  expect(done.stderr).toContain('orders needs secrets that this machine does not have: SESSION_SECRET, TOKEN.');
  expect(done.stdout).toMatch(
    /not on this machine: the cache sessions\. Put redis-server or valkey-server on the PATH/,
  );
  expect(readFileSync(join(cwd, '.goldenpath/dev/orders.yaml'), 'utf8')).toContain('SESSION_SECRET: ""\nTOKEN: ""\n');
});

const NIGHTLY = {
  kind: 'scheduled-job',
  name: 'nightly',
  description: 'Works at night',
  owner: 'app-team',
  runtime: 'python',
  schedule: '0 2 * * *',
};

test('a scheduled job in Python runs once, and ends with the run', async () => {
  const cwd = writtenFleet([NIGHTLY]);
  const PATH = await RUNTIMES.python.path();
  const done = await goldenpath(['dev', 'nightly'], { cwd, env: { ...process.env, PATH } });
  expect([done.code, done.stderr]).toEqual([0, '']);
  expect(done.stdout).toMatch(/nightly \| done\n$/);
});

test('a scheduled job that fails ends the run, and what it uses, with an error', async () => {
  const cwd = writtenFleet([{ ...NIGHTLY, uses: ['mail'] }, MAIL]);
  const repo = testFolder({ Makefile: 'dev:\n\t@echo working; exit 3\n' });
  const mail = talkingRepository();
  const done = await goldenpath(['dev', 'nightly', '--repo', repo, '--with', `mail=${mail}`], { cwd });
  expect(done.code).toBe(1);
  expect(done.stdout).toContain('nightly | working');
  expect(done.stderr).toContain('The job nightly failed: It ended with 2.');
});

test('a run whose output nothing reads any more ends, with what it started', async () => {
  const cwd = writtenFleet([MAIL]);
  const run = startGoldenpath(['dev', 'mail', '--repo', talkingRepository(), '--json'], { cwd });
  const pid = await pidOf(run);
  const ended = new Promise((resolve) => run.once('exit', resolve));
  run.stdout?.destroy();
  expect(await ended).toBe(0);
  expect(isRunning(pid)).toBe(false);
});

test('a run that is killed leaves no processes', async () => {
  const cwd = writtenFleet([MAIL]);
  const run = startGoldenpath(['dev', 'mail', '--repo', talkingRepository(), '--json'], { cwd });
  const pid = await pidOf(run);
  run.kill('SIGKILL');
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
});

/** The number of the process of the repository's service. */
async function pidOf(run: ChildProcess): Promise<number> {
  if (run.stdout === null) throw new Error('Its output is not read.');
  const lines = createInterface(run.stdout);
  for await (const line of lines) {
    const [, pid] = /"line":"pid (\d+)"/.exec(line) ?? [];
    if (pid !== undefined) return Number(pid);
  }
  throw new Error('It ended early.');
}

test('a run whose database is killed ends with an error', async () => {
  const cwd = writtenFleet([{ ...ORDERS, uses: [] }]);
  const args = ['dev', 'orders', '--repo', talkingRepository(), '--json'];
  const run = startGoldenpath(args, { cwd });
  const ended = new Promise((resolve) => run.once('exit', resolve));
  let stderr = '';
  run.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  const pid = await pidOf(run);
  process.kill(Number(readFileSync(postmaster(cwd), 'utf8').split('\n')[0]), 'SIGKILL');
  expect(await ended).toBe(1);
  expect(stderr).toContain('The embedded PostgreSQL server goldenpath-idp-dev ended before the run did.');
  expect(isRunning(pid)).toBe(false);
});

/** The file with the number of the server's process. Where the folders of tests are closed to others, it is in the temporary folder. */
function postmaster(cwd: string): string {
  const folder = join(cwd, 'dist/dev/orders/embedded-postgres/goldenpath-idp-dev');
  const [own, other] = [folder, embeddedFolder(folder)].map((each) => join(each, 'data/postmaster.pid'));
  return own !== undefined && existsSync(own) ? own : (other ?? '');
}

/** As `enterable` of the database package names it. */
function embeddedFolder(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `goldenpath-postgres-${name}`);
}

import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedServer } from '@goldenpath/database';
import { ended, goldenpath, startGoldenpath } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';

interface Report {
  readonly dryRun: boolean;
  readonly auditFile?: string;
  readonly databases: readonly {
    readonly app: string;
    readonly database: string;
    readonly role: string;
    readonly instance: string;
    readonly secret: string;
    readonly status: string;
    readonly steps: readonly string[];
  }[];
}

let folder: string;
const audit = () => join(folder, 'dist', 'embedded-postgres', 'governance', 'dev', 'rds_provision_audit.csv');

beforeAll(() => {
  folder = testFolder();
  // The server runs as another user where the test runs as root.
  chmodSync(folder, 0o711);
  for (const name of ['apps', 'platform.yaml']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
});

function rds(...args: readonly string[]) {
  return goldenpath(['rds', ...args, '--env', 'dev', '--local'], { cwd: folder });
}

async function report(...args: readonly string[]): Promise<Report & { readonly code: number | string }> {
  const { stdout, stderr, code } = await rds(...args, '--json');
  expect(stderr).toBe('');
  return { ...(JSON.parse(stdout) as Report), code };
}

test('a dry run shows the plan, and writes no audit and no secret', async () => {
  const { databases, dryRun, auditFile } = await report('provision', '--dry-run');
  expect(dryRun).toBe(true);
  expect(auditFile).toBeUndefined();
  expect(databases.length).toBeGreaterThan(0);
  expect(new Set(databases.map(({ status }) => status))).toEqual(new Set(['planned']));
  expect(existsSync(audit())).toBe(false);
  expect(existsSync(join(folder, 'dist', 'embedded-postgres', 'secrets'))).toBe(false);
});

test('the first run makes all databases of the fleet, the second changes nothing, and both are in the audit', async () => {
  const first = await report('provision');
  expect(first.code).toBe(0);
  expect(new Set(first.databases.map(({ status }) => status))).toEqual(new Set(['changed']));
  const second = await report('provision');
  expect(new Set(second.databases.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  const lines = readFileSync(audit(), 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 2 * first.databases.length);
  expect(lines[1]).toMatch(/,dev,[^,]+,[^,]+,[a-z0-9_]+,[a-z0-9_]+,create,success,\d+,/);
  expect(lines.at(-1)).toMatch(/,verify,success,\d+,no change$/);
});

test('provision sets the statuses of the catalog of the embedded server, and leaves that of the fleet alone', async () => {
  const file = join(folder, 'dist', 'embedded-postgres', 'rds-catalog.yaml');
  const statuses = () =>
    [...readFileSync(file, 'utf8').matchAll(/environment: (\S+)\n(?: {4}.*\n)*? {4}status: (\S+)\n/g)].map(
      ([, environment, status]) => `${environment} ${status}`,
    );
  await rds('provision');
  expect(statuses().sort()).toEqual([
    'dev provisioned',
    'dev provisioned',
    'prod requested',
    'prod requested',
    'staging requested',
    'test requested',
  ]);
  const secrets = join(folder, 'dist', 'embedded-postgres', 'secrets');
  const secret = join(secrets, `${encodeURIComponent('goldenpath/dev/orders_db/postgres')}.json`);
  const before = readFileSync(secret);
  writeFileSync(secret, '{}');
  expect((await rds('provision', '--keep-going')).code).toBe(1);
  expect(
    statuses()
      .filter((status) => status.startsWith('dev'))
      .sort(),
  ).toEqual(['dev failed', 'dev provisioned']);
  writeFileSync(secret, before);
  await rds('provision');
  expect(statuses()).not.toContain('dev failed');
  expect(existsSync(join(folder, 'rds-catalog.yaml'))).toBe(false);
});

test("an application's own credentials log in over TLS, and no output has the password", async () => {
  const { stdout } = await rds('provision');
  const { databases } = await report('status');
  for (const { instance, secret, database, role } of databases) {
    const file = join(folder, 'dist', 'embedded-postgres', 'secrets', `${encodeURIComponent(secret)}.json`);
    const { username, password, dbname } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    expect([username, dbname]).toEqual([role, database]);
    expect(stdout).not.toContain(password);
    expect(readFileSync(audit(), 'utf8')).not.toContain(password);
    const server = await startEmbeddedServer({ folder: join(folder, 'dist', 'embedded-postgres', instance) });
    const { host, port, ca } = server.master.server;
    const client = new Client({ host, port, user: username, password, database, ssl: { ca: [...ca] } });
    try {
      await client.connect();
      const { rows } = await client.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
      expect(rows).toEqual([{ ssl: true }]);
    } finally {
      await client.end();
      await server.stop();
    }
  }
});

test('status exits with 1 if a database differs, and names each difference', async () => {
  const { databases } = await report('status');
  const [first] = databases;
  if (first === undefined) throw new Error('The fleet has databases.');
  const server = await startEmbeddedServer({ folder: join(folder, 'dist', 'embedded-postgres', first.instance) });
  const { user, password, server: address } = server.master;
  const client = new Client({
    host: address.host,
    port: address.port,
    user,
    password,
    database: 'postgres',
    ssl: { ca: [...address.ca] },
  });
  await client.connect();
  await client.query(`ALTER ROLE ${first.role} CONNECTION LIMIT 3`);
  await client.end();
  await server.stop();
  const { stdout, code } = await rds('status');
  expect(code).toBe(1);
  expect(stdout).toContain('drifted: connection limit');
  expect(stdout).toContain(`alter role "${first.role}": CONNECTION LIMIT`);
});

test('status lists the databases of a shared instance that are no longer in a spec', async () => {
  const { databases } = await report('provision');
  const [removed] = databases;
  if (removed === undefined) throw new Error('The fleet has databases.');
  const spec = join(folder, 'apps', removed.app, 'app.yaml');
  const before = readFileSync(spec, 'utf8');
  writeFileSync(spec, before.replace(removed.database, 'another_db').replace(removed.role, 'another_user'));
  const { stdout } = await rds('status', '--json');
  writeFileSync(spec, before);
  expect((JSON.parse(stdout) as { readonly extra: readonly object[] }).extra).toEqual(
    expect.arrayContaining([
      { kind: 'database', name: removed.database, owner: removed.role, instance: removed.instance },
      { kind: 'role', name: removed.role, instance: removed.instance },
    ]),
  );
});

test('retire refuses a database without the word in its spec', async () => {
  const { databases } = await report('provision');
  const { stderr, code } = await rds('retire', '--only', databases[0]?.app ?? '');
  expect(code).toBe(1);
  expect(stderr).toContain(`does not retire the database ${databases[0]?.database}`);
  expect(stderr).toContain('retire: { reason: … }');
});

test('retire renames a retired database after a snapshot and audits it, and provision does not change it', async () => {
  const { databases } = await report('provision');
  const [first] = databases;
  if (first === undefined) throw new Error('The fleet has databases.');
  const spec = join(folder, 'apps', first.app, 'app.yaml');
  const before = readFileSync(spec, 'utf8');
  const word = `${first.database}\n  retire:\n    reason: Moved to another system`;
  writeFileSync(spec, before.replace(first.database, word));
  const planned = await report('retire', '--dry-run');
  expect(planned.databases[0]?.steps).toContain(
    `back up database "${first.database}": a snapshot of the embedded server`,
  );
  const retired = await report('retire');
  expect([retired.code, retired.databases[0]?.status]).toEqual([0, 'retired']);
  expect(readFileSync(audit(), 'utf8')).toMatch(
    /,retire,success,\d+,"?.*begin: .*\r\n.*,retire,success,\d+,.*backup: /,
  );
  const again = await report('provision');
  expect(again.databases.map(({ database }) => database)).not.toContain(first.database);
  const { stdout, code } = await rds('status');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/retired: \w+_retired_\d{8}, dropped after \d{4}-/)]);
  writeFileSync(spec, before);
  const restored = await report('provision');
  expect(restored.databases.find(({ database }) => database === first.database)?.steps).toContainEqual(
    expect.stringContaining(`to "${first.database}": its spec does not retire it`),
  );
});

test('an audit on a full disk is a clear error, and the next run records its findings', async () => {
  await report('provision');
  const kept = readFileSync(audit());
  rmSync(audit());
  symlinkSync('/dev/full', audit());
  const { stderr, stdout, code } = await rds('provision');
  rmSync(audit());
  writeFileSync(audit(), kept);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('ENOSPC');
  expect(stderr).toContain('Free space on the disk');
  expect((await report('provision')).code).toBe(0);
  expect(readFileSync(audit(), 'utf8')).toMatch(/,verify,success,\d+,no change\r\n$/);
});

test('an application that does not exist is an error that names the nearest', async () => {
  const { stderr, code } = await rds('provision', '--only', 'no-such-app');
  expect(code).toBe(1);
  expect(stderr).toContain('There is no application "no-such-app".');
});

test('a rotation gives every database another login, is in the audit, and leaves nothing to provision', async () => {
  const before = await report('provision');
  const rotated = await report('rotate');
  expect([rotated.code, new Set(rotated.databases.map(({ status }) => status))]).toEqual([0, new Set(['changed'])]);
  const lines = readFileSync(audit(), 'utf8').trimEnd().split('\r\n');
  expect(lines.slice(-before.databases.length).every((line) => /,rotate,success,/.test(line))).toBe(true);
  expect((await report('status')).code).toBe(0);
});

test('a reset of the simulated cloud stops and removes the servers, their data and their secrets', async () => {
  const embedded = join(folder, 'dist', 'embedded-postgres');
  const servers = readdirSync(join(embedded, 'locks'));
  const running = () => servers.map((name) => join(embedded, name, 'data', 'postmaster.pid')).find(existsSync);
  let left: readonly [string, number] | undefined;
  // A server that is killed together with its first steps ends by itself. Then the next one is killed.
  while (left === undefined) {
    const child = startGoldenpath(['rds', 'provision', '--env', 'dev', '--local'], { cwd: folder });
    const end = ended(child);
    while (running() === undefined && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    expect((await end).code).toBe('SIGKILL');
    left = await listening(running);
  }
  const [data, port] = left;
  writeFileSync(join(embedded, 'notes'), 'mine');
  const { code, stdout, stderr } = await goldenpath(['simulate', '--reset'], { cwd: folder });
  expect([stderr, code]).toEqual(['', 0]);
  expect(stdout).toContain(`Removed the embedded PostgreSQL of ${servers.join(', ')}, with its databases`);
  expect([existsSync(data), await listens(port)]).toEqual([false, false]);
  expect(readdirSync(embedded)).toEqual(['notes']);
});

/**
 * Waits until a server whose program was killed listens; `undefined` when it ends instead. Its file says where: the data is in line 2, the port in
 * line 4.
 */
async function listening(file: () => string | undefined): Promise<readonly [string, number] | undefined> {
  for (let missing = 0; missing < 100;) {
    const found = file();
    const [, data = '', , port = ''] = found === undefined ? [] : textOf(found).split('\n');
    missing = found === undefined ? missing + 1 : 0;
    if (port !== '' && (await listens(Number(port)))) return [data, Number(port)];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}

/** Returns the text of a file, or an empty one when it has gone meanwhile. */
function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });
}

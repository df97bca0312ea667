import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planDatabase, provisionDatabases, scramVerifier, startEmbeddedServer } from '@goldenpath/database';

/** What a test machine needs no more than: nothing here outlives the run. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' };

/**
 * Measures the provisioning of many databases on one server: the first run and one that changes nothing. Beside it, `psql` runs the same SQL
 * on another server, and then logs in to each database as its application.
 */
export async function measureDatabases(count, { folder, alone }) {
  const ours = await onServer(path.join(folder, 'ours'), async ({ master }) => {
    const requests = requestsOf(count, master);
    const first = await seconds(() => run(master, requests, 'changed'));
    const unchanged = await seconds(() => run(master, requests, 'unchanged'));
    return { first, unchanged };
  });
  if (alone || spawnSync('psql', ['--version']).status !== 0) return { count, ours };
  const psql = await onServer(path.join(folder, 'psql'), async ({ master }) => {
    const requests = requestsOf(count, master);
    const statements = sqlOf(requests, master);
    const first = await seconds(() => runPsql(statements, requests, master, folder));
    const unchanged = await seconds(() => runPsql(loginsOf(requests, master), requests, master, folder));
    return { first, unchanged };
  });
  return { count, ours, psql };
}

async function onServer(folder, work) {
  mkdirSync(path.dirname(folder), { recursive: true });
  chmodSync(path.dirname(folder), 0o711);
  const server = await startEmbeddedServer({ folder, settings: SETTINGS });
  try {
    return await work(server);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function seconds(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function requestsOf(count, { server: { host, port } }) {
  return Array.from({ length: count }, (_, index) => {
    const [database, role] = [`bench_${index}`, `bench_${index}_app`];
    const desired = {
      app: `bench-${index}`,
      environment: 'dev',
      database,
      role,
      connectionLimit: 20,
      secretPath: `goldenpath/dev/${database}/postgres`,
      instance: { identifier: 'bench-dev', masterUsername: 'goldenpath' },
    };
    return { desired, credentials: { host, port, dbname: database, username: role, password: `secret of ${index}` } };
  });
}

async function run(master, requests, status) {
  const results = await provisionDatabases(master, requests);
  const other = results.find((result) => result.status !== status);
  if (other !== undefined) throw other.error ?? new Error(`${other.desired.database} is ${other.status}.`);
}

/** The statements of a first run in the order of the plans, one database after the other. */
function sqlOf(requests, { user }) {
  return requests.flatMap(({ desired, credentials }) => {
    const { steps } = planDatabase(desired, { login: desired.role, roles: new Map(), password: 'cannot-tell' }, user);
    const at = (where) =>
      steps
        .filter((step) => step.where === where)
        .map((step) => `${step.sql(() => scramVerifier(credentials.password))};`);
    const member = `"${desired.role}"`;
    return [
      '\\connect postgres',
      ...at('roles'),
      `GRANT ${member} TO CURRENT_USER;`,
      ...at('server'),
      `\\connect ${desired.database}`,
      'BEGIN;',
      `SET LOCAL ROLE ${member};`,
      ...at('database'),
      'COMMIT;',
      `REVOKE ${member} FROM CURRENT_USER;`,
    ];
  });
}

/** The least that finds a wrong password: a login to each database. */
function loginsOf(requests, { server: { host, port } }) {
  return requests.flatMap(({ desired: { database, role } }) => [
    `\\connect "host=${host} port=${port} dbname=${database} user=${role}"`,
    'SELECT 1;',
  ]);
}

function runPsql(lines, requests, { server, user, password }, folder) {
  const file = (name, text) => {
    const at = path.join(folder, name);
    writeFileSync(at, text, { mode: 0o600 });
    return at;
  };
  const logins = requests.map(({ credentials }) => `*:*:*:${credentials.username}:${credentials.password}`);
  const env = {
    ...process.env,
    PGPASSFILE: file('pgpass', [`*:*:*:${user}:${password}`, ...logins, ''].join('\n')),
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: file('ca.pem', server.ca.join('\n')),
    PGOPTIONS: '-c client_min_messages=warning',
  };
  const script = file('script.sql', `${lines.join('\n')}\n`);
  const connection = ['-h', server.host, '-p', String(server.port), '-U', user, '-d', 'postgres'];
  const { status, stderr } = spawnSync('psql', [...connection, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', script], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`psql ended with ${status}: ${stderr}`);
}

import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planDatabase, provisionDatabases, scramVerifier, startEmbeddedServer } from '@goldenpath/database';
import { measureProgram } from './measure.mjs';

/** What a test machine needs no more than: nothing here outlives the run. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' };

/**
 * Measures the provisioning of many databases on one server: the first run and one that changes nothing. Beside it, `psql` runs the same SQL
 * on another server, and then logs in to each database as its application.
 */
export async function measureDatabases(count, { folder, alone }) {
  const ours = await onServer(path.join(folder, 'ours'), async ({ master }, serverCpu) => {
    const requests = requestsOf(count, master);
    const first = await measured(serverCpu, () => run(master, requests, 'changed'));
    const unchanged = await measured(serverCpu, () => run(master, requests, 'unchanged'));
    return { first, unchanged };
  });
  if (alone || spawnSync('psql', ['--version']).status !== 0) return { count, ours };
  const psql = await onServer(path.join(folder, 'psql'), async ({ master }, serverCpu) => {
    const requests = requestsOf(count, master);
    const statements = sqlOf(requests, master);
    const first = await measured(serverCpu, () => runPsql(statements, requests, master, folder));
    const unchanged = await measured(serverCpu, () => runPsql(loginsOf(requests, master), requests, master, folder));
    return { first, unchanged };
  });
  return { count, ours, psql };
}

async function onServer(folder, work) {
  mkdirSync(path.dirname(folder), { recursive: true });
  chmodSync(path.dirname(folder), 0o711);
  const server = await startEmbeddedServer({ folder, settings: SETTINGS });
  try {
    return await work(server, () => serverCpuSeconds(folder));
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** CPU seconds of a server and of the connections that have ended; undefined on systems without /proc. */
function serverCpuSeconds(folder) {
  const [pid] = readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'utf8').split(') ')[1].split(' ');
  // utime, stime, cutime and cstime, in hundredths of a second.
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field) / 100, 0);
}

/** Wall time, and the CPU time of client and server together. Work returns the CPU time of a client in another process. */
async function measured(serverCpu, work) {
  const [ownBefore, serverBefore, started] = [process.cpuUsage(), serverCpu(), performance.now()];
  const other = await work();
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(ownBefore);
  // The server counts a connection when it has cleaned up after it.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const client = other === undefined ? (user + system) / 1e6 : other.cpuSeconds;
  if (serverBefore === undefined || client === undefined) return { wall };
  return { wall, cpu: client + serverCpu() - serverBefore };
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
  return measureProgram('psql', [...connection, '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', script], { env });
}

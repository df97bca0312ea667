import { systemCode, UserError } from '@goldenpath/errors';
import { runProcess } from '@goldenpath/process';
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { sql } from '../server/query';
import { type BackupRequest, type Backups, timeStamp } from './backup';

/** Options of {@link dumpBackups}. */
export interface DumpOptions {
  /** The folder of the files. It is made where it does not exist. */
  readonly folder: string;
  /** Variables of the process: `PATH` finds `pg_dump`. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Dumps of single databases with `pg_dump`, in its custom format. `pg_restore` reads them. */
export function dumpBackups({ folder, env }: DumpOptions): Backups {
  const pgDump = (args: readonly string[], more: Readonly<Record<string, string>>, signal?: AbortSignal) =>
    runProcess('pg_dump', [...args], { cwd: process.cwd(), env: { ...env, ...more }, cancel: signal });
  return {
    title: `a dump of pg_dump in ${folder}`,
    check: async ({ master }) => {
      const { end, stdout } = await pgDump(['--version'], {});
      const own = Number(/\) (\d+)/.exec(stdout.toString())?.[1] ?? 0);
      const [row] = await sql<{ major: number }>(
        master,
        `SELECT current_setting('server_version_num')::int / 10000 AS major`,
      );
      const major = row?.major ?? 0;
      if (end !== 0 || own < major)
        throw new UserError(
          end === 0 ? `pg_dump has version ${own}, and the server ${major}.` : 'pg_dump is not installed.',
          `Install the client programs of PostgreSQL ${major}. Without \`--backup-to\`, a snapshot is made instead.`,
          { code: 'backup-impossible' },
        );
    },
    make: async (request) => {
      const { database, at, signal } = request;
      const file = path.join(folder, `${encodeURIComponent(database)}-${timeStamp(at)}.dump`);
      await createFolder(folder);
      const partial = `${file}.partial`;
      try {
        await withConnection(request, async (variables) => {
          const args = ['--format=custom', '--no-password', `--role=${request.role}`, `--file=${partial}`];
          const { end, stderr } = await pgDump([...args, '--', connectionText(database)], variables, signal);
          if (end !== 0) throw dumpFailure(database, stderr);
        });
        await durable(partial);
        await rename(partial, file);
        return file;
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}

/** The name of a database as a connection string: `pg_dump` reads a name with `=` as one. */
function connectionText(database: string): string {
  return `dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The way to the server in variables: arguments are seen by every user of the machine. */
async function withConnection(
  { master: { server, user, password } }: BackupRequest,
  work: (variables: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goldenpath-ca-'));
  try {
    const authorities = path.join(folder, 'ca.pem');
    await writeFile(authorities, server.ca.join('\n'));
    await work({
      PGHOST: server.host,
      PGPORT: String(server.port),
      PGUSER: user,
      PGPASSWORD: password,
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: authorities,
      PGAPPNAME: 'goldenpath',
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function createFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new UserError(`Cannot create the folder ${folder}: ${code}.`, 'Pass another folder to `--backup-to`.', {
      code: 'backup-failed',
    });
  }
}

async function durable(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function dumpFailure(database: string, stderr: string): UserError {
  const reason = stderr.trim().split('\n').at(-1) ?? '';
  return new UserError(
    `pg_dump fails on the database ${database}: ${reason.replace(/\.$/, '')}.`,
    'Correct the cause, and run the command again. It continues the work.',
    { code: 'backup-failed' },
  );
}

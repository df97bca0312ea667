import { UserError } from '@goldenpath/errors';
import { type Client, escapeIdentifier } from 'pg';
import type { Login, ServerAddress } from './address';
import { connect } from './connect';

/** The master of an instance. */
export interface Master {
  readonly server: ServerAddress;
  readonly user: string;
  readonly password: string;
  /**
   * A role with the same password that creates the extensions that only a superuser can. RDS lets its master create them.
   *
   * @default the master creates all
   */
  readonly extensionsAs?: string;
  /**
   * Whether the server stands in for one of RDS, which has more extensions. One that it lacks is left out then.
   *
   * @default false: it is an error
   */
  readonly standsIn?: boolean;
}

/** The database that a master connects to when it works on the server. `template1` would block creations. */
const HOME = 'postgres';

/** The two keys of an advisory lock. */
type Lock = readonly [number, number];

/** One lock for all runs on a server. The two halves spell `GPDB` and `PROV`. */
const LOCK: Lock = [0x47504442, 0x50524f56];

/** The lock of rotations, which take the other one for a part of their time: `GPDB` and `ROTA`. */
export const ROTATION_LOCK: Lock = [0x47504442, 0x524f5441];

const RETRY_MS = 200;
/** The code of the error of a run that was stopped before it began. */
export const STOPPED = 'stopped';
/** The major versions of PostgreSQL that can be provisioned. */
export const SUPPORTED_VERSIONS = { from: 15, to: 18 };

/** Connects as the master. */
export function connectMaster({ server, user, password }: Master, database: string = HOME): Promise<Client> {
  const login: Login = { user, password, database };
  return connect(server, login);
}

/**
 * Checks that provisioning can work here, before it changes anything.
 *
 * @throws UserError with a remedy where it cannot.
 */
export async function assertReady(client: Client, { server: { host, port }, user }: Master): Promise<void> {
  const { rows } = await client.query<{ recovering: boolean; version: number; roles: boolean; databases: boolean }>(
    `SELECT pg_catalog.pg_is_in_recovery() AS recovering, pg_catalog.current_setting('server_version_num')::int / 10000 AS version,
        (rolcreaterole OR rolsuper) AS roles, (rolcreatedb OR rolsuper) AS databases
      FROM pg_catalog.pg_roles WHERE rolname = current_user`,
  );
  const found = rows[0];
  if (found === undefined) throw new Error(`${user} is logged in and is not a role.`);
  const where = `PostgreSQL at ${host}:${port}`;
  if (found.recovering)
    throw new UserError(
      `${where} is in recovery: it is a replica, or it is being restored.`,
      'Use the address of the primary, or wait for the end of the restore.',
      { code: 'in-recovery' },
    );
  if (found.version < SUPPORTED_VERSIONS.from || found.version > SUPPORTED_VERSIONS.to)
    throw new UserError(
      `${where} has version ${found.version}. This goldenpath provisions versions ${SUPPORTED_VERSIONS.from} to ${SUPPORTED_VERSIONS.to}.`,
      found.version < SUPPORTED_VERSIONS.from
        ? `Upgrade the instance: set \`postgres.version\` in the platform file to a version from ${SUPPORTED_VERSIONS.from} to ${SUPPORTED_VERSIONS.to}, and deploy.`
        : 'Update goldenpath: npm install --save-dev @goldenpath/cli@latest',
      { code: 'version-unsupported' },
    );
  if (!found.roles || !found.databases)
    throw new UserError(
      `${user} cannot create roles and databases on ${where}.`,
      `Use the master of the instance, or as an administrator: ALTER ROLE ${escapeIdentifier(user)} CREATEROLE CREATEDB`,
      { code: 'wrong-master' },
    );
}

/** Options of {@link withLock}. */
export interface LockOptions {
  readonly signal: AbortSignal;
  /** Called once, where another run has the lock. */
  readonly onWait: () => void;
  /** @default the lock of runs that change the server */
  readonly lock?: Lock;
}

/**
 * Runs work while no other run changes the server. PostgreSQL frees the lock when the connection ends, however it ends.
 *
 * @throws UserError with the code `stopped` where the signal came before the lock was free. The work has not begun then.
 */
export async function withLock<T>(
  client: Client,
  { signal, onWait, lock = LOCK }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  let waits = false;
  for (;;) {
    if (signal.aborted)
      throw new UserError('Stopped before anything was changed.', 'Run the command again.', { code: STOPPED });
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_catalog.pg_try_advisory_lock($1, $2) AS locked',
      [...lock],
    );
    if (rows[0]?.locked === true) break;
    if (!waits) onWait();
    waits = true;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  try {
    return await work();
  } finally {
    await client.query('SELECT pg_catalog.pg_advisory_unlock($1, $2)', [...lock]).catch(() => undefined);
  }
}

/** Runs work while the master is a member of roles, which it must be to make databases for them. */
export async function asMember<T>(client: Client, roles: readonly string[], work: () => Promise<T>): Promise<T> {
  const names = roles.map((role) => escapeIdentifier(role)).join(', ');
  // No options: version 15 does not know them, and later ones give INHERIT and SET by default.
  await client.query(`GRANT ${names} TO CURRENT_USER`);
  let failure: { readonly error: unknown } | undefined;
  try {
    return await work();
  } catch (error) {
    failure = { error };
    throw error;
  } finally {
    const revoke = client.query(`REVOKE ${names} FROM CURRENT_USER`);
    // The first error says why; a lost connection fails both, and the next run ends the membership.
    await (failure === undefined ? revoke : revoke.catch(() => undefined));
  }
}

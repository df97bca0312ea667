import { UserError } from '@goldenpath/errors';
import type { Client } from 'pg';
import type { DesiredDatabase } from './desired';
import { alternateRole } from './desired';
import { provisionDatabases, type ProvisionOptions, type ProvisionResult } from './provision';
import { newPassword, readDatabaseSecret } from './secrets/credentials';
import type { SecretStore } from './secrets/store';
import { withClient } from './server/connect';
import { assertReady, connectMaster, type Master, ROTATION_LOCK, withLock } from './server/session';

/** Options of {@link rotatePassword}. */
export interface RotateOptions extends ProvisionOptions {
  /** The clock that the date in the secret follows. @default that of this machine */
  readonly now?: () => Date;
  /** Change nothing while clients still use the login that would get the new password. @default false */
  readonly refuseInUse?: boolean;
}

/**
 * Gives an application a new password while it runs.
 *
 * It alternates between two logins that act as the same owner. The one that the secret does not name gets a new password, proves it
 * with a login, and only then takes its place in the secret. The other keeps its password until the next rotation, so applications that
 * have read the secret before this one still log in.
 *
 * @returns the result of the database. Where it failed, the secret is as it was.
 * @throws UserError where the secret is missing or malformed, or the server cannot be used. With the code `secret-conflict` where another
 * writer has changed the secret since: its content stays, and still logs in. With `login-in-use` where `refuseInUse` found a client.
 */
export async function rotatePassword(
  master: Master,
  store: SecretStore,
  desired: DesiredDatabase,
  options: RotateOptions = {},
): Promise<ProvisionResult> {
  const { signal = new AbortController().signal, onEvent, now = () => new Date() } = options;
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    const lock = { signal, onWait: () => void onEvent?.({ kind: 'waiting' }), lock: ROTATION_LOCK };
    return withLock(client, lock, async () => {
      const { credentials: current, version } = await readDatabaseSecret(store, desired);
      const { host, port } = master.server;
      const username = current.username === desired.role ? alternateRole(desired.role) : desired.role;
      if (options.refuseInUse === true) await assertUnused(client, username, desired);
      const rotatedAt = now().toISOString();
      const next = { ...current, host, port, username, password: newPassword(), rotatedAt };
      const [result] = await provisionDatabases(master, [{ desired, credentials: next }], options);
      if (result === undefined) throw new Error(`${desired.database} has no result.`);
      if (result.status === 'changed') await store.write(desired.secretPath, JSON.stringify(next), version);
      return result;
    });
  });
}

/** Pods that have not restarted since the last rotation still log in with the password before it. */
async function assertUnused(client: Client, username: string, { app }: DesiredDatabase): Promise<void> {
  const { rows } = await client.query<{ connections: number }>(
    'SELECT count(*)::int AS connections FROM pg_catalog.pg_stat_activity WHERE usename = $1',
    [username],
  );
  const connections = rows[0]?.connections ?? 0;
  if (connections === 0) return;
  throw new UserError(
    `The rotation would lock out ${connections} ${connections === 1 ? 'connection' : 'connections'} of ${username}: clients still use the login from before the last rotation.`,
    `Restart the pods of ${app}, such as with \`kubectl rollout restart\`. Then run the command again.`,
    { code: 'login-in-use' },
  );
}

import type { DesiredDatabase } from './desired';
import { alternateRole } from './desired';
import { provisionDatabases, type ProvisionOptions, type ProvisionResult } from './provision';
import { newPassword, readCredentials } from './secrets/credentials';
import type { SecretStore } from './secrets/store';
import { withClient } from './server/connect';
import { assertReady, connectMaster, type Master, ROTATION_LOCK, withLock } from './server/session';

/**
 * Gives an application a new password while it runs.
 *
 * It alternates between two logins that act as the same owner. The one that the secret does not name gets a new password, proves it
 * with a login, and only then takes its place in the secret. The other keeps its password until the next rotation, so applications that
 * have read the secret before this one still log in.
 *
 * @returns the result of the database. Where it failed, the secret is as it was.
 * @throws UserError where the secret is missing or malformed, or the server cannot be used.
 */
export async function rotatePassword(
  master: Master,
  store: SecretStore,
  desired: DesiredDatabase,
  options: ProvisionOptions = {},
): Promise<ProvisionResult> {
  const { signal = new AbortController().signal, onEvent } = options;
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    const lock = { signal, onWait: () => void onEvent?.({ kind: 'waiting' }), lock: ROTATION_LOCK };
    return withLock(client, lock, async () => {
      const current = await readCredentials(store, desired);
      const { host, port } = master.server;
      const username = current.username === desired.role ? alternateRole(desired.role) : desired.role;
      const next = { ...current, host, port, username, password: newPassword() };
      const [result] = await provisionDatabases(master, [{ desired, credentials: next }], options);
      if (result === undefined) throw new Error(`${desired.database} has no result.`);
      if (result.status === 'changed') await store.write(desired.secretPath, JSON.stringify(next));
      return result;
    });
  });
}

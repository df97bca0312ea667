import {
  type DatabaseSecret,
  type DesiredDatabase,
  type Master,
  newPassword,
  readDatabaseSecret,
  SECRET_CONFLICT,
} from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import type { DatabaseServers } from './servers';

/**
 * The secret of a database. On this machine, a missing secret is made; it is written only with `write`.
 *
 * @throws UserError where the secret is missing or malformed.
 */
export async function secretOf(
  desired: DesiredDatabase,
  master: Master,
  { store, makesSecrets }: DatabaseServers,
  { write }: { readonly write: boolean },
): Promise<DatabaseSecret> {
  if (!makesSecrets || (await store.read(desired.secretPath)) !== undefined) return readDatabaseSecret(store, desired);
  const { host, port, readerHost } = master.server;
  const made = {
    host,
    port,
    ...(readerHost !== undefined && { readerhost: readerHost }),
    dbname: desired.database,
    username: desired.role,
    password: newPassword(),
  };
  if (!write) return { credentials: made, version: '', passwordSince: new Date() };
  await unlessConflict(store.write(desired.secretPath, JSON.stringify(made), undefined));
  return readDatabaseSecret(store, desired);
}

/** Whether a write succeeded: false where another writer was first. */
export async function unlessConflict(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (!isUserError(error) || error.code !== SECRET_CONFLICT) throw error;
    return false;
  }
}

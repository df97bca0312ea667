import {
  type Credentials,
  type DesiredDatabase,
  type Master,
  newPassword,
  readCredentials,
} from '@goldenpath/database';
import type { Place } from './place';

/**
 * The content of the secret of a database. Where the place makes secrets, one that is missing is made; it is written only with `write`.
 *
 * @throws UserError where the secret is missing or malformed.
 */
export async function credentialsOf(
  desired: DesiredDatabase,
  master: Master,
  { store, makesSecrets }: Place,
  { write }: { readonly write: boolean },
): Promise<Credentials> {
  if (!makesSecrets || (await store.read(desired.secretPath)) !== undefined) return readCredentials(store, desired);
  const { host, port } = master.server;
  const made = { host, port, dbname: desired.database, username: desired.role, password: newPassword() };
  if (write) await store.write(desired.secretPath, JSON.stringify(made));
  return made;
}

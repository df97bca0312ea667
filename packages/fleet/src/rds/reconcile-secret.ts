import {
  type DatabaseSecret,
  type DesiredDatabase,
  type Master,
  provisionDatabases,
  readDatabaseSecret,
  SECRET_CONFLICT,
  type SecretStore,
} from '@goldenpath/database';
import { UserError } from '@goldenpath/errors';
import { unlessConflict } from './credentials';

/** Rotations and other runs of `provision` write secrets as well: a few times a day, not a few times a second. */
const MOST_TRIES = 5;

/** A database that was provisioned, with the secret that was read before. */
export type Provisioned = DatabaseSecret & {
  readonly desired: DesiredDatabase;
  /** Whether the run changed the server: it may have set the password of the secret. */
  readonly isChanged: boolean;
};

/**
 * Makes the secret of a database and the server agree after a run.
 *
 * - Another run may have changed the secret meanwhile. Then this run may have set a password that is out of date, and the database is
 *   provisioned again with the current one.
 * - An instance that has moved leaves its old address in the secret. The address is replaced. The login and its password stay.
 *
 * @throws UserError with the code `secret-conflict` where other runs change the secret each time.
 */
export async function reconcileSecret(
  master: Master,
  store: SecretStore,
  provisioned: Provisioned,
  signal: AbortSignal,
): Promise<void> {
  const { desired } = provisioned;
  const { host, port, readerHost } = master.server;
  let { credentials, version, passwordSince } = provisioned;
  let mayDiffer = provisioned.isChanged;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const current = mayDiffer ? await readDatabaseSecret(store, desired) : provisioned;
    mayDiffer = true;
    if (current.version !== version) {
      await provisionAgain(master, desired, current, signal);
      ({ credentials, version, passwordSince } = current);
      continue;
    }
    if (credentials.host === host && credentials.port === port && credentials.readerhost === readerHost) return;
    const rotatedAt = credentials.rotatedAt ?? passwordSince.toISOString();
    const { readerhost: _earlier, ...rest } = credentials;
    const address = { host, port, ...(readerHost !== undefined && { readerhost: readerHost }) };
    const moved = JSON.stringify({ ...rest, ...address, rotatedAt });
    if (await unlessConflict(store.write(desired.secretPath, moved, version))) return;
  }
  throw new UserError(
    `Other runs change the secret ${desired.secretPath} again and again.`,
    'Stop them, and run `goldenpath rds provision` again.',
    { code: SECRET_CONFLICT },
  );
}

async function provisionAgain(
  master: Master,
  desired: DesiredDatabase,
  { credentials }: DatabaseSecret,
  signal: AbortSignal,
): Promise<void> {
  const [result] = await provisionDatabases(master, [{ desired, credentials }], { signal });
  if (result?.error !== undefined) throw result.error;
}

import { UserError } from '@goldenpath/errors';
import { type Client, escapeIdentifier } from 'pg';
import type { DesiredDatabase } from '../desired';
import { problemOf } from '../problem';
import { rolesToDrop } from '../retire/plan';
import { withClient } from '../server/connect';
import { observeServer } from '../server/observe-server';
import { asMember, assertReady, connectMaster, type Master, withLock } from '../server/session';

/** Options of {@link dropDatabase}. */
export interface DropOptions {
  readonly signal?: AbortSignal;
  /** Called once, where another run changes the server. */
  readonly onWait?: () => void;
  /** Asked when no other run changes the server. With `false`, nothing is dropped. @default always */
  readonly stillApplies?: () => Promise<boolean>;
  /** Removes what belongs to the database elsewhere, before another run changes the server. Returns its steps. @default nothing */
  readonly beside?: () => Promise<readonly string[]>;
}

/**
 * Drops a database without a backup, with its roles: that of a preview. A second run finds nothing to do, and a run that was
 * killed anywhere is finished by the next.
 *
 * @returns the titles of the steps that were done; empty where nothing was left.
 * @throws UserError where the server cannot be reached, or the database belongs to another role.
 */
export async function dropDatabase(
  master: Master,
  desired: DesiredDatabase,
  { signal = new AbortController().signal, onWait = () => undefined, stillApplies, beside }: DropOptions = {},
): Promise<readonly string[]> {
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    return withLock(client, { signal, onWait }, async () => {
      try {
        if ((await stillApplies?.()) === false) return [];
        const done = await dropFound(client, desired);
        return [...done, ...((await beside?.()) ?? [])];
      } catch (error) {
        throw problemOf(error, desired, master);
      }
    });
  });
}

async function dropFound(client: Client, desired: DesiredDatabase): Promise<string[]> {
  const { database, role } = desired;
  const found = await observeServer(client, [desired]);
  const owner = found.databases.get(database)?.owner;
  if (owner !== undefined && owner !== role && owner !== found.master)
    throw new UserError(
      `The database ${database} belongs to the role ${owner}, and not to ${role}.`,
      'Find out whose data it is. Drop it as an administrator, or give it to the role.',
      { code: 'owner-differs' },
    );
  const done: string[] = [];
  if (owner !== undefined) {
    const name = escapeIdentifier(database);
    const drop = async () => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    };
    await (owner === role ? asMember(client, [role], drop) : drop());
    done.push(`drop database ${name}`);
  }
  for (const name of rolesToDrop(desired, found.roles)) {
    await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(name)}`);
    done.push(`drop role ${escapeIdentifier(name)}`);
  }
  return done;
}

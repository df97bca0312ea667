import { UserError } from '@goldenpath/errors';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { backupOf, type Backups } from '../backup/backup';
import type { DesiredDatabase } from '../desired';
import { asMember, type Master } from '../server/session';
import { markText, retiredName } from './mark';
import { observeSessions } from './observe';
import type { RetireStep } from './plan';

/** What the steps of one database run with. */
export interface RetireRun {
  readonly client: Client;
  readonly master: Master;
  readonly desired: DesiredDatabase;
  readonly backups: Backups;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Called before each step. */
  readonly onStep: (step: RetireStep) => Promise<void>;
}

/** Milliseconds that a session has to end. */
const SESSION_END_MS = 10_000;

/**
 * Runs the steps in their order.
 *
 * @returns where the backup is, where one was made.
 */
export async function executeRetirement(run: RetireRun, steps: readonly RetireStep[]): Promise<string | undefined> {
  const { client, desired, onStep } = run;
  let backup: string | undefined;
  const asOwner = steps.filter(({ kind }) => OF_OWNER.includes(kind));
  for (const step of steps.filter(({ kind }) => kind === 'end-membership' || kind === 'lock-role')) {
    await onStep(step);
    await client.query(roleStatement(step, desired));
  }
  if (asOwner.length > 0)
    await asMember(client, [desired.role], async () => {
      for (const step of asOwner) {
        await onStep(step);
        backup = (await runAsOwner(run, step, backup)) ?? backup;
      }
    });
  for (const step of steps.filter(({ kind }) => kind === 'drop-role')) {
    await onStep(step);
    await client.query(roleStatement(step, desired)).catch((error: unknown) => {
      throw dropFailure(error, step);
    });
  }
  return backup;
}

/** Steps that only the owner of the database may do. */
const OF_OWNER: readonly RetireStep['kind'][] = ['revoke', 'end-sessions', 'backup', 'rename', 'drop-database'];

function roleStatement(step: RetireStep, { role }: DesiredDatabase): string {
  if (step.kind === 'lock-role') return `ALTER ROLE ${escapeIdentifier(step.role)} NOLOGIN`;
  if (step.kind === 'drop-role') return `DROP ROLE IF EXISTS ${escapeIdentifier(step.role)}`;
  return `REVOKE ${escapeIdentifier(role)} FROM CURRENT_USER`;
}

async function runAsOwner(run: RetireRun, step: RetireStep, backup: string | undefined): Promise<string | undefined> {
  const { client, master, desired, backups, now, signal } = run;
  const { database } = desired;
  const name = escapeIdentifier(database);
  switch (step.kind) {
    case 'revoke': {
      const grantees = step.grantees.map((grantee) => (grantee === '' ? 'PUBLIC' : escapeIdentifier(grantee)));
      // The master inspects the database, and dumps it.
      await client.query(
        `GRANT CONNECT ON DATABASE ${name} TO CURRENT_USER; REVOKE ALL ON DATABASE ${name} FROM ${grantees.join(', ')}`,
      );
      return undefined;
    }
    case 'end-sessions':
      await endSessions(client, database);
      return undefined;
    case 'backup':
      // A session could have begun before the lock and be missing in the plan.
      await endSessions(client, database);
      return backups.make({ master, ...backupOf(desired), at: now(), signal });
    case 'rename':
      if (backup === undefined) throw new Error(`${database} has no backup.`);
      await renameDatabase(run, backup);
      return undefined;
    case 'drop-database':
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(step.name)} WITH (FORCE)`);
      return undefined;
    default:
      throw new Error(`${step.kind} is not a step of an owner.`);
  }
}

/** @throws UserError where a session goes on. */
async function endSessions(client: Client, database: string): Promise<void> {
  await client.query(
    `SELECT pg_catalog.pg_terminate_backend(pid, ${SESSION_END_MS}) FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid()`,
    [database],
  );
  const left = await observeSessions(client, database);
  if (left.length > 0)
    throw new UserError(
      `Sessions in the database ${database} do not end: ${left.join(', ')}.`,
      'End them as an administrator, and run the command again. It continues the work.',
      { code: 'sessions-remain' },
    );
}

/** The mark and the name change in one transaction, which several statements in one query are. */
async function renameDatabase({ client, desired, now }: RetireRun, backup: string): Promise<void> {
  const { database, role } = desired;
  const retiredAt = now();
  const { rows } = await client.query<{ name: string }>('SELECT datname AS name FROM pg_catalog.pg_database');
  const name = retiredName(database, retiredAt, new Set(rows.map((row) => row.name)));
  const mark = markText({ database, role, retiredAt, backup });
  await client.query(
    `COMMENT ON DATABASE ${escapeIdentifier(database)} IS ${escapeLiteral(mark)};
      ALTER DATABASE ${escapeIdentifier(database)} RENAME TO ${escapeIdentifier(name)}`,
  );
}

/** A role that still has something elsewhere stays, with the reason. */
function dropFailure(error: unknown, { title }: RetireStep): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '2BP01') return error;
  const detail =
    'detail' in error && typeof error.detail === 'string' ? ` ${error.detail.replaceAll('\n', '; ')}.` : '';
  return new UserError(
    `Cannot ${title}: other objects depend on it.${detail}`,
    'The database is dropped. Reassign or drop what the role has elsewhere, and run the command again.',
    { code: 'role-in-use' },
  );
}

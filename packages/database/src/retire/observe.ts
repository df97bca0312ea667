import type { Client } from 'pg';
import type { DesiredDatabase } from '../desired';
import { parseMark, type RetirementMark } from './mark';

/** A database that was renamed and waits to be dropped. */
export interface RetiredDatabase {
  /** Its name now. */
  readonly name: string;
  readonly mark: RetirementMark;
}

/** Databases of a server with the mark of a retirement, the latest first. */
export async function observeRetired(client: Client): Promise<RetiredDatabase[]> {
  const { rows } = await client.query<{ name: string; comment: string | null }>(
    `SELECT b.datname AS name, d.description AS comment FROM pg_catalog.pg_shdescription d JOIN pg_catalog.pg_database b ON b.oid = d.objoid
      WHERE d.classoid = 'pg_catalog.pg_database'::regclass AND d.description LIKE '%goldenpath/retired%'`,
  );
  return rows
    .flatMap(({ name, comment }) => {
      const mark = parseMark(comment);
      return mark === undefined ? [] : [{ name, mark }];
    })
    .toSorted((one, other) => other.mark.retiredAt.getTime() - one.mark.retiredAt.getTime());
}

/** What a database has become; undefined where it was never retired, or has been dropped. */
export function retiredOf(
  retired: readonly RetiredDatabase[],
  { database, role }: Pick<DesiredDatabase, 'database' | 'role'>,
): RetiredDatabase | undefined {
  return retired.find(({ mark }) => mark.database === database && mark.role === role);
}

/** Sessions of clients in a database, other than this one. */
export async function observeSessions(client: Client, database: string): Promise<string[]> {
  const { rows } = await client.query<{ session: string }>(
    `SELECT format('%s of %s', coalesce(nullif(application_name, ''), 'a session'), usename) AS session FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND backend_type = 'client backend' AND pid <> pg_catalog.pg_backend_pid() ORDER BY 1`,
    [database],
  );
  return rows.map(({ session }) => session);
}

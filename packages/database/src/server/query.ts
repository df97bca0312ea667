import type { QueryResultRow } from 'pg';
import { withClient } from './connect';
import { connectMaster, type Master } from './session';

/** Runs one query as the master, in a connection of its own. */
export async function sql<Row extends QueryResultRow>(master: Master, text: string): Promise<Row[]> {
  return withClient(await connectMaster(master), async (client) => (await client.query<Row>(text)).rows);
}

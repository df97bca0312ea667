import { type Client, escapeIdentifier } from 'pg';
import type { DatabasePlan } from '../plan/plan';
import type { Step } from '../plan/step';
import { scramVerifier } from '../scram';
import type { Credentials } from '../secrets/credentials';
import { withClient } from './connect';
import { asMember, connectMaster, type Master } from './session';

/** Called before a step is sent. */
export type OnStep = (step: Step) => Promise<void>;

/** Does the steps of a plan in their order. The master is a member of the owner's role while it needs to be. */
export async function executePlan(
  client: Client,
  master: Master,
  { desired, steps }: DatabasePlan,
  { password }: Credentials,
  onStep: OnStep,
): Promise<void> {
  const run = async (on: Client, step: Step) => {
    await onStep(step);
    await on.query(step.sql(() => scramVerifier(password)));
  };
  for (const step of steps.filter(({ where }) => where === 'roles')) await run(client, step);
  const rest = steps.filter(({ where }) => where !== 'roles');
  if (rest.length === 0) return;
  const { rows } = await client.query<{ owner: string; mine: boolean }>(
    `SELECT pg_catalog.pg_get_userbyid(datdba) AS owner, datdba = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user) AS mine
      FROM pg_catalog.pg_database WHERE datname = $1`,
    [desired.database],
  );
  // A database that another role owns can be given away only by its owner.
  const other = rows.filter(({ owner, mine }) => !mine && owner !== desired.role).map(({ owner }) => owner);
  await asMember(client, [desired.role, ...other], async () => {
    for (const step of rest.filter(({ where }) => where === 'server')) await run(client, step);
    const inside = rest.filter(({ where }) => where === 'database');
    if (inside.length === 0) return;
    await withClient(await connectMaster(master, desired.database), async (connected) => {
      await connected.query('BEGIN');
      // Grants of the owner, so that they end with it and not with the master.
      await connected.query(`SET LOCAL ROLE ${escapeIdentifier(desired.role)}`);
      for (const step of inside) await run(connected, step);
      await connected.query('COMMIT');
    });
  });
}

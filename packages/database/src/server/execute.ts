import { type Client, DatabaseError, escapeIdentifier } from 'pg';
import type { DatabasePlan } from '../plan/plan';
import type { Step } from '../plan/step';
import { scramVerifier } from '../scram';
import type { Credentials } from '../secrets/credentials';
import { withClient } from './connect';
import { asMember, connectMaster, type Master } from './session';

/** What a caller learns of steps. */
export interface StepListener {
  /** Called before a step is sent. */
  readonly onStep: (step: Step) => Promise<void>;
  /** Called when the server has done a step. */
  readonly onDone: (step: Step) => void;
}

/** Does the steps of a plan in their order. The master is a member of the owner's role while it needs to be. */
export async function executePlan(
  client: Client,
  master: Master,
  { desired, steps, leaving = [] }: DatabasePlan,
  { password }: Credentials,
  { onStep, onDone }: StepListener,
): Promise<void> {
  // Statements in one query are one transaction, and take one round trip.
  const run = async (on: Client, together: readonly Step[]) => {
    if (together.length === 0) return;
    for (const step of together) await onStep(step);
    await on.query(together.map((step) => step.sql(() => scramVerifier(password))).join(';\n'));
    together.forEach(onDone);
  };
  await run(
    client,
    steps.filter(({ where }) => where === 'roles'),
  );
  const rest = steps.filter(({ where }) => where !== 'roles');
  if (rest.length === 0) return;
  const { rows } = await client.query<{ owner: string; mine: boolean }>(
    `SELECT pg_catalog.pg_get_userbyid(datdba) AS owner, datdba = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user) AS mine
      FROM pg_catalog.pg_database WHERE datname = $1`,
    [desired.database],
  );
  // A database that another role owns can be given away only by its owner.
  const other = rows.filter(({ owner, mine }) => !mine && owner !== desired.role).map(({ owner }) => owner);
  const last = rest.filter(({ where }) => where === 'afterwards');
  await asMember(client, [desired.role, ...other, ...leaving], async () => {
    const onServer = rest.filter(({ where }) => where === 'server');
    // PostgreSQL creates no database in a transaction.
    const alone = onServer.filter(({ kind }) => kind === 'database');
    for (const step of alone) await run(client, [step]);
    await run(
      client,
      onServer.filter((step) => !alone.includes(step)),
    );
    const asMaster = rest.filter(({ where }) => where === 'master');
    if (asMaster.length > 0) await runAsMaster(master, desired.database, asMaster, run);
    const inside = rest.filter(({ where }) => where === 'database');
    if (inside.length === 0) return;
    await withClient(await connectMaster(master, desired.database), async (connected) => {
      await connected.query('BEGIN');
      // Grants of the owner, so that they end with it and not with the master.
      await connected.query(`SET LOCAL ROLE ${escapeIdentifier(desired.role)}`);
      await run(connected, inside);
      await connected.query('COMMIT');
    });
  });
  for (const step of last) await run(client, [step]);
}

/** PostgreSQL lets the owner of a database create trusted extensions, and RDS lets its master create the others as well. */
async function runAsMaster(
  master: Master,
  database: string,
  steps: readonly Step[],
  run: (on: Client, together: readonly Step[]) => Promise<void>,
): Promise<void> {
  const { extensionsAs } = master;
  await withClient(await connectMaster(master, database), async (connected) => {
    for (const step of steps)
      await run(connected, [step]).catch(async (error: unknown) => {
        if (extensionsAs === undefined || !(error instanceof DatabaseError) || error.code !== '42501') throw error;
        const superuser = await connectMaster({ ...master, user: extensionsAs }, database);
        await withClient(superuser, (other) => run(other, [step]));
      });
  });
}

import type { DesiredDatabase } from '../desired';
import type { ProvisionRequest } from '../request';
import { withClient } from '../server/connect';
import { inspectDatabases, type Inspected } from '../server/inspect';
import { observeInventory } from '../server/observe-inventory';
import { assertReady, connectMaster, type Master } from '../server/session';
import { type Difference, differenceOf } from './difference';
import { type ExtraObject, extraObjects } from './extra';

/** How one database compares with its spec. */
export interface DatabaseStatus {
  readonly desired: DesiredDatabase;
  /** `missing`: there is no such database or no such role. `skipped`: its instance is not deployed yet. */
  readonly state: 'in-sync' | 'missing' | 'drifted' | 'failed' | 'skipped';
  /** In the order in which `goldenpath rds provision` repairs them. */
  readonly differences: readonly Difference[];
  /** Members and grants of the database that no spec asks for. */
  readonly extra: readonly string[];
  readonly error?: unknown;
}

/** How one server compares with the specs. */
export interface ServerStatus {
  /** One for each request, in their order. */
  readonly databases: readonly DatabaseStatus[];
  /** Databases and roles that no spec names. */
  readonly extra: readonly ExtraObject[];
}

/**
 * Compares a server with the specs. It changes nothing.
 *
 * @param specs - All databases that the specs have on the server, whether they are in a request or not.
 * @throws UserError where the server cannot be reached or used at all.
 */
export async function serverStatus(
  master: Master,
  requests: readonly ProvisionRequest[],
  specs: readonly DesiredDatabase[],
): Promise<ServerStatus> {
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    const databases = (await inspectDatabases(client, master, requests)).map(statusOf);
    return { databases, extra: extraObjects(await observeInventory(client), specs) };
  });
}

function statusOf({ request: { desired }, plan, error }: Inspected): DatabaseStatus {
  if (plan === undefined) return { desired, state: 'failed', differences: [], extra: [], error };
  const differences = plan.steps.map(differenceOf);
  const isAbsent = differences.some(({ kind }) => kind === 'database' || kind === 'role');
  const state = differences.length === 0 ? 'in-sync' : isAbsent ? 'missing' : 'drifted';
  return { desired, state, differences, extra: plan.extra };
}

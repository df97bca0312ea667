import type { Client } from 'pg';
import type { DesiredDatabase } from '../desired';
import type { ProvisionRequest } from '../request';
import { retiredOf } from '../retire/observe';
import { dropDate, type RetireRequest } from '../retire/plan';
import { withClient } from '../server/connect';
import { inspectDatabases, type Inspected } from '../server/inspect';
import { observeInventory } from '../server/observe-inventory';
import { observeServer } from '../server/observe-server';
import { assertReady, connectMaster, type Master } from '../server/session';
import { type Difference, differenceOf } from './difference';
import { type ExtraObject, extraObjects } from './extra';

/** `to-retire`: its spec retires it, and it still has its name. `retired`: it is renamed. `dropped`: nothing is left of it. */
export type RetirementStatus = 'to-retire' | 'retired' | 'dropped';

/** How one database compares with its spec. */
export interface DatabaseStatus {
  readonly desired: DesiredDatabase;
  /** `missing`: there is no such database or no such role. `skipped`: its instance is not deployed yet. */
  readonly state: 'in-sync' | 'missing' | 'drifted' | 'failed' | 'skipped' | RetirementStatus;
  /** In the order in which `goldenpath rds provision` repairs them. */
  readonly differences: readonly Difference[];
  /** Members and grants of the database that no spec asks for. */
  readonly extra: readonly string[];
  /** Of a retired database that is renamed. */
  readonly retirement?: {
    readonly name: string;
    readonly dropAfter: Date;
    readonly backup: string;
  };
  readonly error?: unknown;
}

/** How one server compares with the specs. */
export interface ServerStatus {
  /** One for each request and then for each retirement, in their order. */
  readonly databases: readonly DatabaseStatus[];
  /** Databases and roles that no spec names. */
  readonly extra: readonly ExtraObject[];
}

/**
 * Compares a server with the specs. It changes nothing.
 *
 * @param specs - All databases that the specs have on the server, whether they are in a request or not.
 * @param retirements - Databases that their specs retire.
 * @throws UserError where the server cannot be reached or used at all.
 */
export async function serverStatus(
  master: Master,
  requests: readonly ProvisionRequest[],
  specs: readonly DesiredDatabase[],
  retirements: readonly RetireRequest[] = [],
): Promise<ServerStatus> {
  return withClient(await connectMaster(master), async (client) => {
    await assertReady(client, master);
    const databases = (await inspectDatabases(client, master, requests)).map(statusOf);
    const retired = await retirementStatuses(client, retirements);
    return { databases: [...databases, ...retired], extra: extraObjects(await observeInventory(client), specs) };
  });
}

async function retirementStatuses(client: Client, requests: readonly RetireRequest[]): Promise<DatabaseStatus[]> {
  if (requests.length === 0) return [];
  const server = await observeServer(
    client,
    requests.map(({ desired }) => desired),
  );
  return requests.map(({ desired, graceDays }): DatabaseStatus => {
    const base = { desired, differences: [], extra: [] };
    const retired = retiredOf(server.retired, desired);
    if (server.databases.has(desired.database)) return { ...base, state: 'to-retire' };
    if (retired === undefined) return { ...base, state: 'dropped' };
    const { name, mark } = retired;
    const retirement = { name, dropAfter: dropDate(mark.retiredAt, graceDays), backup: mark.backup };
    return { ...base, state: 'retired', retirement };
  });
}

function statusOf({ request: { desired }, plan, error }: Inspected): DatabaseStatus {
  if (plan === undefined) return { desired, state: 'failed', differences: [], extra: [], error };
  const differences = plan.steps.map(differenceOf);
  const isAbsent = differences.some(({ kind }) => kind === 'database' || kind === 'role' || kind === 'restore');
  const state = differences.length === 0 ? 'in-sync' : isAbsent ? 'missing' : 'drifted';
  return { desired, state, differences, extra: plan.extra };
}

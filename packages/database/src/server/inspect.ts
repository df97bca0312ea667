import { isUserError } from '@goldenpath/errors';
import type { Client } from 'pg';
import { forEachAtOnce } from '../at-once';
import type { Observed, ObservedContents, PasswordState } from '../observed';
import { type DatabasePlan, planDatabase } from '../plan/plan';
import type { ProvisionRequest } from '../request';
import { tryLogin, withClient } from './connect';
import { observeContents } from './observe-contents';
import { observeServer, type ObservedServer } from './observe-server';
import type { Master } from './session';

/** What was found of a database: a plan, or why there is none. */
export interface Inspected {
  readonly request: ProvisionRequest;
  readonly plan?: DatabasePlan;
  readonly error?: unknown;
  readonly durationMs: number;
}

/** Databases that are looked into at once. */
const AT_ONCE = 8;

/** Compares databases with what the specs ask for. It changes nothing. */
export async function inspectDatabases(
  client: Client,
  master: Master,
  requests: readonly ProvisionRequest[],
): Promise<Inspected[]> {
  const server = await observeServer(
    client,
    requests.map(({ desired }) => desired),
  );
  const found = new Map<ProvisionRequest, Inspected>();
  await forEachAtOnce(AT_ONCE, requests, async (request) => {
    const started = performance.now();
    const result = await inspectOne(server, master, request);
    found.set(request, { ...result, request, durationMs: Math.round(performance.now() - started) });
  });
  return requests.flatMap((request) => found.get(request) ?? []);
}

async function inspectOne(server: ObservedServer, master: Master, request: ProvisionRequest) {
  try {
    return { plan: planDatabase(request.desired, await observe(server, master, request), server.master) };
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { error };
  }
}

async function observe(server: ObservedServer, master: Master, request: ProvisionRequest): Promise<Observed> {
  const { desired, credentials } = request;
  const login = credentials.username;
  const database = server.databases.get(desired.database);
  const base = { login, roles: server.roles, ...(database !== undefined && { database }) };
  const asApp = server.roles.has(login)
    ? await lookAsApplication(master, request)
    : ({ password: 'cannot-tell' } as const);
  if (database === undefined || asApp.contents !== undefined) return { ...base, ...asApp };
  const contents = await lookAsMaster(master, request);
  return { ...base, ...asApp, ...(contents !== undefined && { contents }) };
}

/** The application's own login proves the password, and its connection sees what the master would see. */
async function lookAsApplication(
  { server }: Master,
  { desired, credentials: { username, password } }: ProvisionRequest,
): Promise<{ readonly password: PasswordState; readonly contents?: ObservedContents }> {
  const tried = await tryLogin(server, { user: username, password, database: desired.database });
  if ('client' in tried)
    return {
      password: 'right',
      contents: await withClient(tried.client, (client) => observeContents(client, desired)),
    };
  // PostgreSQL checks the password first, and everything else after it.
  return { password: tried.refusal === '28P01' || tried.refusal === '28000' ? 'wrong' : 'right' };
}

async function lookAsMaster(master: Master, { desired }: ProvisionRequest): Promise<ObservedContents | undefined> {
  const { server, user, password } = master;
  const tried = await tryLogin(server, { user, password, database: desired.database });
  if (!('client' in tried)) return undefined;
  return withClient(tried.client, (client) => observeContents(client, desired));
}

import { isUserError } from '@goldenpath/errors';
import type { Client } from 'pg';
import { forEachAtOnce } from '../at-once';
import type { Observed, ObservedContents } from '../observed';
import { type DatabasePlan, planDatabase } from '../plan/plan';
import type { ProvisionRequest } from '../request';
import { retiredOf } from '../retire/observe';
import { tlsVersion, tryLogin, withClient } from './connect';
import { observeContents, type RoleIds } from './observe-contents';
import { observeServer, type ObservedServer } from './observe-server';
import type { Master } from './session';

/** What was found of a database: a plan, or why there is none. */
export interface Inspected {
  readonly request: ProvisionRequest;
  readonly plan?: DatabasePlan;
  readonly error?: unknown;
  /** The login of the application's own credentials. @default they do not log in */
  readonly login?: ProvenLogin;
  readonly durationMs: number;
}

/** A login that worked. */
export interface ProvenLogin {
  readonly user: string;
  /** The version of TLS that the connection had, such as `TLSv1.3`. */
  readonly tls: string;
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
    const { login, observed } = await observe(server, master, request);
    return { plan: planDatabase(request.desired, observed, server.master), ...(login !== undefined && { login }) };
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { error };
  }
}

interface Observation {
  readonly observed: Observed;
  readonly login?: ProvenLogin;
}

async function observe(server: ObservedServer, master: Master, request: ProvisionRequest): Promise<Observation> {
  const { desired, credentials } = request;
  const user = credentials.username;
  const database = server.databases.get(desired.database);
  const retired = database === undefined ? retiredOf(server.retired, desired) : undefined;
  const base = {
    login: user,
    roles: server.roles,
    ...(database !== undefined && { database }),
    ...(retired !== undefined && { retiredName: retired.name }),
    ...(server.extensions !== undefined && {
      extensions: { ...server.extensions, isPartial: master.standsIn ?? false },
    }),
  };
  const asApp: SeenByApplication = server.roles.has(user)
    ? await lookAsApplication(master, request, server.ids)
    : { password: 'cannot-tell' };
  const { tls, ...seen } = asApp;
  const login = tls === undefined ? {} : { login: { user, tls } };
  const isOfOther = desired.access !== undefined;
  if (database === undefined || isOfOther || seen.contents !== undefined)
    return { observed: { ...base, ...seen }, ...login };
  const contents = await lookAsMaster(master, request, server.ids);
  return { observed: { ...base, ...seen, ...(contents !== undefined && { contents }) }, ...login };
}

interface SeenByApplication extends Pick<Observed, 'password' | 'contents'> {
  readonly tls?: string;
}

/** The application's own login proves the password, and its connection sees what the master would see. */
async function lookAsApplication(
  { server }: Master,
  { desired, credentials: { username, password } }: ProvisionRequest,
  ids: RoleIds,
): Promise<SeenByApplication> {
  const tried = await tryLogin(server, { user: username, password, database: desired.database });
  if ('client' in tried) {
    const tls = tlsVersion(tried.client);
    return withClient(tried.client, async (client) => ({
      password: 'right',
      tls,
      // What is inside belongs to another plan.
      ...(desired.access === undefined && { contents: await observeContents(client, desired, ids) }),
    }));
  }
  // PostgreSQL checks the password first, and everything else after it.
  return { password: tried.refusal === '28P01' || tried.refusal === '28000' ? 'wrong' : 'right' };
}

async function lookAsMaster(
  master: Master,
  { desired }: ProvisionRequest,
  ids: RoleIds,
): Promise<ObservedContents | undefined> {
  const { server, user, password } = master;
  const tried = await tryLogin(server, { user, password, database: desired.database });
  if (!('client' in tried)) return undefined;
  return withClient(tried.client, (client) => observeContents(client, desired, ids));
}

import {
  type DatabaseSecret,
  type DesiredDatabase,
  type Instance,
  type Master,
  provisionDatabases,
  type ProvisionEvent,
  type ProvisionRequest,
  type ProvisionResult,
} from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { accountOf, type FleetFacts } from '@goldenpath/extension';
import * as path from 'node:path';
import type { FleetContext } from '../context';
import { loadSelection } from '../load/load-resolved-fleet';
import { byInstance, NOT_DEPLOYED } from './by-instance';
import { secretOf } from './credentials';
import { desiredDatabases } from './desired';
import type { RdsProvisionOptions, RdsRun } from './options';
import { mountedServers, readJobRequest } from './job-request';
import { openServers, type DatabaseServers, readCertificates } from './servers';
import { reconcileSecret } from './reconcile-secret';
import { auditRecorder } from './record';
import { assertCatalog, recordStatuses } from './record-statuses';

/** What a run on one instance works with. */
interface Run {
  readonly servers: DatabaseServers;
  readonly options: RdsProvisionOptions;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ProvisionEvent) => Promise<void>;
}

/**
 * Gives the databases of an environment the roles, owners and grants that the specs ask for.
 *
 * @throws UserError where a name is not known or an instance cannot be used. The failure of one database is a result.
 */
export async function provision(context: FleetContext, options: RdsProvisionOptions): Promise<RdsRun> {
  const { environment, dryRun = false, keepGoing = false } = options;
  const { databases, servers, facts } = await work(context, options);
  const audit = auditRecorder(context, options);
  const onEvent = async (event: ProvisionEvent) => {
    if (event.kind === 'result' && !dryRun && event.result.status !== 'skipped') await audit.record(event.result);
    options.onEvent?.(event);
  };
  if (!dryRun && facts !== undefined) assertCatalog(context, facts, options);
  const results: ProvisionResult[] = [];
  const groups = byInstance(databases, ({ instance }) => instance);
  for (const { instance, items: group } of groups) {
    const hasFailed = results.some(({ status }) => status === 'failed');
    if (context.signal.aborted || (hasFailed && !keepGoing))
      results.push(...group.map((desired) => plainResult(desired, 'skipped')));
    else
      results.push(
        ...(await provisionInstance(instance, group, { servers, options, signal: context.signal, onEvent })),
      );
  }
  if (!dryRun && facts !== undefined) recordStatuses(context, facts, options, results);
  const isRecorded = !dryRun && results.some(({ status }) => status !== 'skipped');
  if (!isRecorded) return { environment, dryRun, results };
  // The disk of a pod goes with the pod.
  const kept = options.from === undefined ? {} : { auditText: await audit.read() };
  return { environment, dryRun, results, auditFile: audit.file, ...kept };
}

interface Work {
  readonly databases: readonly DesiredDatabase[];
  readonly servers: DatabaseServers;
  /** @default there is no fleet in the pod of a Job, and so no catalog */
  readonly facts?: FleetFacts;
}

/** What to provision, and where: of the specs, or of the folder of a Job. */
async function work(context: FleetContext, options: RdsProvisionOptions): Promise<Work> {
  const { environment, apps = [], from, caFile } = options;
  if (from !== undefined) {
    const folder = path.resolve(context.cwd, from);
    const request = await readJobRequest(folder, environment);
    const authorities = caFile === undefined ? [] : [await readCertificates(path.resolve(context.cwd, caFile))];
    return { databases: request.databases, servers: mountedServers(folder, request, authorities) };
  }
  const { facts, isFlawless } = await loadSelection(context, { apps, environments: [environment] });
  const servers = await openServers(context, accountOf(facts.platform, environment).region, options);
  return { databases: desiredDatabases(facts, environment, apps, isFlawless), servers, facts };
}

/** Databases of one instance. What stops all of them is a result of each. */
async function provisionInstance(
  instance: Instance,
  group: readonly DesiredDatabase[],
  run: Run,
): Promise<ProvisionResult[]> {
  try {
    return await run.servers.withMaster(instance, (master) => provisionWith(master, group, run));
  } catch (error) {
    if (!isUserError(error) || error.code === 'audit-failed') throw error;
    const waits = run.options.auto === true && NOT_DEPLOYED.includes(error.code ?? '');
    const results = group.map((desired) => plainResult(desired, waits ? 'skipped' : 'failed', error));
    for (const result of results) await run.onEvent({ kind: 'result', result });
    return results;
  }
}

async function provisionWith(master: Master, group: readonly DesiredDatabase[], run: Run): Promise<ProvisionResult[]> {
  const { dryRun = false, keepGoing = false } = run.options;
  const requests: (ProvisionRequest & DatabaseSecret)[] = [];
  const failures: ProvisionResult[] = [];
  for (const desired of group) {
    try {
      const secret = await secretOf(desired, master, run.servers, { write: !dryRun });
      requests.push({ desired, ...secret });
    } catch (error) {
      if (!isUserError(error)) throw error;
      const failure = plainResult(desired, 'failed', error);
      failures.push(failure);
      await run.onEvent({ kind: 'result', result: failure });
    }
  }
  const stops = failures.length > 0 && !keepGoing;
  const done = stops
    ? requests.map(({ desired }) => plainResult(desired, 'skipped'))
    : await provisionDatabases(master, requests, {
        dryRun,
        keepGoing,
        signal: run.signal,
        onEvent: run.onEvent,
      });
  const reconciled = dryRun || stops ? done : await reconcileSecrets(master, requests, done, run);
  const all = [...failures, ...reconciled];
  return group.flatMap((desired) => all.find((result) => result.desired === desired) ?? []);
}

/** Makes secrets and server agree. The failure of one database is its result. */
async function reconcileSecrets(
  master: Master,
  requests: readonly (ProvisionRequest & DatabaseSecret)[],
  results: readonly ProvisionResult[],
  { servers, signal, onEvent }: Run,
): Promise<ProvisionResult[]> {
  const reconciled: ProvisionResult[] = [];
  for (const [index, result] of results.entries()) {
    const request = requests[index];
    const isChanged = result.status === 'changed';
    try {
      if (request !== undefined && (isChanged || result.status === 'unchanged'))
        await reconcileSecret(master, servers.store, { ...request, isChanged }, signal);
      reconciled.push(result);
    } catch (error) {
      if (!isUserError(error)) throw error;
      const failure = { ...result, status: 'failed' as const, error };
      reconciled.push(failure);
      await onEvent({ kind: 'result', result: failure });
    }
  }
  return reconciled;
}

function plainResult(desired: DesiredDatabase, status: 'failed' | 'skipped', error?: unknown): ProvisionResult {
  return { desired, status, steps: [], kinds: [], extra: [], durationMs: 0, ...(error !== undefined && { error }) };
}

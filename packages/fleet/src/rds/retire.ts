import {
  type Backups,
  type DesiredDatabase,
  dumpBackups,
  type Instance,
  type ProvisionResult,
  retireDatabases,
  type RetireEvent,
  type RetireRequest,
  type RetireResult,
} from '@goldenpath/database';
import { isUserError, UserError } from '@goldenpath/errors';
import * as path from 'node:path';
import { accountOf } from '@goldenpath/extension';
import type { FleetContext } from '../context';
import { loadSelection } from '../load/load-resolved-fleet';
import { byInstance, NOT_DEPLOYED } from './by-instance';
import { desiredDatabases, retiredDatabases } from './desired';
import type { RdsRetirement, RdsRetireOptions } from './options';
import { openServers, type DatabaseServers } from './servers';
import { type AuditRecorder, auditRecorder } from './record';

/** What a run on one instance works with. */
interface Run {
  readonly context: FleetContext;
  readonly servers: DatabaseServers;
  readonly options: RdsRetireOptions;
  readonly onEvent: (event: RetireEvent) => Promise<void>;
}

/**
 * Retires the databases of an environment whose specs say so. A first run locks, backs up and renames a database; a run after its days of
 * grace drops it. It stops at the first database that fails.
 *
 * @throws UserError where a name is not known, or a selected application does not retire its database.
 */
export async function retire(context: FleetContext, options: RdsRetireOptions): Promise<RdsRetirement> {
  const { environment, apps = [], dryRun = false } = options;
  const { facts } = await loadSelection(context, { apps, environments: [environment] });
  const active = desiredDatabases(facts, environment, apps).filter(({ access }) => access === undefined);
  assertRetired(active, options);
  const servers = await openServers(context, accountOf(facts.platform, environment).region, options);
  const audit = auditRecorder(context, options);
  const recorded: RetireEvent[] = [];
  const onEvent = async (event: RetireEvent) => {
    if (!dryRun && (await recordEvent(audit, event))) recorded.push(event);
    if (event.kind === 'waiting' || event.kind === 'step') options.onEvent?.(event);
  };
  const results: RetireResult[] = [];
  const groups = byInstance(retiredDatabases(facts, environment, apps), ({ desired }) => desired.instance);
  for (const { instance, items } of groups) {
    const hasFailed = results.some(({ status }) => status === 'failed');
    if (hasFailed) results.push(...items.map(({ desired }) => plainResult(desired, 'skipped')));
    else results.push(...(await retireOn(instance, items, { context, servers, options, onEvent })));
  }
  return { environment, dryRun, results, ...(recorded.length > 0 && { auditFile: audit.file }) };
}

/** An application that is named must have the word in its spec. */
function assertRetired(active: readonly DesiredDatabase[], { apps = [], environment }: RdsRetireOptions): void {
  const [first] = active;
  if (apps.length === 0 || first === undefined) return;
  throw new UserError(
    `The spec of ${first.app} does not retire the database ${first.database} in ${environment}.`,
    'Add `retire: { reason: … }` to `database` in the spec, or in `overrides` for one environment, and have the change reviewed.',
    { code: 'not-retired' },
  );
}

/** What stops all databases of an instance is a result of each. */
async function retireOn(instance: Instance, requests: readonly RetireRequest[], run: Run): Promise<RetireResult[]> {
  const { context, servers, options, onEvent } = run;
  try {
    return await servers.withMaster(instance, (master, snapshots) =>
      retireDatabases(master, requests, {
        backups: backupsOf(snapshots, run),
        now: options.now ?? (() => new Date()),
        dryRun: options.dryRun === true,
        signal: context.signal,
        onEvent,
      }),
    );
  } catch (error) {
    if (!isUserError(error) || error.code === 'audit-failed') throw error;
    const waits = options.auto === true && NOT_DEPLOYED.includes(error.code ?? '');
    const results = requests.map(({ desired }) => plainResult(desired, waits ? 'skipped' : 'failed', error));
    for (const result of results) await onEvent({ kind: 'retired', result });
    return results;
  }
}

function backupsOf(snapshots: Backups, { context: { cwd, env }, options: { backupTo } }: Run): Backups {
  return backupTo === undefined ? snapshots : dumpBackups({ folder: path.resolve(cwd, backupTo), env });
}

/** Writes a line before a database changes, and one with what became of it. Returns whether it wrote one. */
async function recordEvent(audit: AuditRecorder, event: RetireEvent): Promise<boolean> {
  if (event.kind === 'begin') {
    const { desired, steps } = event;
    await audit.record(audited({ desired, steps: [`begin: ${steps.join('; ')}`], durationMs: 0 }, 'changed'), 'retire');
    return true;
  }
  if (event.kind !== 'retired') return false;
  const { result } = event;
  const { status, backup } = result;
  const wasChanged = result.steps.length > 0 || status === 'failed';
  if (!wasChanged || status === 'skipped') return false;
  const steps = [...result.steps, ...(backup === undefined ? [] : [`backup: ${backup}`])];
  const action = status === 'dropped' ? 'drop' : 'retire';
  await audit.record(audited({ ...result, steps }, status === 'failed' ? 'failed' : 'changed'), action);
  return true;
}

function audited(
  { desired, steps, durationMs, error }: Pick<RetireResult, 'desired' | 'steps' | 'durationMs' | 'error'>,
  status: 'changed' | 'failed',
): ProvisionResult {
  return { desired, status, steps, kinds: [], extra: [], durationMs, ...(error !== undefined && { error }) };
}

function plainResult(desired: DesiredDatabase, status: 'failed' | 'skipped', error?: unknown): RetireResult {
  return { desired, status, steps: [], durationMs: 0, ...(error !== undefined && { error }) };
}

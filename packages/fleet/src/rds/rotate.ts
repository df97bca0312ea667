import { type DesiredDatabase, readDatabaseSecret, rotatePassword, type SecretStore } from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { accountOf } from '@goldenpath/extension';
import { passwordRotationDays } from '@goldenpath/parts';
import type { FleetContext } from '../context';
import { loadSelection } from '../load/load-resolved-fleet';
import { NOT_DEPLOYED } from './by-instance';
import { desiredDatabases } from './desired';
import type { PasswordRotation, RdsResult, RdsRotateOptions, RdsRun } from './options';
import { openServers, type DatabaseServers } from './servers';
import { auditRecorder } from './record';
import { passwordRotation } from './rotation-due';

/** A database, and the interval of its risk. */
interface Selected {
  readonly desired: DesiredDatabase;
  readonly everyDays: number;
}

/**
 * Gives the applications of an environment new passwords while they run: all, or with `due` those whose interval is over.
 *
 * @throws UserError where a name is not known. The failure of one database is a result.
 */
export async function rotate(context: FleetContext, options: RdsRotateOptions): Promise<RdsRun> {
  const { environment, apps = [], dryRun = false, keepGoing = false } = options;
  const { facts, isFlawless } = await loadSelection(context, { apps, environments: [environment] });
  const servers = await openServers(context, accountOf(facts.platform, environment).region, options);
  const audit = auditRecorder(context, options, 'rotate');
  const daysOf = new Map(facts.apps.map(({ name, risk }) => [name, passwordRotationDays(risk)]));
  const results: RdsResult[] = [];
  let isRecorded = false;
  for (const desired of desiredDatabases(facts, environment, apps, isFlawless)) {
    const hasFailed = results.some(({ status }) => status === 'failed');
    if (context.signal.aborted || (hasFailed && !keepGoing)) {
      results.push(resultOf(desired, 'skipped'));
      continue;
    }
    const selected = { desired, everyDays: daysOf.get(desired.app) ?? 0 };
    const result = await rotateOne(selected, servers, options, context.signal);
    results.push(result);
    if (dryRun || !['changed', 'failed'].includes(result.status)) continue;
    await audit.record(result);
    isRecorded = true;
  }
  return { environment, dryRun, results, ...(isRecorded && { auditFile: audit.file }) };
}

async function rotateOne(
  { desired, everyDays }: Selected,
  servers: DatabaseServers,
  options: RdsRotateOptions,
  signal: AbortSignal,
): Promise<RdsResult> {
  const { due = false, dryRun = false, auto = false, now = () => new Date() } = options;
  let rotation: PasswordRotation | undefined;
  try {
    if (due || dryRun) {
      const passwordSince = await dateOfPassword(servers.store, desired, dryRun);
      rotation = passwordRotation(passwordSince, everyDays, now());
      if (due && !rotation.isDue) return resultOf(desired, 'unchanged', { rotation });
    }
    if (dryRun) return resultOf(desired, 'planned', { rotation, steps: [titleOf(rotation)], kinds: ['password'] });
    const result = await servers.withMaster(desired.instance, (master) =>
      rotatePassword(master, servers.store, desired, { signal, now, refuseInUse: due }),
    );
    return { ...result, ...(rotation && { rotation }) };
  } catch (error) {
    if (!isUserError(error)) throw error;
    const waits = auto && [...NOT_DEPLOYED, 'secret-missing'].includes(error.code ?? '');
    return resultOf(desired, waits ? 'skipped' : 'failed', { rotation, error });
  }
}

/** A role that plans must not read values. The date of the version is then that of the password. */
async function dateOfPassword(store: SecretStore, desired: Selected['desired'], dryRun: boolean): Promise<Date> {
  try {
    return (await readDatabaseSecret(store, desired)).passwordSince;
  } catch (error) {
    const isDenied = isUserError(error) && error.code === 'aws-denied';
    const since = dryRun && isDenied ? await store.currentSince?.(desired.secretPath) : undefined;
    if (since === undefined) throw error;
    return since;
  }
}

function titleOf(rotation: PasswordRotation | undefined): string {
  return rotation === undefined ? 'new password' : `new password: the current one is of ${dayOf(rotation.since)}`;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function resultOf(
  desired: DesiredDatabase,
  status: RdsResult['status'],
  {
    rotation,
    error,
    steps = [],
    kinds = [],
  }: {
    readonly rotation?: PasswordRotation | undefined;
    readonly error?: unknown;
    readonly steps?: readonly string[];
    readonly kinds?: readonly string[];
  } = {},
): RdsResult {
  return {
    desired,
    status,
    steps,
    kinds,
    extra: [],
    durationMs: 0,
    ...(rotation && { rotation }),
    ...(error !== undefined && { error }),
  };
}

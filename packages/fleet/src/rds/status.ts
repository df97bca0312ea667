import {
  type DatabaseStatus,
  type DesiredDatabase,
  type Instance,
  type Master,
  type ProvisionRequest,
  type RetireRequest,
  serverStatus,
} from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { accountOf } from '@goldenpath/extension';
import type { FleetContext } from '../context';
import { loadSelection } from '../load/load-resolved-fleet';
import { byInstance, NOT_DEPLOYED } from './by-instance';
import { secretOf } from './credentials';
import { desiredDatabases, retiredDatabases, sharedInstance } from './desired';
import type { ExtraOnInstance, RdsOptions, RdsStatus } from './options';
import { openServers, type DatabaseServers } from './servers';

/** A database that is compared; `graceDays` where its spec retires it. */
interface Selected {
  readonly desired: DesiredDatabase;
  readonly graceDays?: number;
}

/** Databases of one instance that are compared, and all that the specs have there. */
interface InstanceCheck {
  readonly instance: Instance;
  readonly selected: readonly Selected[];
  readonly specs: readonly DesiredDatabase[];
}

interface InstanceReport {
  readonly databases: readonly DatabaseStatus[];
  readonly extra: readonly ExtraOnInstance[];
}

/**
 * Compares the databases of an environment with the specs: what is missing, what has drifted, and what no spec names.
 *
 * @throws UserError where a name is not known. What stops the comparison of a database is in its status.
 */
export async function status(context: FleetContext, options: RdsOptions): Promise<RdsStatus> {
  const { environment, apps = [] } = options;
  const { facts, isFlawless } = await loadSelection(context, { apps, environments: [environment] });
  const servers = await openServers(context, accountOf(facts.platform, environment).region, options);
  const specs = [
    ...desiredDatabases(facts, environment, []),
    ...retiredDatabases(facts, environment, []).map(({ desired }) => desired),
  ];
  const selected: readonly Selected[] = [
    ...desiredDatabases(facts, environment, apps, isFlawless).map((desired) => ({ desired })),
    ...retiredDatabases(facts, environment, apps),
  ];
  const checks = byInstance(selected, ({ desired }) => desired.instance).map(({ instance, items }): InstanceCheck => ({
    instance,
    selected: items,
    specs: onInstance(specs, instance),
  }));
  const shared = sharedInstance(facts, environment);
  // The last database of a shared instance may have left the specs.
  const isUnused = shared !== undefined && onInstance(specs, shared).length === 0 && servers.mayExist(shared);
  if (apps.length === 0 && isUnused) checks.push({ instance: shared, selected: [], specs: [] });
  const reports: InstanceReport[] = [];
  for (const check of checks) reports.push(await checkInstance(check, servers, options));
  return {
    environment,
    databases: reports.flatMap(({ databases }) => databases),
    extra: apps.length > 0 ? [] : reports.flatMap(({ extra }) => extra),
  };
}

function onInstance(specs: readonly DesiredDatabase[], { identifier }: Instance): DesiredDatabase[] {
  return specs.filter(({ instance }) => instance.identifier === identifier);
}

/** What stops the comparison of an instance is in the status of each of its databases. */
async function checkInstance(
  check: InstanceCheck,
  servers: DatabaseServers,
  options: RdsOptions,
): Promise<InstanceReport> {
  try {
    return await servers.withMaster(check.instance, (master) => compare(master, check, servers));
  } catch (error) {
    if (!isUserError(error)) throw error;
    const isAbsent = NOT_DEPLOYED.includes(error.code ?? '');
    if (check.selected.length === 0 && !isAbsent) throw error;
    const state = isAbsent && options.auto === true ? 'skipped' : 'failed';
    return { databases: check.selected.map(({ desired }) => unknownStatus(desired, state, error)), extra: [] };
  }
}

async function compare(
  master: Master,
  { instance, selected, specs }: InstanceCheck,
  servers: DatabaseServers,
): Promise<InstanceReport> {
  const requests: ProvisionRequest[] = [];
  const failures: DatabaseStatus[] = [];
  const retirements: RetireRequest[] = [];
  for (const { desired, graceDays } of selected) {
    if (graceDays !== undefined) {
      retirements.push({ desired, graceDays });
      continue;
    }
    try {
      const { credentials } = await secretOf(desired, master, servers, { write: false });
      requests.push({ desired, credentials });
    } catch (error) {
      if (!isUserError(error)) throw error;
      failures.push(unknownStatus(desired, 'failed', error));
    }
  }
  const { databases, extra } = await serverStatus(master, requests, specs, retirements);
  const all = [...failures, ...databases];
  return {
    databases: selected.flatMap(({ desired }) => all.find((found) => found.desired === desired) ?? []),
    extra: extra.map((object) => ({ ...object, instance: instance.identifier })),
  };
}

function unknownStatus(desired: DesiredDatabase, state: 'failed' | 'skipped', error: unknown): DatabaseStatus {
  return { desired, state, differences: [], extra: [], error };
}

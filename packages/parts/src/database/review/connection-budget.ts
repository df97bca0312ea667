import {
  type AppInEnvironment,
  factsOfPart,
  findingIn,
  type RuleFinding,
  type Scope,
  scopeText,
} from '@goldenpath/extension';
import type { AutoscalingPart } from '../../autoscaling/types';
import type { WorkloadPart } from '../../workload/types';
import { capacityText } from '../capacity';
import { connectionBudgetOf, connectionBudgetOfCluster, POOL_OF_POD, sizeOfClass } from '../sizes';
import type { DatabaseAccessPart } from '../../database-access/types';
import type { DatabaseInstance, DatabasePart, PlatformDatabases } from '../types';
import type { DatabaseChange, DatabaseInEnvironment, DatabaseRule } from './change';

const ENLARGE =
  'Lower `database.connectionLimit` of the applications, enlarge the shared instance (`databases.shared.size`), or give the largest its own (`database.instance: dedicated`).';
const ENLARGE_CLUSTER =
  'Lower `database.connectionLimit` of the applications, raise `maxCapacity` of the shared cluster (`databases.shared.serverless`), or give the largest its own (`database.instance: dedicated`).';
const POOL = 'Raise `database.connectionLimit`, lower the number of pods, or give each pod a smaller pool.';

/** Reports connections that an instance does not have. */
export const connectionBudget: DatabaseRule = {
  id: 'connection-budget',
  rank: 167,
  severity: 'warning',
  firesOn: `Applications that can together open more connections than their shared instance takes, where the change adds to it: those of their pods, up to the limit of each, and those of applications that use databases of others there. Or an application whose pods can open more connections than its limit. A pod opens ${POOL_OF_POD}, the pool of the skeletons. With an autoscaler, the maximum number of pods counts.`,
  advice: `${ENLARGE} For pods: ${POOL}`,
  find: (change) => [...sharedInstances(change), ...change.inEnvironments.flatMap(ofPods)],
};

function sharedInstances(change: DatabaseChange): RuleFinding[] {
  return change.ofPlatform.flatMap((pair): RuleFinding[] => {
    const { environment, base, head } = pair;
    if (head === undefined) return [];
    const own = change.inEnvironments
      .filter((other) => other.environment === environment)
      .map((other): SharedNeed => ({ other, before: needOnShared(other, 'base'), after: needOnShared(other, 'head') }));
    const needs = [...own, ...accessNeeds(change, environment, base, head)];
    const [before, after] = [sumOf(needs.map((need) => need.before)), sumOf(needs.map((need) => need.after))];
    const budget = budgetOf(head.sharedInstance);
    const had = base === undefined ? budget : budgetOf(base.sharedInstance);
    if (after <= budget || (before > had && after <= before)) return [];
    const { identifier, instanceClass, aurora } = head.sharedInstance;
    const kind = aurora === undefined ? `a ${instanceClass}` : `a cluster of ${capacityText(aurora)}`;
    const message = `The applications on the shared instance ${identifier} can open ${after} connections, and ${kind} has about ${budget} for them.`;
    // The application that adds most is the cause. Without one, the instance got smaller.
    const [most] = needs
      .filter((need) => need.after > need.before)
      .sort((a, c) => c.after - c.before - a.after + a.before);
    return [findingIn(most?.other ?? pair, 'warning', message, aurora === undefined ? ENLARGE : ENLARGE_CLUSTER)];
  });
}

/** Returns the connections that an application can open on the shared instance: those of its pods, up to its limit. */
function needOnShared({ of, ...pair }: DatabaseInEnvironment, side: 'base' | 'head'): number {
  const database = pair[side];
  if (database?.instance.mode !== 'shared') return 0;
  return Math.min(database.connectionLimit, needOf(database, of[side])?.need ?? database.connectionLimit);
}

interface SharedNeed {
  readonly other: Scope;
  readonly before: number;
  readonly after: number;
}

/** Connections of applications that use databases of others on the shared instance, up to the limit of each login. */
function accessNeeds(
  { apps }: DatabaseChange,
  environment: string,
  base: PlatformDatabases | undefined,
  head: PlatformDatabases | undefined,
): SharedNeed[] {
  const limits = (app: AppInEnvironment | undefined, shared: PlatformDatabases | undefined) =>
    Object.values(factsOfPart<DatabaseAccessPart>(app, 'databaseAccess')?.databases ?? {})
      .filter(({ instance }) => instance.identifier === shared?.sharedInstance.identifier)
      .map(({ connectionLimit }) => connectionLimit);
  return apps
    .flatMap((one) => one.environments)
    .filter((pair) => pair.environment.name === environment)
    .map((pair) => ({
      other: { app: pair.app, environment },
      before: sumOf(limits(pair.base, base)),
      after: sumOf(limits(pair.head, head)),
    }));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

function budgetOf({ instanceClass, aurora }: DatabaseInstance): number {
  if (aurora !== undefined) return connectionBudgetOfCluster(aurora);
  const size = sizeOfClass(instanceClass);
  return size === undefined ? Number.POSITIVE_INFINITY : connectionBudgetOf(size);
}

function ofPods(pair: DatabaseInEnvironment): RuleFinding[] {
  const [before, after] = [needOf(pair.base, pair.of.base), needOf(pair.head, pair.of.head)];
  if (after === undefined || after.need <= after.limit) return [];
  if (before !== undefined && before.need > before.limit && after.need - after.limit <= before.need - before.limit)
    return [];
  const message = `The ${after.pods} pods of ${scopeText(pair)} can open ${after.need} connections, and the limit of their login is ${after.limit}.`;
  return [findingIn(pair, 'warning', message, POOL)];
}

interface Need {
  readonly pods: number;
  readonly need: number;
  readonly limit: number;
}

function needOf(database: DatabasePart | undefined, app: AppInEnvironment | undefined): Need | undefined {
  const workload = factsOfPart<WorkloadPart>(app, 'workload');
  if (database === undefined || workload === undefined) return undefined;
  const pods = factsOfPart<AutoscalingPart>(app, 'autoscaling')?.maxReplicas ?? workload.replicas ?? 1;
  return { pods, need: pods * POOL_OF_POD, limit: database.connectionLimit };
}

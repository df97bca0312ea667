import type { AppInEnvironment } from '@goldenpath/model';
import type { AppPair, FleetChange } from '../fleet/fleet-change';
import { scopeKey } from '../fleet/scope-key';
import type { Dependent } from '../review';
import { isSame } from '../values/json';
import type { Unit } from './units';

/**
 * What of an application matters to those that use it: where it answers and how, how many of it there are, which program it is, and
 * where it keeps its data. Its labels, variables, arguments and resources, and the way to it from outside, are its own business.
 */
const MATTERS: readonly ((used: AppInEnvironment) => unknown)[] = [
  ({ namespace }) => namespace,
  ({ services }) => services,
  ({ workload }) => workload && [workload.controller, workload.image, workload.replicas, workload.port, workload.probe],
  ({ autoscaling }) => autoscaling,
  ({ storage }) => storage?.volumeName,
  ({ database }) => database && [database.name, database.instance.identifier],
];

/** Who uses what is affected, and is not affected there itself: in order of name and environment. */
export function dependentsOf(change: FleetChange, units: readonly Unit[]): Dependent[] {
  const affected = new Set(units.map(scopeKey));
  const mattering = new Set(units.filter(matters).map(scopeKey));
  if (mattering.size === 0) return [];
  return change.apps.flatMap((app) => dependentsIn(app, affected, mattering));
}

function dependentsIn(
  { name: app, environments }: AppPair,
  affected: ReadonlySet<string>,
  mattering: ReadonlySet<string>,
) {
  return environments.flatMap(({ head, environment: { name: environment } }): Dependent[] => {
    if (head === undefined || affected.has(scopeKey({ app, environment }))) return [];
    const uses = head.uses.filter((used) => mattering.has(scopeKey({ app: used, environment }))).sort();
    return uses.length === 0 ? [] : [{ app, environment, uses }];
  });
}

function matters({ pair, in: environment }: Unit): boolean {
  const place = pair?.environments.find((candidate) => candidate.environment === environment);
  if (place === undefined) return false;
  const { base, head } = place;
  if (base === undefined || head === undefined) return true;
  return MATTERS.some((read) => !isSame(read(base), read(head)));
}

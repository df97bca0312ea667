import { type AppPair, isSame, scopeKey } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import type { Dependent } from '../review';
import { dependencies, type Dependency } from './dependencies';
import type { Unit } from './units';

/**
 * Returns the applications that use an affected one and rely on what changes, but are not affected themselves, in order of name and
 * environment.
 */
export function dependentsOf(change: FleetChange, units: readonly Unit[]): Dependent[] {
  const affected = new Set(units.map(scopeKey));
  const known = dependencies(change.registry);
  const mattering = new Set(units.filter((unit) => matters(known, unit)).map(scopeKey));
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

function matters(known: readonly Dependency[], { pair, in: environment }: Unit): boolean {
  const here = pair?.environments.find((candidate) => candidate.environment === environment);
  if (here === undefined) return false;
  const { base, head } = here;
  if (base === undefined || head === undefined) return true;
  return known.some(({ read }) => !isSame(read(base), read(head)));
}

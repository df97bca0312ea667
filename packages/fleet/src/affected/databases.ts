import type { DesiredDatabase } from '@goldenpath/database';
import type { FleetFacts, Scope } from '@goldenpath/extension';
import { isDeepStrictEqual } from 'node:util';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { desiredDatabases } from '../rds/desired';

/** A database that `goldenpath rds provision` has work for, or may have. */
export interface AffectedDatabase {
  readonly app: string;
  readonly database: string;
  readonly environment: string;
  readonly change: 'added' | 'changed';
}

/**
 * Returns the databases to provision: those whose own settings differ, such as their connection limit, those of an application whose stack
 * differs, and all of an environment whose platform stack differs, because their instance may be another.
 *
 * @param stacks - The stacks that differ.
 */
export function affectedDatabases(
  base: ResolvedFleet | undefined,
  { facts }: ResolvedFleet,
  stacks: readonly Scope[],
  everything: boolean,
): AffectedDatabase[] {
  const keyOf = (...names: readonly (string | null)[]) => names.join(' ');
  const before = new Map(
    (base === undefined ? [] : databasesOf(base.facts)).map((old) => [keyOf(...namesOf(old)), old]),
  );
  const differing = new Set(stacks.map(({ environment, app }) => keyOf(environment, app ?? '')));
  return databasesOf(facts).flatMap((desired) => {
    const { app, database, environment } = desired;
    const old = before.get(keyOf(...namesOf(desired)));
    const isOfStack = differing.has(keyOf(environment, '')) || differing.has(keyOf(environment, app));
    if (!everything && !isOfStack && isDeepStrictEqual(old, desired)) return [];
    return [{ app, database, environment, change: old === undefined ? 'added' : 'changed' }];
  });
}

/** A database of an environment can have several roles with access to it. */
function namesOf({ environment, database, role, access }: DesiredDatabase): string[] {
  return [environment, database, ...(access === undefined ? [] : [role])];
}

/** The databases of a fleet, by environment in the platform's order. */
function databasesOf(facts: FleetFacts) {
  return facts.platform.environments.flatMap(({ name }) => desiredDatabases(facts, name, []));
}

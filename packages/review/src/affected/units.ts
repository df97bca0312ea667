import type { AppPair, EnvironmentPair, Scope } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { scopeKey } from '../fleet/scope-key';

/** Something that is made for itself: an application in an environment, what it has once, or what the platform has in an environment. */
export interface Unit extends Scope {
  readonly change: 'added' | 'removed' | 'changed';
  readonly pair?: AppPair;
  readonly in?: EnvironmentPair;
}

/** The units for which something is made differently, by application (the platform first), then in the platform's order. */
export function affectedUnits(change: FleetChange): Unit[] {
  const differing = new Set<string>();
  for (const stack of change.stacks) differing.add(scopeKey(stack));
  for (const object of change.objects) differing.add(scopeKey(object));
  return [...allUnits(change)].filter((unit) => differing.has(scopeKey(unit)));
}

function* allUnits({ apps, environments }: FleetChange): Generator<Unit> {
  yield { app: null, environment: null, change: 'changed' };
  for (const environment of environments)
    yield {
      app: null,
      environment: environment.name,
      change: changeOf(environment.base?.stack, environment.head?.stack),
      in: environment,
    };
  for (const pair of apps) {
    yield { app: pair.name, environment: null, change: changeOf(pair.base?.stack, pair.head?.stack), pair };
    for (const { environment, base, head } of pair.environments)
      yield { app: pair.name, environment: environment.name, change: changeOf(base, head), pair, in: environment };
  }
}

function changeOf(base: unknown, head: unknown): Unit['change'] {
  if (base === undefined) return 'added';
  return head === undefined ? 'removed' : 'changed';
}

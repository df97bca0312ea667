import { type AppPair, type EnvironmentPair, type FleetFacts, type Scope, scopeKey } from '@goldenpath/extension';
import { fleetUnits } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import { compareText } from '../order';

/** A unit of generation: an application in an environment, what it has once, or the platform in an environment. */
export interface Unit extends Scope {
  readonly change: 'added' | 'removed' | 'changed';
  readonly pair?: AppPair;
  readonly in?: EnvironmentPair;
}

/** Returns the affected units by application (the platform first), then in the platform's order. */
export function affectedUnits({ base, head, stacks, objects, appsByName, environments }: FleetChange): Unit[] {
  const [before, after] = [generatedUnits(base.facts), generatedUnits(head.facts)];
  const differing = new Map([...stacks, ...objects].map((scope: Scope) => [scopeKey(scope), scope]));
  const order = [null, ...environments.map(({ name }) => name)];
  return [...differing]
    .sort(
      ([, one], [, other]) =>
        compareText(one.app ?? '', other.app ?? '') ||
        order.indexOf(one.environment) - order.indexOf(other.environment),
    )
    .map(([key, { app, environment }]): Unit => {
      const pair = app === null ? undefined : appsByName.get(app);
      const inEnvironment = environments.find(({ name }) => name === environment);
      return {
        app,
        environment,
        change: changeOf(before.has(key), after.has(key)),
        ...(pair && { pair }),
        ...(inEnvironment && { in: inEnvironment }),
      };
    });
}

/** Returns the scopes of a fleet with output. An application counts in its environments even without a stack there. */
function generatedUnits(fleet: FleetFacts): Set<string> {
  const generated = fleetUnits(fleet).filter(
    ({ scope, facts }) => scope === 'environment' || facts.stack !== undefined,
  );
  return new Set(generated.map(scopeKey));
}

/** Something without a unit, such as a stack that neither fleet has, counts as changed. */
function changeOf(wasThere: boolean, isThere: boolean): Unit['change'] {
  if (wasThere === isThere) return 'changed';
  return wasThere ? 'removed' : 'added';
}

import type { Pair, Scope } from '@goldenpath/extension';
import type { AppInEnvironment, DatabaseInstance } from '@goldenpath/model';
import type { EnvironmentPair, FleetChange } from '../fleet/fleet-change';

/** An RDS instance on both sides: the same one, or one that is new. */
export interface InstancePair extends Pair<DatabaseInstance> {
  readonly place: Scope;
  readonly environment: EnvironmentPair;
}

/** Every instance of either side by its identifier: the shared ones of the environments, then those of the applications. */
export function instancePairs({ environments, apps }: FleetChange): InstancePair[] {
  const shared = environments.flatMap((environment) =>
    pairsOf({ app: null, environment: environment.name }, environment, {
      base: environment.base?.database?.sharedInstance,
      head: environment.head?.database?.sharedInstance,
    }),
  );
  const dedicated = apps.flatMap((app) =>
    app.environments.flatMap(({ environment, base, head }) =>
      pairsOf({ app: app.name, environment: environment.name }, environment, {
        base: dedicatedOf(base),
        head: dedicatedOf(head),
      }),
    ),
  );
  return [...shared, ...dedicated];
}

function pairsOf(place: Scope, environment: EnvironmentPair, { base, head }: Pair<DatabaseInstance>): InstancePair[] {
  if (base === undefined && head === undefined) return [];
  if (base === undefined || head === undefined || base.identifier === head.identifier)
    return [{ place, environment, base, head }];
  return [
    { place, environment, base, head: undefined },
    { place, environment, base: undefined, head },
  ];
}

function dedicatedOf(place: AppInEnvironment | undefined): DatabaseInstance | undefined {
  const instance = place?.database?.instance;
  return instance?.mode === 'dedicated' ? instance : undefined;
}

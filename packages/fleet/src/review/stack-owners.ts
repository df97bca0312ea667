import type { Scope } from '@goldenpath/extension';
import { type FleetFacts, fleetUnits } from '@goldenpath/model';

/** The scope of each stack, by its name. */
export type StackOwners = ReadonlyMap<string, Scope>;

/** Returns the scope of each stack of some fleets. */
export function stackOwners(...fleets: readonly FleetFacts[]): StackOwners {
  return new Map(
    fleets
      .flatMap(fleetUnits)
      .flatMap(({ app, environment, facts: { stack } }) =>
        stack ? [[stack.name, { app, environment }] as const] : [],
      ),
  );
}

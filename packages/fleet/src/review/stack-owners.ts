import { type FleetFacts, fleetUnits } from '@goldenpath/model';

/** The owner of a stack; `null` when it has none. */
export interface StackOwner {
  readonly app: string | null;
  readonly environment: string | null;
}

/** By the stack's name. */
export type StackOwners = ReadonlyMap<string, StackOwner>;

/** Returns the owner of each stack of some fleets. */
export function stackOwners(...fleets: readonly FleetFacts[]): StackOwners {
  return new Map(
    fleets
      .flatMap(fleetUnits)
      .flatMap(({ app, environment, facts: { stack } }) =>
        stack ? [[stack.name, { app, environment }] as const] : [],
      ),
  );
}

import { type FleetFacts, fleetUnits } from '@goldenpath/model';

/** Whose a stack is; what belongs to none is `null`. */
export interface StackOwner {
  readonly app: string | null;
  readonly environment: string | null;
}

/** By the stack's name. */
export type StackOwners = ReadonlyMap<string, StackOwner>;

/** Whose each stack of some fleets is. */
export function stackOwners(...fleets: readonly FleetFacts[]): StackOwners {
  return new Map(
    fleets
      .flatMap(fleetUnits)
      .flatMap(({ app, environment, facts: { stack } }) =>
        stack ? [[stack.name, { app, environment }] as const] : [],
      ),
  );
}

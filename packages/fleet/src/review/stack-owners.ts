import type { FleetFacts } from '@goldenpath/model';

/** Whose a stack is; what belongs to none is `null`. */
export interface StackOwner {
  readonly app: string | null;
  readonly environment: string | null;
}

/** By the stack's name. */
export type StackOwners = ReadonlyMap<string, StackOwner>;

/** Whose each stack of some fleets is. */
export function stackOwners(...fleets: readonly FleetFacts[]): StackOwners {
  const owners = new Map<string, StackOwner>();
  for (const { platform, apps } of fleets) {
    for (const { name, stack } of platform.environments)
      if (stack !== undefined) owners.set(stack.name, { app: null, environment: name });
    for (const { name: app, stack, environments } of apps) {
      if (stack !== undefined) owners.set(stack.name, { app, environment: null });
      for (const { environment, stack: own } of environments)
        if (own !== undefined) owners.set(own.name, { app, environment });
    }
  }
  return owners;
}

import type { FleetChange as ChangeOfFleet, ObjectPair, Registry } from '@goldenpath/extension';
import type { Comparison } from '../comparison';
import type { StackPair } from '../stacks/stack-pairs';

export type { AppEnvironmentPair, AppPair, EnvironmentPair, ObjectPair, Pair } from '@goldenpath/extension';

/** A change of a fleet: base and head together. All results of a review are derived from it. */
export interface FleetChange extends Comparison, ChangeOfFleet {
  readonly registry: Registry;
  /** The stacks that differ, in order of name. */
  readonly stacks: readonly StackPair[];
  /** The objects that differ, by `scopeKey`. */
  readonly objectsAt: ReadonlyMap<string, readonly ObjectPair[]>;
}

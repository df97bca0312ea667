import type { Pair } from '@goldenpath/extension';
import type { AppFacts, AppInEnvironment, PlatformEnvironment } from '@goldenpath/model';
import type { Comparison } from '../comparison';
import type { ObjectPair } from '../manifests/object-pairs';
import type { StackPair } from '../stacks/stack-pairs';

/** An environment of the platform. */
export interface EnvironmentPair extends Pair<PlatformEnvironment> {
  readonly name: string;
  /** Whether it is on either side: what a change itself takes from production is judged as production. */
  readonly isProduction: boolean;
  /** Whether a release goes through it first. */
  readonly isFirst: boolean;
}

export interface AppPair extends Pair<AppFacts> {
  readonly name: string;
  /** Every environment that it runs in on either side, in the platform's order. */
  readonly environments: readonly AppEnvironmentPair[];
}

/** An application in an environment. */
export interface AppEnvironmentPair extends Pair<AppInEnvironment> {
  readonly app: string;
  readonly environment: EnvironmentPair;
}

/** A change of a fleet, its two sides put together: what everything else is found in. */
export interface FleetChange extends Comparison {
  /** In the platform's order; what the base alone has stands where it stood. */
  readonly environments: readonly EnvironmentPair[];
  /** In order of name. */
  readonly apps: readonly AppPair[];
  readonly appsByName: ReadonlyMap<string, AppPair>;
  /** The stacks that differ. */
  readonly stacks: readonly StackPair[];
  /** The objects that differ. */
  readonly objects: readonly ObjectPair[];
  /** The same by `scopeKey`. */
  readonly objectsAt: ReadonlyMap<string, readonly ObjectPair[]>;
}

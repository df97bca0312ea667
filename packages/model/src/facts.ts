import type * as generic from '@goldenpath/extension';
import type { BuiltInFacts, BuiltInOnceFacts, BuiltInPlatformFacts } from '@goldenpath/parts';

export type { ContainerImage, StackFacts, Tags } from '@goldenpath/extension';
export type {
  AutoscalingPart,
  AvailabilityPart,
  ConfigurationPart,
  CredentialsPart,
  DatabaseInstance,
  DatabasePart,
  PlatformDatabases,
  RegistryPart,
  RepositoryPart,
  RoutePart,
  ServicePart,
  StoragePart,
  WorkloadPart,
} from '@goldenpath/parts';

/** An application in one environment, with the facts of the built-in parts. */
export type AppInEnvironment = generic.AppInEnvironment & BuiltInFacts;

/** One application, with what the built-in parts have once. */
export type AppFacts = Omit<generic.AppFacts, 'general' | 'environments'> &
  BuiltInOnceFacts & {
    readonly general: readonly AppInEnvironment[];
    readonly environments: readonly AppInEnvironment[];
  };

/** What the platform has in one environment, with the facts of the built-in parts. */
export type PlatformEnvironment = generic.PlatformEnvironment & BuiltInPlatformFacts;

/** What the whole platform shares. */
export type PlatformFacts = Omit<generic.PlatformFacts, 'environments'> & {
  readonly environments: readonly PlatformEnvironment[];
};

/** Everything that is generated is generated from these: plain JSON, every name already made. */
export interface FleetFacts {
  readonly platform: PlatformFacts;
  /** By name, in code unit order. */
  readonly apps: readonly AppFacts[];
}

import type { StackFacts, Tags } from '@goldenpath/extension';
import type {
  AutoscalingPart,
  AvailabilityPart,
  ConfigurationPart,
  CredentialsPart,
  DatabasePart,
  PlatformDatabases,
  RegistryPart,
  RepositoryPart,
  RoutePart,
  ServicePart,
  StoragePart,
  WorkloadPart,
} from '@goldenpath/parts';
import type { Acceptance, Aws, Kind, Risk, Runtime, TerraformState } from '@goldenpath/spec';

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

/**
 * Everything that is generated is generated from these: plain JSON, every name already made.
 * An application is a record of parts, each there or not; generators look at parts and never at kinds.
 */
export interface FleetFacts {
  readonly platform: PlatformFacts;
  /** By name, in code unit order. */
  readonly apps: readonly AppFacts[];
}

/** What the whole platform shares. */
export interface PlatformFacts {
  readonly organisation: string;
  readonly aws: Aws;
  readonly state: TerraformState;
  readonly environments: readonly PlatformEnvironment[];
  /** What the platform file accepts of what a review finds. */
  readonly accept: readonly Acceptance[];
  readonly gitops: {
    readonly layout: 'central' | 'app-repositories';
    readonly repository: string;
    readonly branch: string;
  };
}

/** One environment's own infrastructure: what its databases share. */
export interface PlatformEnvironment {
  readonly name: string;
  /** The teams that must approve what is deployed here. */
  readonly approvers: readonly string[];
  /** Whether an image tag may move here. */
  readonly mutableTags: boolean;
  /** Whether users depend on it: somebody has to approve what is deployed here, or it is the last of the platform. */
  readonly isProduction: boolean;
  /** The Terraform stack and what is in it, where the environment takes databases. */
  readonly databases?: PlatformDatabases;
}

/** One application. */
export interface AppFacts {
  readonly name: string;
  readonly kind: Kind;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  readonly runtime?: Runtime;
  /** What its spec accepts of what a review finds. */
  readonly accept: readonly Acceptance[];
  /** Where its manifests are in the GitOps tree: `apps/<name>/deploy`. */
  readonly manifestsPath: string;
  /** Its own stack `app-<name>`, where it has a repository or a registry. */
  readonly stack?: StackFacts;
  readonly repository?: RepositoryPart;
  readonly registry?: RegistryPart;
  readonly tags: Tags;
  /** What it is without overrides, in every environment of the platform: what manifests have in common. */
  readonly general: readonly AppInEnvironment[];
  /** What it is in each environment that it runs in, in the platform's order. */
  readonly environments: readonly AppInEnvironment[];
}

/** An application in one environment. */
export interface AppInEnvironment {
  readonly environment: string;
  readonly namespace: string;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
  /** The one label that selectors use. */
  readonly selector: Readonly<Record<string, string>>;
  readonly workload?: WorkloadPart;
  readonly configuration?: ConfigurationPart;
  readonly autoscaling?: AutoscalingPart;
  readonly availability?: AvailabilityPart;
  /** In the order that they are written: for a StatefulSet the headless one first. */
  readonly services: readonly ServicePart[];
  readonly route?: RoutePart;
  readonly storage?: StoragePart;
  readonly database?: DatabasePart;
  readonly credentials?: CredentialsPart;
  /** Names of the applications that this one calls. */
  readonly uses: readonly string[];
  /** The stack `app-<name>-<environment>`, where it has anything in the cloud of this environment. */
  readonly stack?: StackFacts;
  /** Tags of what it has in the cloud of this environment. */
  readonly tags: Tags;
}

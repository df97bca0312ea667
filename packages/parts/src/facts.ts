import type { AutoscalingPart } from './autoscaling/types';
import type { AvailabilityPart } from './availability/types';
import type { BucketsPart } from './buckets/types';
import type { CacheCredentialsPart } from './cache-credentials/types';
import type { CachesPart } from './caches/types';
import type { IdentityPart } from './identity/types';
import type { QueuesPart } from './queues/types';
import type { TablesPart } from './tables/types';
import type { TopicsPart } from './topics/types';
import type { ConfigurationPart } from './configuration/types';
import type { CredentialsPart } from './credentials/types';
import type { BuildPipelinePart } from './build-pipeline/types';
import type { CronJobPart } from './cron-job/types';
import type { DatabaseAccessPart } from './database-access/types';
import type { DatabasePart, PlatformDatabases } from './database/types';
import type { FilesPart } from './files/types';
import type { MigrationPart } from './migration/types';
import type { ObservabilityPart } from './observability/types';
import type { OverridesPart } from './hand-overrides/types';
import type { PatchesPart } from './hand-patches/types';
import type { PlacementPart } from './placement/types';
import type { PodsPart } from './pods/types';
import type { ProcessesPart } from './processes/types';
import type { RegistryPart } from './registry/types';
import type { RepositoryPart } from './repository/types';
import type { RoutePart } from './route/types';
import type { ServicePart } from './services/types';
import type { SecretsPart } from './secrets/types';
import type { SideContainersPart } from './side-containers/types';
import type { SharedStoragePart } from './shared-storage/types';
import type { StoragePart } from './storage/types';
import type { WorkloadOnce, WorkloadPart } from './workload/types';

/** The facts of the built-in parts in one environment. */
export type BuiltInFacts = {
  readonly workload?: WorkloadPart;
  /** In the order of the output. For a StatefulSet, the headless Service is first. */
  readonly services?: readonly ServicePart[];
  readonly credentials?: CredentialsPart;
  readonly secrets?: SecretsPart;
  readonly configuration?: ConfigurationPart;
  readonly mountedFiles?: FilesPart;
  readonly route?: RoutePart;
  readonly availability?: AvailabilityPart;
  readonly placement?: PlacementPart;
  readonly observability?: ObservabilityPart;
  readonly autoscaling?: AutoscalingPart;
  readonly cronJob?: CronJobPart;
  readonly migration?: MigrationPart;
  readonly pods?: PodsPart;
  readonly processes?: ProcessesPart;
  readonly sideContainers?: SideContainersPart;
  readonly storage?: StoragePart;
  readonly sharedStorage?: SharedStoragePart;
  readonly database?: DatabasePart;
  readonly databaseAccess?: DatabaseAccessPart;
  readonly buckets?: BucketsPart;
  readonly topics?: TopicsPart;
  readonly queues?: QueuesPart;
  readonly tables?: TablesPart;
  readonly caches?: CachesPart;
  readonly cacheCredentials?: CacheCredentialsPart;
  readonly identity?: IdentityPart;
  readonly handPatches?: PatchesPart;
  readonly handOverrides?: OverridesPart;
};

/** The facts of the built-in parts that an application has once. */
export type BuiltInOnceFacts = {
  readonly workload?: WorkloadOnce;
  readonly repository?: RepositoryPart;
  readonly registry?: RegistryPart;
  readonly buildPipeline?: BuildPipelinePart;
  readonly handOverrides?: OverridesPart;
};

/** The facts of the built-in parts that the platform has in one environment. */
export type BuiltInPlatformFacts = {
  readonly database?: PlatformDatabases;
};

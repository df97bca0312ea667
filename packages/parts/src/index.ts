import { createRegistry, type Extension, type Registry, type Risk } from '@goldenpath/extension';
import { KINDS } from './kinds';
import { autoscaling } from './autoscaling';
import { availability } from './availability';
import { buckets } from './buckets';
import { cacheCredentials } from './cache-credentials';
import { caches } from './caches';
import { identity } from './identity';
import { queues } from './queues';
import { tables } from './tables';
import { topics } from './topics';
import { configuration } from './configuration';
import { cronJob } from './cron-job';
import { credentials } from './credentials';
import { database } from './database';
import { databaseAccess } from './database-access';
import { files } from './files';
import { migration } from './migration';
import { observability } from './observability';
import { placement } from './placement';
import { overrides } from './hand-overrides';
import { patches } from './hand-patches';
import { pods } from './pods';
import { preview } from './preview';
import { processes } from './processes';
import { registry } from './registry';
import { buildPipeline } from './build-pipeline';
import { repository } from './repository';
import { RISK_POLICY } from './risk';
import { route } from './route';
import { secrets } from './secrets';
import { services } from './services';
import { sideContainers } from './side-containers';
import { sharedStorage } from './shared-storage';
import { storage } from './storage';
import { workload } from './workload';
import type { ProvisioningJobOptions } from './database/job';

/** The built-in parts and kinds. Objects and resources are created in the order of the parts. */
export const builtIn: Extension = {
  parts: [
    workload,
    cronJob,
    migration,
    processes,
    sideContainers,
    services,
    credentials,
    secrets,
    configuration,
    files,
    route,
    availability,
    placement,
    pods,
    observability,
    autoscaling,
    storage,
    sharedStorage,
    database,
    databaseAccess,
    buckets,
    topics,
    queues,
    tables,
    caches,
    cacheCredentials,
    identity,
    repository,
    registry,
    buildPipeline,
    preview,
    patches,
    overrides,
  ],
  kinds: KINDS,
};

/** What templates can write as `{{name}}` with the built-in parts: of every application, and of those with a feature. */
export const TEMPLATE_VALUES: readonly string[] =
  'name kind owner description port runAsUser databaseAuthorities mountPath queueVariable variables'.split(' ');

/** What templates use as names of folders and conditions: a runtime of that name would mean both. */
export const TEMPLATE_WORDS: readonly string[] =
  'base common service job worker database storage queue variables'.split(' ');

/** The registry of a fleet without extensions. */
export const builtInRegistry: Registry = createRegistry([builtIn]);

/** The objects of a Job that provisions databases from inside the cluster. */
export function provisioningJob(options: ProvisioningJobOptions): object[] {
  // Loads cdk8s: only what makes a Job needs it.
  return (require('./database/job') as typeof import('./database/job')).provisioningJob(options);
}

/** Returns the days after which the password of a database is due for rotation. */
export function passwordRotationDays(risk: Risk): number {
  return RISK_POLICY[risk].passwordRotationDays;
}

export { POSTGRES_VERSIONS, type PostgresVersion } from './database/versions';
export { AURORA, type CapacityProblem, capacityProblem, clusterCapacity, pauseProblem } from './database/cluster';
export { sizeText } from './database/capacity';
export { libraryOfExtension } from './database/extensions';
export { defaultMaxStorage, type MaxStorageProblem, maxStorageProblem } from './database/max-storage';
export { type WindowProblem, windowProblems, type Windows } from './database/windows';
export type { ProvisioningJobOptions } from './database/job';
export type { BuiltInKind } from './kinds';
export type * from './autoscaling/schema';
export type * from './configuration/schema';
export type * from './cron-job/schema';
export type * from './database/schema';
export type * from './database-access/schema';
export type * from './files/schema';
export type * from './migration/schema';
export type * from './observability/schema';
export type * from './preview/schema';
export type * from './pods/schema';
export type * from './processes/schema';
export type * from './route/schema';
export type * from './secrets/schema';
export type * from './side-containers/schema';
export type * from './shared-storage/schema';
export type * from './storage/schema';
export type * from './workload/schema';
export type * from './workload/types';
export type * from './services/types';
export type * from './credentials/types';
export type * from './secrets/types';
export type * from './configuration/types';
export type * from './files/types';
export type * from './route/types';
export type * from './availability/types';
export type * from './hand-overrides/types';
export type * from './hand-patches/types';
export type * from './placement/types';
export type * from './autoscaling/types';
export type * from './cron-job/types';
export type * from './shared-storage/types';
export type * from './storage/types';
export type * from './database/types';
export type { AccessLevel, DatabaseAccess, DatabaseAccessPart } from './database-access/types';
export type * from './migration/types';
export type * from './observability/types';
export type * from './pods/types';
export type * from './processes/types';
export type * from './side-containers/types';
export type * from './repository/types';
export type * from './registry/types';
export type * from './buckets/schema';
export type * from './buckets/types';
export type * from './caches/schema';
export type * from './caches/types';
export type * from './cache-credentials/types';
export type * from './identity/schema';
export type * from './identity/types';
export type * from './queues/schema';
export type * from './queues/types';
export type * from './tables/schema';
export type * from './tables/types';
export type * from './topics/schema';
export type * from './topics/types';
export type * from './build-pipeline/types';
export type { BuiltInSettings } from './settings';
export type { AutoscalingSettings } from './autoscaling/settings';
export type { ConfigurationSettings } from './configuration/settings';
export type { CronJobSettings } from './cron-job/settings';
export type { DatabaseAccessSettings } from './database-access/settings';
export type { DatabaseSettings } from './database/settings';
export type { FilesSettings } from './files/settings';
export type { MigrationSettings } from './migration/settings';
export type { ObservabilitySettings } from './observability/settings';
export type { PodsSettings } from './pods/settings';
export type { ProcessesSettings } from './processes/settings';
export type { RouteSettings } from './route/settings';
export type { SecretsSettings } from './secrets/settings';
export type { SideContainersSettings } from './side-containers/settings';
export type { SharedStorageSettings } from './shared-storage/settings';
export type { StorageSettings } from './storage/settings';
export type { Resources, WorkloadSettings } from './workload/settings';
export type { BuiltInFacts, BuiltInOnceFacts, BuiltInPlatformFacts } from './facts';
export { variablesOfUse } from './configuration/uses';
export {
  isSealedValue,
  sealedFile,
  type SealedSecret,
  type SealedSecretFacts,
  SEALED_FOLDER,
  sealedSecretObject,
  tryReadSealed,
} from './secret-store';

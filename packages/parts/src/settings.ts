import type { Settings } from '@goldenpath/extension';
import type { AutoscalingSettings } from './autoscaling/settings';
import type { ConfigurationSettings } from './configuration/settings';
import type { CronJobSettings } from './cron-job/settings';
import type { DatabaseAccessSettings } from './database-access/settings';
import type { DatabaseSettings } from './database/settings';
import type { FilesSettings } from './files/settings';
import type { MigrationSettings } from './migration/settings';
import type { ObservabilitySettings } from './observability/settings';
import type { PreviewSettings } from './preview/settings';
import type { PodsSettings } from './pods/settings';
import type { ProcessesSettings } from './processes/settings';
import type { RouteSettings } from './route/settings';
import type { SecretsSettings } from './secrets/settings';
import type { SideContainersSettings } from './side-containers/settings';
import type { SharedStorageSettings } from './shared-storage/settings';
import type { StorageSettings } from './storage/settings';
import type { BucketsSettings } from './buckets/settings';
import type { CachesSettings } from './caches/settings';
import type { IdentitySettings } from './identity/settings';
import type { QueuesSettings } from './queues/settings';
import type { TablesSettings } from './tables/settings';
import type { TopicsSettings } from './topics/settings';
import type { WorkloadSettings } from './workload/settings';

/** The settings of the built-in parts. A kind decides which are present. */
export type BuiltInSettings = {
  readonly workload?: WorkloadSettings;
  readonly autoscaling?: AutoscalingSettings;
  readonly observability?: ObservabilitySettings;
  readonly route?: RouteSettings;
  readonly configuration?: ConfigurationSettings;
  readonly secrets?: SecretsSettings;
  readonly mountedFiles?: FilesSettings;
  readonly cronJob?: CronJobSettings;
  readonly migration?: MigrationSettings;
  readonly preview?: PreviewSettings;
  readonly pods?: PodsSettings;
  readonly processes?: ProcessesSettings;
  readonly sideContainers?: SideContainersSettings;
  readonly storage?: StorageSettings;
  readonly sharedStorage?: SharedStorageSettings;
  readonly database?: DatabaseSettings;
  readonly databaseAccess?: DatabaseAccessSettings;
  readonly identity?: IdentitySettings;
  readonly buckets?: BucketsSettings;
  readonly topics?: TopicsSettings;
  readonly queues?: QueuesSettings;
  readonly tables?: TablesSettings;
  readonly caches?: CachesSettings;
};

/** Returns the settings of the built-in parts from those of an application. */
export function partSettings(settings: Settings): BuiltInSettings {
  return settings as BuiltInSettings;
}

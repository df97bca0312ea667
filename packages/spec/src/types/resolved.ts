import type { Acceptance } from '@goldenpath/extension';
import type { DatabaseSize, Kind, Risk, Runtime } from './app';

/** An amount of cpu and of memory, as Kubernetes writes them. */
export interface Amounts {
  readonly cpu: string;
  readonly memory: string;
}

/** What each pod is sure to get and what it never gets more of. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

export interface Autoscaling {
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
}

/** How an application's pods run in one environment, every default filled in. */
export interface WorkloadSettings {
  readonly runtime: Runtime;
  /** The upstream image, where there is one; otherwise the image is built from the application's repository. */
  readonly image?: string;
  readonly replicas: number;
  readonly autoscaling?: Autoscaling;
  readonly port: number;
  readonly ingress: boolean;
  readonly resources: Resources;
  readonly probe: 'http' | 'tcp';
  readonly args: readonly string[];
  readonly runAsUser: number;
  readonly uses: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface StorageSettings {
  readonly size: string;
  readonly mountPath: string;
  readonly className: string;
}

export interface DatabaseSettings {
  readonly name: string;
  readonly username: string;
  readonly size: DatabaseSize;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  readonly backupRetentionDays: number;
  readonly instance: 'shared' | 'dedicated';
}

/** What an application is in one environment: its parts, each there or not as its kind says. */
export interface Settings {
  readonly workload?: WorkloadSettings;
  readonly storage?: StorageSettings;
  readonly database?: DatabaseSettings;
}

/** One application, every default filled in. */
export interface AppSpec {
  readonly kind: Kind;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  readonly accept: readonly Acceptance[];
  /** The environments it runs in, in the platform's order. */
  readonly environments: readonly string[];
  /** What it is without any override. */
  readonly general: Settings;
  /** What it is in each environment that it runs in. */
  readonly settings: Readonly<Record<string, Settings>>;
}

export type {
  Acceptance,
  Aws,
  DatabaseNetwork,
  Environment,
  EnvironmentDatabases,
  Exposure,
  Platform,
  SharedInstance,
  TerraformState,
} from '@goldenpath/extension';

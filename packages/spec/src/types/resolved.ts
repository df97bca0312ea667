import type { ReviewRule } from './acceptance';
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

/** A finding of a review that somebody answers for. */
export interface Acceptance {
  readonly rule: ReviewRule;
  /** The applications that it is accepted of; `undefined` for what is the platform's own. */
  readonly apps?: readonly string[];
  /** The environments that it is accepted in; `undefined` for all, and for what belongs to none. */
  readonly environments?: readonly string[];
  readonly reason: string;
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

export interface SharedInstance {
  readonly size: DatabaseSize;
  readonly storageGb: number;
  readonly maxStorageGb: number;
}

export interface DatabaseNetwork {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly clientCidrs: readonly string[];
}

export interface EnvironmentDatabases {
  readonly network: DatabaseNetwork;
  readonly shared: SharedInstance;
  readonly sizes: readonly DatabaseSize[];
  readonly minimumBackupRetentionDays: number;
  readonly multiAz: boolean;
}

/** One environment of the platform, every default filled in. */
export interface Environment {
  readonly name: string;
  readonly logLevel: string;
  readonly host: string;
  readonly clusterIssuer?: string;
  readonly mutableTags: boolean;
  readonly approvers: readonly string[];
  readonly databases?: EnvironmentDatabases;
}

export type Exposure =
  | { readonly type: 'ingress'; readonly className: string }
  | { readonly type: 'gateway'; readonly name: string; readonly namespace: string; readonly sectionName?: string };

export type TerraformState =
  | { readonly type: 's3'; readonly bucket: string; readonly region: string; readonly keyPrefix: string }
  | { readonly type: 'local' };

/** The AWS account, and the part of AWS that its region is in. */
export interface Aws {
  readonly accountId: string;
  readonly region: string;
  /** What ARNs there begin with: `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** The platform file, every default filled in. */
export interface Platform {
  readonly organisation: string;
  readonly domain: string;
  readonly aws: Aws;
  readonly registry: string;
  readonly teams: readonly string[];
  readonly environments: readonly Environment[];
  readonly kubernetes: { readonly namespace: string; readonly storageClass: string };
  readonly ingress: Exposure;
  readonly secretStore: {
    readonly name: string;
    readonly kind: 'ClusterSecretStore' | 'SecretStore';
    readonly refreshInterval: string;
  };
  readonly gitops: {
    readonly layout: 'central' | 'app-repositories';
    readonly repository: string;
    readonly branch: string;
  };
  readonly delivery: { readonly workflow: string };
  readonly accept: readonly Acceptance[];
  readonly state: TerraformState;
  readonly postgres: {
    readonly version: string;
    readonly port: number;
    readonly backupRetentionDays: Readonly<Record<Risk, number>>;
  };
}

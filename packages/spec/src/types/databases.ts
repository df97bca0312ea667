import type { DatabaseSize } from '@goldenpath/extension';
import type { WrittenServerless } from '@goldenpath/parts';

/** The network that an environment's databases are placed in. */
export interface WrittenDatabaseNetwork {
  /**
   * The VPC.
   *
   * @pattern ^vpc-[0-9a-f]{8,17}$
   */
  readonly vpcId: string;
  /**
   * Private subnets in at least two availability zones.
   *
   * @minItems 2
   * @uniqueItems true
   */
  readonly subnetIds: readonly SubnetId[];
  /**
   * The address ranges that may connect to PostgreSQL: those of pods and of provisioning.
   *
   * @minItems 1
   * @uniqueItems true
   */
  readonly clientCidrs: readonly Cidr[];
}

/** @pattern ^subnet-[0-9a-f]{8,17}$ */
export type SubnetId = string;

/** @pattern ^([0-9]{1,3}\.){3}[0-9]{1,3}/([0-9]|[12][0-9]|3[0-2])$ */
export type Cidr = string;

/** An environment's shared PostgreSQL instance, or its shared Aurora cluster. */
export interface WrittenSharedInstance {
  /**
   * `aurora-postgresql` is an Aurora cluster with serverless capacity, which can have readers. Another engine is another, empty instance: the
   * databases on the old one stay in its last snapshot.
   *
   * @default "postgres"
   */
  readonly engine?: 'postgres' | 'aurora-postgresql';
  /** @default {} */
  readonly serverless?: WrittenServerless;
  /**
   * Readers of an Aurora cluster, next to its writer. Pods of applications with a database on it get their address as `DB_READER_HOST`. The
   * default is 1 where the environment has `multiAz`, and 0 elsewhere. RDS instances have none.
   *
   * @asType integer
   * @minimum 0
   * @maximum 15
   */
  readonly readers?: number;
  /**
   * Its minimum size. It is larger if a database on it requests a larger one. An Aurora cluster has a capacity in its place.
   *
   * @default "small"
   */
  readonly size?: DatabaseSize;
  /**
   * Initial storage, in GB.
   *
   * @asType integer
   * @minimum 20
   * @maximum 500
   * @default 20
   */
  readonly storageGb?: number;
  /**
   * Maximum storage, in GB: 10 % above `storageGb` at least, or equal to it for storage that does not grow by itself. The default is twice
   * `storageGb`, and at least 100.
   *
   * @asType integer
   * @minimum 20
   * @maximum 1000
   */
  readonly maxStorageGb?: number;
  /**
   * The snapshot that the instance is created from: its name, or its ARN where another account shares it. An Aurora cluster takes the snapshot
   * of a cluster by name, and that of an RDS instance by ARN. An instance that exists stays as it is.
   *
   * @pattern ^(arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:(cluster-)?snapshot:)?((rds|awsbackup):)?[A-Za-z][A-Za-z0-9-]*$
   * @maxLength 300
   */
  readonly restoreFrom?: string;
}

/** The values that CloudWatch Logs takes. */
export type LogRetentionDays =
  | 1
  | 3
  | 5
  | 7
  | 14
  | 30
  | 60
  | 90
  | 120
  | 150
  | 180
  | 365
  | 400
  | 545
  | 731
  | 1096
  | 1827
  | 2192
  | 2557
  | 2922
  | 3288
  | 3653;

/** Settings of the databases in an environment. */
export interface WrittenEnvironmentDatabases {
  readonly network: WrittenDatabaseNetwork;
  /**
   * Major version of PostgreSQL here. The default is `postgres.version`. It can only go up.
   *
   * @pattern ^1[5-8]$
   */
  readonly version?: string;
  /**
   * Whether RDS keeps new instances here on their major version after its standard support ends, and bills extended support. By default RDS
   * upgrades them then. RDS takes the choice when it creates an instance, and never again.
   *
   * @default false
   */
  readonly extendedSupport?: boolean;
  /**
   * The KMS key of instances, their snapshots and the secrets here: the ARN of a key, not of an alias. By default AWS has the keys, and
   * another account cannot copy the snapshots. Another key replaces an instance, so set it before the first deployment.
   *
   * @pattern ^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/(mrk-)?[a-f0-9-]{32,36}$
   */
  readonly kmsKey?: string;
  /**
   * Days that the logs of instances here are kept in CloudWatch: one of the values that CloudWatch takes. By default RDS creates the log groups,
   * and they are kept for ever.
   */
  readonly logRetentionDays?: LogRetentionDays;
  readonly shared?: WrittenSharedInstance;
  /**
   * The sizes that an application may request here.
   *
   * @minItems 1
   * @uniqueItems true
   * @default ["small", "medium", "large", "xlarge"]
   */
  readonly sizes?: readonly DatabaseSize[];
  /**
   * The minimum retention of backups for databases here, in days.
   *
   * @asType integer
   * @minimum 1
   * @maximum 35
   * @default 1
   */
  readonly minimumBackupRetentionDays?: number;
  /**
   * Whether instances have a standby in a second availability zone. The standby of an Aurora cluster is a reader.
   *
   * @default false
   */
  readonly multiAz?: boolean;
  /**
   * When RDS may interrupt the instances here for maintenance and for changes that wait, in UTC: 30 minutes or more. RDS chooses a window
   * for each instance where none is given.
   *
   * @pattern ^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$
   */
  readonly maintenanceWindow?: string;
  /**
   * When RDS makes the daily snapshots here, in UTC: 30 minutes or more, and outside of the maintenance window. RDS chooses a window for each
   * instance where none is given.
   *
   * @pattern ^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$
   */
  readonly backupWindow?: string;
  /**
   * Whether changes of instances are applied at once, with the interruption that they bring. By default they wait for the maintenance window.
   *
   * @default false
   */
  readonly applyImmediately?: boolean;
}

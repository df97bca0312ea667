/** The instance behind a database: db.t3.micro, db.t3.small, db.t3.medium or db.r6g.large. */
export type DatabaseSize = 'small' | 'medium' | 'large' | 'xlarge';

/** The capacity and the readers of an Aurora cluster, with all defaults applied. */
export interface ClusterCapacity {
  /** In Aurora capacity units, for the writer and each reader. */
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Seconds without a connection after which it pauses. @default it does not pause */
  readonly pauseAfterSeconds?: number;
  /** As written. @default one where the environment has `multiAz`, and none elsewhere */
  readonly readers?: number;
}

export interface SharedInstance {
  readonly size: DatabaseSize;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  /** Present for an Aurora cluster. @default an RDS instance */
  readonly engine?: 'aurora-postgresql';
  /** Present for an Aurora cluster. */
  readonly serverless?: Omit<ClusterCapacity, 'readers'>;
  /** Readers of an Aurora cluster, as written. @default one where the environment has `multiAz`, and none elsewhere */
  readonly readers?: number;
  /** The snapshot that a new instance is restored from. @default it starts empty */
  readonly restoreFrom?: string;
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
  /** Major version of PostgreSQL. @default that of the platform */
  readonly version?: string;
  /** @default RDS upgrades an instance when the standard support of its version ends */
  readonly extendedSupport?: boolean;
  /** Days that logs are kept in CloudWatch. @default for ever */
  readonly logRetentionDays?: number;
  /** The ARN of the key of instances and secrets. @default AWS has the keys */
  readonly kmsKey?: string;
  /** Such as `sun:03:00-sun:04:00`, in UTC. @default RDS chooses */
  readonly maintenanceWindow?: string;
  /** Such as `01:00-02:00`, in UTC. @default RDS chooses */
  readonly backupWindow?: string;
  /** @default changes wait for the maintenance window */
  readonly applyImmediately?: boolean;
}

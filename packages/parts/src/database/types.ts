import type { DatabaseSize, Risk, Tags } from '@goldenpath/extension';

import type { Retirement } from './settings';

/** The capacity and the readers of an Aurora cluster. */
export interface AuroraCluster {
  /** In Aurora capacity units, for the writer and each reader. */
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Seconds without a connection after which it pauses. @default it does not pause */
  readonly pauseAfterSeconds?: number;
  readonly readers: number;
  /** What the identifiers of its instances begin with, if that of the cluster leaves no room for their number. @default that of the cluster */
  readonly instancePrefix?: string;
}

/** An RDS PostgreSQL instance, or an Aurora cluster. */
export interface DatabaseInstance {
  readonly identifier: string;
  /** Present for an Aurora cluster: its storage grows by itself. @default an RDS instance */
  readonly aurora?: AuroraCluster;
  readonly instanceClass: string;
  /** The major version of PostgreSQL. */
  readonly engineVersion: string;
  /** Whether RDS bills extended support instead of upgrading after the end of standard support. @default false */
  readonly extendedSupport?: true;
  readonly port: number;
  /** Absent for an Aurora cluster. */
  readonly storageGb?: number;
  /** Absent for an Aurora cluster. */
  readonly maxStorageGb?: number;
  readonly backupRetentionDays: number;
  /** Whether it has a standby in another availability zone. For an Aurora cluster that is a reader. */
  readonly multiAz: boolean;
  /** In UTC. @default RDS chooses */
  readonly maintenanceWindow?: string;
  /** In UTC. @default RDS chooses */
  readonly backupWindow?: string;
  /** Whether changes are applied at once. @default they wait for the maintenance window */
  readonly appliesImmediately?: boolean;
  /** The highest risk of its data, which decides the monitoring interval. */
  readonly risk: Risk;
  readonly masterUsername: string;
  /** The key of its storage, its snapshots and the secret of its master. @default the keys of AWS */
  readonly kmsKeyArn?: string;
  /** The snapshot that a new instance is restored from. An instance that exists stays as it is. @default it starts empty */
  readonly restoreFrom?: string;
  /** Days that its logs are kept in CloudWatch. @default for ever, in groups that RDS creates */
  readonly logRetentionDays?: number;
  /** Parameter groups of its own, one for each version that it may have. A cluster always has some. @default it uses those of the platform */
  readonly parameterGroups?: readonly OwnParameterGroup[];
  /** The name of the last snapshot, without the suffix that is unique to the life of the instance: `orders-prod-final`. */
  readonly finalSnapshotPrefix: string;
  /** Whether a plan that would destroy or replace it is refused. It is, unless the loss is accepted. */
  readonly isProtected: boolean;
}

/** Resources of the platform's stack that a dedicated instance uses. Absent when the environment allows no databases. */
export interface InstancePlacement {
  readonly vpcId: string;
  readonly subnetGroupName: string;
  readonly securityGroupName: string;
  readonly parameterGroupName: string;
  readonly monitoringRoleName: string;
}

/** The database: its instance, and the secret with its connection data. */
export interface DatabasePart {
  readonly name: string;
  readonly username: string;
  /** Absent for an Aurora cluster, which has a capacity. */
  readonly size?: DatabaseSize;
  /** Connections that each of its logins may have at once. */
  readonly connectionLimit: number;
  /** Extensions that provisioning creates. @default none */
  readonly extensions?: readonly string[];
  /** Present where the database is retired: `goldenpath rds retire` drops it after so many days. */
  readonly retirement?: Retirement;
  /** The dedicated instance, or the identifier of the shared one. */
  readonly instance:
    | {
        readonly mode: 'shared';
        readonly identifier: string;
        /** The secret contains it. When it changes, the stacks of all databases on the instance must be applied again. */
        readonly port: number;
        /** Whether it is an Aurora cluster. @default an RDS instance */
        readonly isCluster?: true;
      }
    | ({ readonly mode: 'dedicated'; readonly placement?: InstancePlacement } & DatabaseInstance);
  readonly secret: {
    /** Name in Secrets Manager: `goldenpath/<environment>/<database>/postgres`. */
    readonly path: string;
    /** The key that encrypts it. @default the key of AWS */
    readonly kmsKeyArn?: string;
    /** As for an instance. */
    readonly isProtected: boolean;
    /** The password rotates every so many days. Absent where the platform schedules no rotation. */
    readonly rotationDays?: number;
  };
}

/** A parameter group of a dedicated instance. It has the parameters of the platform as well. */
export interface OwnParameterGroup extends ParameterGroup {
  /** By name, in order of name. */
  readonly parameters: Readonly<Record<string, OwnParameter>>;
}

/** A parameter, as RDS takes it. */
export interface OwnParameter {
  readonly value: string;
  /** Whether a change takes effect with the next restart only. */
  readonly isStatic: boolean;
}

/** The settings of PostgreSQL for one major version. */
export interface ParameterGroup {
  readonly name: string;
  readonly version: string;
}

/** What the databases of an environment share: the instance, and resources that dedicated instances use as well. */
export interface PlatformDatabases {
  readonly network: {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
    readonly clientCidrs: readonly string[];
  };
  readonly subnetGroupName: string;
  readonly securityGroupName: string;
  /** One for each version that an instance here may have. An upgrade then deletes none that is in use. */
  readonly parameterGroups: readonly ParameterGroup[];
  readonly monitoringRole: { readonly name: string; readonly policyArn: string };
  readonly sharedInstance: DatabaseInstance;
  readonly tags: Tags;
}

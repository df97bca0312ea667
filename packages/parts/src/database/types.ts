import type { DatabaseSize, Risk, Tags } from '@goldenpath/extension';

import type { Retirement } from './settings';

/** An RDS PostgreSQL instance. */
export interface DatabaseInstance {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly engineVersion: string;
  readonly port: number;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  readonly backupRetentionDays: number;
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
  readonly finalSnapshotIdentifier: string;
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
  readonly size: DatabaseSize;
  /** Connections that each of its logins may have at once. */
  readonly connectionLimit: number;
  /** Present where the database is retired: `goldenpath rds retire` drops it after so many days. */
  readonly retirement?: Retirement;
  /** The dedicated instance, or the identifier of the shared one. */
  readonly instance:
    | {
        readonly mode: 'shared';
        readonly identifier: string;
        /** The secret contains it. When it changes, the stacks of all databases on the instance must be applied again. */
        readonly port: number;
      }
    | ({ readonly mode: 'dedicated'; readonly placement?: InstancePlacement } & DatabaseInstance);
  readonly secret: {
    /** Name in Secrets Manager: `goldenpath/<environment>/<database>/postgres`. */
    readonly path: string;
    /** As for an instance. */
    readonly isProtected: boolean;
    /** The password rotates every so many days. Absent where the platform schedules no rotation. */
    readonly rotationDays?: number;
  };
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
  readonly parameterGroup: { readonly name: string; readonly family: string };
  readonly monitoringRole: { readonly name: string; readonly policyArn: string };
  readonly sharedInstance: DatabaseInstance;
  readonly tags: Tags;
}

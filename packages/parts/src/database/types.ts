import type { DatabaseSize, Risk, Tags } from '@goldenpath/extension';

import type { Retirement } from './settings';

/** One RDS PostgreSQL instance. */
export interface DatabaseInstance {
  readonly identifier: string;
  readonly instanceClass: string;
  readonly engineVersion: string;
  readonly port: number;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  readonly backupRetentionDays: number;
  readonly multiAz: boolean;
  /** The most sensitive of what it holds: decides how closely it is monitored. */
  readonly risk: Risk;
  readonly masterUsername: string;
  readonly finalSnapshotIdentifier: string;
  /** Whether a plan that would destroy or replace it is refused: it is, unless somebody has accepted the loss. */
  readonly isProtected: boolean;
}

/** What the platform's stack makes, and a dedicated instance uses. Absent where the environment takes no databases. */
export interface InstancePlacement {
  readonly vpcId: string;
  readonly subnetGroupName: string;
  readonly securityGroupName: string;
  readonly parameterGroupName: string;
  readonly monitoringRoleName: string;
}

/** The database: which instance it is on, and the secret that holds the way to it. */
export interface DatabasePart {
  readonly name: string;
  readonly username: string;
  readonly size: DatabaseSize;
  /** Connections that each of its logins may have at once. */
  readonly connectionLimit: number;
  /** Present where the database is retired: `goldenpath rds retire` drops it after so many days. */
  readonly retirement?: Retirement;
  /** Its own instance, or the identifier of the shared one. */
  readonly instance:
    | {
        readonly mode: 'shared';
        readonly identifier: string;
        /** A secret holds it: where it changes, the stacks of all that are on the instance must be applied again. */
        readonly port: number;
      }
    | ({ readonly mode: 'dedicated'; readonly placement?: InstancePlacement } & DatabaseInstance);
  readonly secret: {
    /** Name in Secrets Manager: `goldenpath/<environment>/<database>/postgres`. */
    readonly path: string;
    /** As of an instance. */
    readonly isProtected: boolean;
  };
}

/** What the databases of an environment share: the instance, and what dedicated instances use as well. */
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

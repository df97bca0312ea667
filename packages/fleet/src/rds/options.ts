import type { DatabaseStatus, ExtraObject, ProvisionEvent, ProvisionResult, RetireResult } from '@goldenpath/database';

/** Options of everything about the databases of an environment. */
export interface RdsOptions {
  readonly environment: string;
  /** Names of applications. @default all that have a database there */
  readonly apps?: readonly string[];
  /** Use an embedded PostgreSQL server and a secret store in a folder, in place of AWS. @default false */
  readonly local?: boolean;
  /** With `local`: the output folder that `deploy` had. @default `dist` beside the platform file */
  readonly out?: string;
  /** A file with PEM certificates to trust besides those of Amazon RDS. @default none */
  readonly caFile?: string;
  /** Leave out the instances that are not deployed yet. @default false: they are an error */
  readonly auto?: boolean;
  readonly onEvent?: (event: ProvisionEvent) => void;
}

/** Options of `provision`. */
export interface RdsProvisionOptions extends RdsOptions {
  /** Change nothing, and write no audit. @default false */
  readonly dryRun?: boolean;
  /** Continue with the others when a database fails. @default false */
  readonly keepGoing?: boolean;
  /** The folder of a Job that `job` has made, in place of the specs and of Secrets Manager. @default none */
  readonly from?: string;
}

/** Options of `rotate`. */
export interface RdsRotateOptions extends RdsOptions {
  /** Only passwords that are older than the interval of the risk, and that no client of the login before uses. @default false */
  readonly due?: boolean;
  /** Change nothing, and write no audit. @default false */
  readonly dryRun?: boolean;
  /** Continue with the others when a database fails. @default false */
  readonly keepGoing?: boolean;
  /** @default the clock of this machine */
  readonly now?: () => Date;
}

/** How old a password is, and when it is due. */
export interface PasswordRotation {
  readonly since: Date;
  readonly everyDays: number;
  readonly dueAt: Date;
  readonly isDue: boolean;
}

/** What became of one database in a run. */
export interface RdsResult extends ProvisionResult {
  /** The age of the password before the run. @default the run did not look at it */
  readonly rotation?: PasswordRotation;
}

/** Options of `retire`. */
export interface RdsRetireOptions extends RdsOptions {
  /** Change nothing, and write no audit. @default false */
  readonly dryRun?: boolean;
  /** A folder for dumps of `pg_dump`. @default a snapshot of the whole instance is made instead */
  readonly backupTo?: string;
  /** The clock that names and days of grace follow. @default that of this machine */
  readonly now?: () => Date;
}

/** Options of `job`. */
export interface RdsJobOptions {
  readonly environment: string;
  /** Names of applications. @default all that have a database there */
  readonly apps?: readonly string[];
  /** An image that has `goldenpath` on its `PATH`. */
  readonly image: string;
  /** @default goldenpath */
  readonly namespace?: string;
  /** Name of the secret of the master in the secret store. @default what RDS says of each instance */
  readonly masterSecret?: string;
}

/** Jobs that provision the databases of an environment from inside the cluster. */
export interface RdsJob {
  readonly environment: string;
  readonly objects: readonly object[];
  /** The objects in YAML; empty where there are none. */
  readonly text: string;
}

/** What a run did to the databases that their specs retire. */
export interface RdsRetirement {
  readonly environment: string;
  readonly dryRun: boolean;
  readonly results: readonly RetireResult[];
  /** The file that has a line for each change, where one was written. */
  readonly auditFile?: string;
}

/** What a run did to the databases of an environment. */
export interface RdsRun {
  readonly environment: string;
  readonly dryRun: boolean;
  readonly results: readonly RdsResult[];
  /** The file that has a line for each result, where one was written. */
  readonly auditFile?: string;
  /** The lines of that file, where it does not outlive the run: in a Job. */
  readonly auditText?: string;
}

/** A database or a role of an instance that no spec names. */
export interface ExtraOnInstance extends ExtraObject {
  /** Identifier of the instance. */
  readonly instance: string;
}

/** How the databases of an environment compare with the specs. */
export interface RdsStatus {
  readonly environment: string;
  readonly databases: readonly DatabaseStatus[];
  /** Of all instances of the environment; empty where applications were selected. */
  readonly extra: readonly ExtraOnInstance[];
}

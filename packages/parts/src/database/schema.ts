import type { DatabaseSize } from '@goldenpath/extension';

/** The database settings that can differ between environments. */
export interface WrittenDatabaseOverride {
  /**
   * Size of the instance. On a shared instance, the minimum size that it must have. The default is the smallest size that the environment
   * allows.
   *
   * @default "small"
   */
  readonly size?: DatabaseSize;
  /**
   * Initial storage of a dedicated instance, in GB.
   *
   * @asType integer
   * @minimum 20
   * @maximum 500
   * @default 20
   */
  readonly storageGb?: number;
  /**
   * Maximum storage of a dedicated instance, in GB: 10 % above `storageGb` at least, or equal to it for storage that does not grow by itself.
   * The default is twice `storageGb`, and at least 50.
   *
   * @asType integer
   * @minimum 20
   * @maximum 1000
   */
  readonly maxStorageGb?: number;
  /**
   * Number of days to keep backups. The default depends on the risk: low 7, medium 14, high 35, and at least the environment's minimum.
   *
   * @asType integer
   * @minimum 1
   * @maximum 35
   */
  readonly backupRetentionDays?: number;
  /**
   * Whether the database is on the environment's shared instance or on a dedicated one.
   *
   * @default "shared"
   */
  readonly instance?: 'shared' | 'dedicated';
  /**
   * Engine of a dedicated instance. `aurora-postgresql` is an Aurora cluster with serverless capacity, which can have readers. Another engine
   * is another, empty database: the data of the old one stays in its last snapshot.
   *
   * @default "postgres"
   */
  readonly engine?: 'postgres' | 'aurora-postgresql';
  /** @default {} */
  readonly serverless?: WrittenServerless;
  /**
   * Readers of an Aurora cluster, next to its writer. Pods get their address as `DB_READER_HOST`. The default is 1 where the environment has
   * `multiAz`, and 0 elsewhere. RDS instances have none: RDS refuses a replica of an instance whose master password it manages.
   *
   * @asType integer
   * @minimum 0
   * @maximum 15
   */
  readonly readers?: number;
  /**
   * Major version of PostgreSQL on a dedicated instance. The default is that of the environment. It can only go up.
   *
   * @pattern ^1[5-8]$
   */
  readonly version?: string;
  /**
   * The snapshot that a dedicated instance is created from: its name, or its ARN where another account shares it. An Aurora cluster takes the
   * snapshot of a cluster by name, and that of an RDS instance by ARN. An instance that exists stays as it is.
   *
   * @pattern ^(arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:(cluster-)?snapshot:)?((rds|awsbackup):)?[A-Za-z][A-Za-z0-9-]*$
   * @maxLength 300
   */
  readonly restoreFrom?: string;
  /**
   * Connections that the application may have at once, with each of its logins. By size where this is not given: small 20, medium 40,
   * large 80, xlarge 200. On Aurora by `maxCapacity`: 20 for each unit, and at most 200.
   *
   * @asType integer
   * @minimum 1
   * @maximum 5000
   */
  readonly connectionLimit?: number;
  /** @default {} */
  readonly variables?: WrittenDatabaseVariables;
  /**
   * Extensions of PostgreSQL in the database. Provisioning creates them, with those that they need, and removes none. `pg_bigm`, `pg_cron`
   * and `pg_hint_plan` need a dedicated instance, and its next restart. An environment replaces the whole list.
   *
   * @maxItems 20
   * @uniqueItems true
   * @default []
   * @examples [["pgcrypto", "pg_trgm"]]
   */
  readonly extensions?: readonly string[];
  /** @default {} */
  readonly parameters?: WrittenDatabaseParameters;
  /**
   * Retires the database: `goldenpath rds retire` locks it, backs it up and renames it, and drops it after the grace period. Remove this
   * before the drop, and `goldenpath rds provision` brings the database back.
   */
  readonly retire?: WrittenRetirement;
}

/** The capacity of an Aurora cluster, in Aurora capacity units (ACU) of about 2 GiB of memory each. It applies to the writer and to each reader. */
export interface WrittenServerless {
  /**
   * The least capacity: half units, or 0 for a cluster that pauses while nothing connects to it.
   *
   * @minimum 0
   * @maximum 256
   * @default 0.5
   */
  readonly minCapacity?: number;
  /**
   * The most capacity, in half units.
   *
   * @minimum 1
   * @maximum 256
   * @default 4
   */
  readonly maxCapacity?: number;
  /**
   * Seconds without a connection after which a cluster with `minCapacity: 0` pauses. Its next connection waits for about 15 seconds. The
   * default with `minCapacity: 0` is 300.
   *
   * @asType integer
   * @minimum 300
   * @maximum 86400
   */
  readonly pauseAfterSeconds?: number;
}

/**
 * Further variables of the pods by name. `{host}`, `{port}`, `{dbname}`, `{username}` and `{password}` stand for the values of the secret,
 * which are never in a manifest; `{readerhost}` as well, for an application with an Aurora cluster. In a URL they are encoded. An environment can add variables, or replace single ones.
 *
 * @propertyNames {"pattern": "^(?!__proto__$)[A-Za-z_][A-Za-z0-9_]*$"}
 * @examples [{ "DATABASE_URL": "postgresql://{username}:{password}@{host}:{port}/{dbname}?sslmode=require" }]
 */
export interface WrittenDatabaseVariables {
  readonly [variable: string]: string;
}

/**
 * Parameters of PostgreSQL on a dedicated instance by name. A number is in the unit of the parameter: `work_mem: 16384` is 16 MB. An
 * environment can add parameters, or replace single ones.
 *
 * @propertyNames {"pattern": "^[a-z][a-z0-9_.]*$"}
 * @examples [{ "work_mem": 16384, "statement_timeout": 30000, "jit": false }]
 */
export interface WrittenDatabaseParameters {
  readonly [parameter: string]: string | number | boolean;
}

/** The word that a database may be dropped. */
export interface WrittenRetirement {
  /**
   * Why, on one line, for the people who review the change.
   *
   * @minLength 10
   * @maxLength 350
   */
  readonly reason: string;
  /**
   * Days that the renamed database is kept before it is dropped.
   *
   * @asType integer
   * @minimum 1
   * @maximum 365
   * @default 30
   */
  readonly graceDays?: number;
}

/** A PostgreSQL database and the role that owns it. */
export interface WrittenDatabase extends WrittenDatabaseOverride {
  /**
   * Name of the database, the same in every environment.
   *
   * @pattern ^[a-z][a-z0-9_]{2,62}$
   */
  readonly name: string;
  /**
   * Name of the role that owns the database.
   *
   * @pattern ^[a-z][a-z0-9_]{2,30}$
   */
  readonly username: string;
}

/** The fields of the database. */
export interface DatabaseFields {
  readonly database: WrittenDatabase;
}

/** The fields that an environment may override. */
export interface DatabaseOverrides {
  readonly database?: WrittenDatabaseOverride;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    database: DatabaseFields;
  }
  interface WrittenOverrides {
    database: DatabaseOverrides;
  }
  interface WrittenReviewRules {
    'database-loss': true;
    'secret-loss': true;
    'network-opened': true;
    'no-multi-az': true;
    'short-retention': true;
    'instance-class-changed': true;
    'large-instance': true;
    'storage-step': true;
    'major-version-upgrade': true;
    'encryption-key-changed': true;
    'restored-from-snapshot': true;
    'extended-support': true;
    'credentials-moved': true;
    'connection-budget': true;
    'restart-needed': true;
    'extension-kept': true;
    'capacity-reduced': true;
    'reader-removed': true;
  }
}

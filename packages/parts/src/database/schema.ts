import type { DatabaseSize } from '@goldenpath/extension';

/** What of a database may differ between environments. */
export interface WrittenDatabaseOverride {
  /**
   * Size of the instance. On a shared instance, the least size that it must have. Where this is not given, it is the
   * smallest size that the environment allows.
   *
   * @default "small"
   */
  readonly size?: DatabaseSize;
  /**
   * Storage that a dedicated instance starts with, in GB.
   *
   * @asType integer
   * @minimum 20
   * @maximum 500
   * @default 20
   */
  readonly storageGb?: number;
  /**
   * Storage that a dedicated instance may grow to, in GB; at least `storageGb`.
   *
   * @asType integer
   * @minimum 20
   * @maximum 1000
   * @default 50
   */
  readonly maxStorageGb?: number;
  /**
   * How many days of backups are kept. By risk where this is not given: low 7, medium 14, high 35, and
   * never less than the environment asks for.
   *
   * @asType integer
   * @minimum 1
   * @maximum 35
   */
  readonly backupRetentionDays?: number;
  /**
   * Whether the database lives on the environment's shared instance or has one of its own.
   *
   * @default "shared"
   */
  readonly instance?: 'shared' | 'dedicated';
  /**
   * Connections that the application may have at once, with each of its logins. By size where this is not given: small 20, medium 40,
   * large 80, xlarge 200.
   *
   * @asType integer
   * @minimum 1
   * @maximum 5000
   */
  readonly connectionLimit?: number;
  /**
   * Retires the database: `goldenpath rds retire` locks it, backs it up and renames it, and drops it after the grace period. Remove this
   * before the drop, and `goldenpath rds provision` brings the database back.
   */
  readonly retire?: WrittenRetirement;
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

/** What of them one environment may override. */
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
  }
}

import type { DesiredDatabase } from '../desired';
import type { Master } from '../server/session';

/** What a backup is made of. */
export interface BackupRequest {
  readonly master: Master;
  readonly database: string;
  /** The owner of the database. The master is a member of it while the backup is made. */
  readonly role: string;
  readonly instance: string;
  /** Whether the instance is an Aurora cluster. @default an RDS instance */
  readonly isCluster?: true;
  /** When the backup begins: a part of its name. */
  readonly at: Date;
  readonly signal: AbortSignal;
}

/** Makes backups of databases before they are dropped. */
export interface Backups {
  /** What it makes, for a plan: `an RDS snapshot`. */
  readonly title: string;
  /**
   * Checks that a backup can be made, before anything changes.
   *
   * @throws UserError where it cannot.
   */
  readonly check: (request: BackupRequest) => Promise<void>;
  /**
   * Makes a backup, and returns when it is complete and durable.
   *
   * @returns where it is: the name of a snapshot, or the path of a file.
   * @throws UserError where it fails. Nothing that is incomplete has the name of a backup then.
   */
  readonly make: (request: BackupRequest) => Promise<string>;
}

/** `20261127-090405`, in UTC. */
export function timeStamp(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}

/** Returns what a backup of a database is of. */
export function backupOf({
  database,
  role,
  instance: { identifier, isCluster },
}: DesiredDatabase): Pick<BackupRequest, 'database' | 'role' | 'instance' | 'isCluster'> {
  return { database, role, instance: identifier, ...(isCluster === true && { isCluster }) };
}

import {
  byDefault,
  type Environment,
  byPlatform,
  type DatabaseSize,
  type Layers,
  type Platform,
  type Risk,
} from '@goldenpath/extension';

/** A database in one environment, every default filled in. */
export interface DatabaseSettings {
  readonly name: string;
  readonly username: string;
  /** As written; `small` where it is not. `sizeIn` says what it is in an environment. */
  readonly size: DatabaseSize;
  /** Whether no spec gives `size`: then it is the smallest size that an environment allows. */
  readonly isSizeByDefault: boolean;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  /** As written; by risk where it is not. {@link retentionIn} says what it is in an environment. */
  readonly backupRetentionDays: number;
  /** Whether the risk decides `backupRetentionDays`: then an environment's minimum raises it. */
  readonly isRetentionByRisk: boolean;
  readonly instance: 'shared' | 'dedicated';
  /** As written; by size where it is absent. `connectionLimitIn` says what it is in an environment. */
  readonly connectionLimit?: number;
  /** Present where the database is retired. */
  readonly retirement?: Retirement;
}

/** The word that a database may be dropped. */
export interface Retirement {
  readonly reason: string;
  /** Days that the renamed database is kept. */
  readonly graceDays: number;
}

/** The database, every default filled in. */
export function databaseSettings(layers: Layers, platform: Platform): DatabaseSettings {
  const risk = layers.pick<Risk>(['risk'], byDefault('medium'));
  const connectionLimit = layers.tryPick<number>(['database', 'connectionLimit']);
  const reason = layers.tryPick<string>(['database', 'retire', 'reason']);
  return {
    // Name and username are required: the schema has seen to it.
    name: layers.pick(['database', 'name'], byDefault('')),
    username: layers.pick(['database', 'username'], byDefault('')),
    size: layers.pick<DatabaseSize>(['database', 'size'], byDefault('small')),
    isSizeByDefault: layers.tryPick(['database', 'size']) === undefined,
    storageGb: layers.pick(['database', 'storageGb'], byDefault(20)),
    maxStorageGb: layers.pick(
      ['database', 'maxStorageGb'],
      byDefault(Math.max(50, layers.tryPick<number>(['database', 'storageGb']) ?? 0)),
    ),
    backupRetentionDays: layers.pick(
      ['database', 'backupRetentionDays'],
      byPlatform(platform.postgres.backupRetentionDays[risk], ['postgres', 'backupRetentionDays', risk]),
    ),
    isRetentionByRisk: layers.tryPick(['database', 'backupRetentionDays']) === undefined,
    instance: layers.pick<'shared' | 'dedicated'>(['database', 'instance'], byDefault('shared')),
    ...(connectionLimit !== undefined && { connectionLimit }),
    ...(reason !== undefined && {
      retirement: { reason, graceDays: layers.pick(['database', 'retire', 'graceDays'], byDefault(30)) },
    }),
  };
}

/** How many days of backups a database keeps in an environment. A default is never less than the environment's minimum. */
export function retentionIn(
  { backupRetentionDays, isRetentionByRisk }: Pick<DatabaseSettings, 'backupRetentionDays' | 'isRetentionByRisk'>,
  { databases }: { readonly databases?: Environment['databases'] | undefined },
): number {
  const least = databases?.minimumBackupRetentionDays ?? 0;
  return isRetentionByRisk ? Math.max(backupRetentionDays, least) : backupRetentionDays;
}

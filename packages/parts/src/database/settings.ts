import { byDefault, byPlatform, type DatabaseSize, type Layers, type Platform, type Risk } from '@goldenpath/extension';

/** A database in one environment, every default filled in. */
export interface DatabaseSettings {
  readonly name: string;
  readonly username: string;
  readonly size: DatabaseSize;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  readonly backupRetentionDays: number;
  readonly instance: 'shared' | 'dedicated';
}

/** The database, every default filled in. */
export function databaseSettings(layers: Layers, platform: Platform): DatabaseSettings {
  const risk = layers.pick<Risk>(['risk'], byDefault('medium'));
  return {
    // Name and username are required: the schema has seen to it.
    name: layers.pick(['database', 'name'], byDefault('')),
    username: layers.pick(['database', 'username'], byDefault('')),
    size: layers.pick<DatabaseSize>(['database', 'size'], byDefault('small')),
    storageGb: layers.pick(['database', 'storageGb'], byDefault(20)),
    maxStorageGb: layers.pick(
      ['database', 'maxStorageGb'],
      byDefault(Math.max(50, layers.tryPick<number>(['database', 'storageGb']) ?? 0)),
    ),
    backupRetentionDays: layers.pick(
      ['database', 'backupRetentionDays'],
      byPlatform(platform.postgres.backupRetentionDays[risk], ['postgres', 'backupRetentionDays', risk]),
    ),
    instance: layers.pick<'shared' | 'dedicated'>(['database', 'instance'], byDefault('shared')),
  };
}

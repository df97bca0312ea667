import {
  byDefault,
  type Environment,
  byPlatform,
  type ClusterCapacity,
  type DatabaseSize,
  type Layers,
  type Platform,
  type Risk,
} from '@goldenpath/extension';

import { AURORA, clusterCapacity } from './cluster';
import { defaultMaxStorage } from './max-storage';
import type { ParameterValue } from './parameters';

/** A database in one environment with all defaults applied. */
export interface DatabaseSettings {
  readonly name: string;
  readonly username: string;
  /** As written; `small` by default. `sizeIn` returns the size in an environment. */
  readonly size: DatabaseSize;
  /** Whether the size is a default. It is then the smallest size that an environment allows. */
  readonly isSizeByDefault: boolean;
  readonly storageGb: number;
  readonly maxStorageGb: number;
  /** As written; by risk if not written. {@link retentionIn} returns the value in an environment. */
  readonly backupRetentionDays: number;
  /** Whether `backupRetentionDays` comes from the risk. An environment's minimum then raises it. */
  readonly isRetentionByRisk: boolean;
  readonly instance: 'shared' | 'dedicated';
  /** Present for an Aurora cluster, which is always dedicated. */
  readonly aurora?: AuroraSettings;
  /** As written, for a dedicated instance; that of the environment where it is absent. */
  readonly version?: string;
  /** As written, for a dedicated instance. */
  readonly restoreFrom?: string;
  /** As written; by size where it is absent. `connectionLimitIn` says what it is in an environment. */
  readonly connectionLimit?: number;
  /** Further variables of the pods with `{placeholders}`, by name. Absent when there are none. */
  readonly variables?: Readonly<Record<string, string>>;
  /** In the order of the spec. Absent when there are none. */
  readonly extensions?: readonly string[];
  /** By name, in order of name. Absent when there are none. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Present where the database is retired. */
  readonly retirement?: Retirement;
}

/** An Aurora cluster with all defaults applied. `readersIn` says how many readers there are in an environment. */
export type AuroraSettings = ClusterCapacity;

/** The word that a database may be dropped. */
export interface Retirement {
  readonly reason: string;
  /** Days that the renamed database is kept. */
  readonly graceDays: number;
}

/** Returns the database settings with all defaults applied. */
export function databaseSettings(layers: Layers, platform: Platform): DatabaseSettings {
  const risk = layers.pick<Risk>(['risk'], byDefault('medium'));
  const connectionLimit = layers.tryPick<number>(['database', 'connectionLimit']);
  const version = layers.tryPick<string>(['database', 'version']);
  const restoreFrom = layers.tryPick<string>(['database', 'restoreFrom']);
  const variables = layers.merge(['database', 'variables']);
  const extensions = layers.tryPick<readonly string[]>(['database', 'extensions']) ?? [];
  const parameters = layers.merge<ParameterValue>(['database', 'parameters']);
  const aurora = auroraSettings(layers);
  const reason = layers.tryPick<string>(['database', 'retire', 'reason']);
  return {
    // The schema ensures that name and username exist.
    name: layers.pick(['database', 'name'], byDefault('')),
    username: layers.pick(['database', 'username'], byDefault('')),
    size: layers.pick<DatabaseSize>(['database', 'size'], byDefault('small')),
    isSizeByDefault: layers.tryPick(['database', 'size']) === undefined,
    storageGb: layers.pick(['database', 'storageGb'], byDefault(20)),
    maxStorageGb: layers.pick(
      ['database', 'maxStorageGb'],
      byDefault(defaultMaxStorage(layers.tryPick<number>(['database', 'storageGb']) ?? 0, 50)),
    ),
    backupRetentionDays: layers.pick(
      ['database', 'backupRetentionDays'],
      byPlatform(platform.postgres.backupRetentionDays[risk], ['postgres', 'backupRetentionDays', risk]),
    ),
    isRetentionByRisk: layers.tryPick(['database', 'backupRetentionDays']) === undefined,
    instance: layers.pick<'shared' | 'dedicated'>(['database', 'instance'], byDefault('shared')),
    ...(aurora && { aurora }),
    ...(version !== undefined && { version }),
    ...(restoreFrom !== undefined && { restoreFrom }),
    ...(connectionLimit !== undefined && { connectionLimit }),
    ...(Object.keys(variables).length > 0 && { variables }),
    ...(extensions.length > 0 && { extensions }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(reason !== undefined && {
      retirement: { reason, graceDays: layers.pick(['database', 'retire', 'graceDays'], byDefault(30)) },
    }),
  };
}

/** Returns the retention of a database in an environment. A default is at least the environment's minimum. */
export function retentionIn(
  { backupRetentionDays, isRetentionByRisk }: Pick<DatabaseSettings, 'backupRetentionDays' | 'isRetentionByRisk'>,
  { databases }: { readonly databases?: Environment['databases'] | undefined },
): number {
  const least = databases?.minimumBackupRetentionDays ?? 0;
  return isRetentionByRisk ? Math.max(backupRetentionDays, least) : backupRetentionDays;
}

/** An engine of a dedicated instance counts on a dedicated instance only. A rule reports one that never does. */
function auroraSettings(layers: Layers): AuroraSettings | undefined {
  const isDedicated = layers.tryPick(['database', 'instance']) === 'dedicated';
  if (!isDedicated || layers.pick(['database', 'engine'], byDefault('postgres')) !== AURORA) return undefined;
  const minCapacity = layers.pick(['database', 'serverless', 'minCapacity'], byDefault(0.5));
  const maxCapacity = layers.pick(['database', 'serverless', 'maxCapacity'], byDefault(4));
  const pauseAfterSeconds = layers.tryPick<number>(['database', 'serverless', 'pauseAfterSeconds']);
  const readers = layers.tryPick<number>(['database', 'readers']);
  return clusterCapacity({ minCapacity, maxCapacity, pauseAfterSeconds, readers });
}

/** Returns the readers of an Aurora cluster in an environment. One is a standby in another availability zone. */
export function readersIn(
  { readers }: AuroraSettings,
  { databases }: { readonly databases?: Pick<NonNullable<Environment['databases']>, 'multiAz'> | undefined },
): number {
  return readers ?? (databases?.multiAz === true ? 1 : 0);
}

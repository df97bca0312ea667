import {
  changeText,
  isMap,
  isSame,
  type Json,
  ownValue,
  type PlatformCause,
  type ReviewedField,
  type ReviewedPlatformField,
} from '@goldenpath/extension';
import { AURORA } from '../cluster';
import type { DatabaseInstance, DatabasePart, PlatformDatabases } from '../types';
import { CONNECTIONS, connectionsOfCapacity } from '../sizes';
import { dedicatedOf } from './instances';

/** Spec fields of the database. A shared instance belongs to the platform, so its size is not a fact of the application. */
export const databaseFields: readonly ReviewedField<DatabasePart, undefined>[] = [
  { path: 'database.name', rank: 100, inEnvironment: (database) => database?.name },
  { path: 'database.instance', rank: 110, inEnvironment: (database) => database?.instance.mode },
  { path: 'database.username', rank: 120, inEnvironment: (database) => database?.username },
  { path: 'database.size', rank: 130, inEnvironment: (database) => dedicatedOf(database) && database?.size },
  ofInstance('database.engine', 111, ({ aurora }) => (aurora === undefined ? 'postgres' : AURORA)),
  ofInstance('database.serverless.minCapacity', 131, ({ aurora }) => aurora?.minCapacity),
  ofInstance('database.serverless.maxCapacity', 131, ({ aurora }) => aurora?.maxCapacity),
  ofInstance('database.serverless.pauseAfterSeconds', 131, ({ aurora }) => aurora?.pauseAfterSeconds),
  ofInstance('database.readers', 137, ({ aurora }) => aurora?.readers),
  ofInstance('database.version', 132, ({ engineVersion }) => engineVersion),
  ofInstance('database.restoreFrom', 133, ({ restoreFrom }) => restoreFrom),
  { path: 'database.connectionLimit', rank: 135, inEnvironment: ownLimit },
  { path: 'database.extensions', rank: 138, inEnvironment: extensions },
  ofInstance('database.parameters', 134, ({ parameterGroups }) => parameterGroups),
  { path: 'database.retire', rank: 136, inEnvironment: (database) => database?.retirement },
  ofInstance('database.storageGb', 140, ({ storageGb }) => storageGb),
  ofInstance('database.maxStorageGb', 150, ({ maxStorageGb }) => maxStorageGb),
  ofInstance('database.backupRetentionDays', 160, ({ backupRetentionDays }) => backupRetentionDays),
];

/** What they need when the server starts is an effect as well. */
function extensions(database: DatabasePart | undefined): unknown {
  return database?.extensions && [database.extensions, dedicatedOf(database)?.parameterGroups];
}

/** A limit that the spec gives. One that follows from the size changes with the size. */
function ownLimit(database: DatabasePart | undefined): number | undefined {
  if (database === undefined) return undefined;
  const { connectionLimit, size } = database;
  const { aurora } = dedicatedOf(database) ?? {};
  const byDefault = aurora === undefined ? size && CONNECTIONS[size] : connectionsOfCapacity(aurora.maxCapacity);
  return connectionLimit === byDefault ? undefined : connectionLimit;
}

function ofInstance(
  path: string,
  rank: number,
  read: (instance: DatabaseInstance) => unknown,
): ReviewedField<DatabasePart, undefined> {
  return {
    path,
    rank,
    inEnvironment: (database) => {
      const instance = dedicatedOf(database);
      return instance === undefined ? undefined : read(instance);
    },
  };
}

/** Fields of the platform file about databases. */
export const databasePlatformFields: readonly ReviewedPlatformField<DatabasePart, undefined, PlatformDatabases>[] = [
  { path: 'organisation', platform: (shared) => shared?.tags },
  { path: 'postgres', inEnvironment: ofEngine, platform: (shared) => shared },
  { path: 'environments.databases', inEnvironment: whereItIs, platform: (shared) => shared },
];

/** Returns the instance and, for a dedicated one, its network in the environment. */
function whereItIs(database: DatabasePart | undefined, shared: PlatformDatabases | undefined): unknown {
  return [database?.instance, dedicatedOf(database) && shared?.network];
}

const RETENTION = 'database.backupRetentionDays';

/** Returns where the database is, and how often its password rotates. */
function ofEngine(database: DatabasePart | undefined, shared: PlatformDatabases | undefined): unknown {
  return [whereItIs(database, shared), database?.secret.rotationDays];
}

type Need = [path: string, before: unknown, after: unknown];

/** Returns why the shared instance changes because of applications on it: it has the largest settings that they request. */
export function sharedInstanceCauses({
  app,
  environment,
  base,
  head,
  whole,
  written,
}: PlatformCause<DatabasePart>): string[] {
  const [was, is] = [base?.instance.mode === 'shared', head?.instance.mode === 'shared'];
  if (was !== is) return [`${app} ${is ? 'comes to' : 'leaves'} the shared instance`];
  if (!is) return [];
  // The facts of a shared database do not contain its retention, but the spec does.
  const retention = [written.base, written.head].map((spec) => retentionIn(spec, environment));
  const needs: readonly Need[] = [
    // A cluster has a capacity, which no database on it decides.
    ...(isOnCluster(head) ? [] : [['database.size', base?.size, head?.size] satisfies Need]),
    ['risk', whole.base?.risk, whole.head?.risk],
    [RETENTION, ...(retention as [unknown, unknown])],
  ];
  return needs.flatMap(([path, before, after]) =>
    isSame(before, after) ? [] : [`${app}: ${path} ${changeText((before ?? null) as Json, (after ?? null) as Json)}`],
  );
}

function retentionIn(spec: Json | undefined, environment: string): Json | undefined {
  const path = RETENTION.split('.');
  return valueIn(spec, ['overrides', environment, ...path]) ?? valueIn(spec, path);
}

function valueIn(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => (isMap(inner) ? ownValue(inner, name) : undefined), value);
}

function isOnCluster(database: DatabasePart | undefined): boolean {
  return database?.instance.mode === 'shared' && database.instance.isCluster === true;
}

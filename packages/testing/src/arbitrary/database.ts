import * as fc from 'fast-check';
import type { WrittenDatabase, WrittenDatabaseOverride, WrittenEnvironment } from '@goldenpath/spec';
import { optional, present, record } from './fields';

/** No variable of these names is in the plain variables of an application. */
const DATABASE_VARIABLES = record({
  DATABASE_URL: fc.constantFrom('postgresql://{username}:{password}@{host}:{port}/{dbname}?sslmode=require'),
  SPRING_DATASOURCE_URL: fc.constantFrom(
    'jdbc:postgresql://{host}:{port}/{dbname}',
    'jdbc:postgresql://{host}/{dbname}',
  ),
  PG_PASSWORD: fc.constantFrom('{password}', '{{password}} %{x: 1} ${Y}'),
});

const EXTENSIONS = fc.uniqueArray(fc.constantFrom('pgcrypto', 'pg_trgm', 'uuid-ossp', 'vector'), { maxLength: 3 });

export const databaseOverride = (environment: WrittenEnvironment): fc.Arbitrary<WrittenDatabaseOverride> =>
  record({
    size: fc.constantFrom(...(environment.databases?.sizes ?? (['small', 'medium', 'large', 'xlarge'] as const))),
    storageGb: fc.integer({ min: 20, max: 300 }),
    maxStorageGb: fc.integer({ min: 330, max: 1000 }),
    backupRetentionDays: fc.integer({ min: 7, max: 35 }),
    instance: fc.constantFrom('shared' as const, 'dedicated' as const),
    extensions: EXTENSIONS,
  });

/** What is for dedicated instances only. */
const DEDICATED = record({
  parameters: record({
    work_mem: fc.integer({ min: 64, max: 65_536 }),
    'rds.logical_replication': fc.boolean(),
    random_page_cost: fc.constantFrom(1.1, 4),
    track_functions: fc.constantFrom('none', 'pl'),
  }),
  extensions: fc.constantFrom(['pg_cron'], ['citext', 'pg_hint_plan'], ['pg_trgm']),
}).map((fields) => ({ ...fields, instance: 'dedicated' as const }));

const DATABASE = record({
  size: fc.constant('small' as const),
  storageGb: fc.integer({ min: 20, max: 300 }),
  maxStorageGb: fc.integer({ min: 330, max: 1000 }),
  backupRetentionDays: fc.integer({ min: 7, max: 35 }),
  instance: fc.constantFrom('shared' as const, 'dedicated' as const),
});

export const database = (name: string) => {
  // Names of databases and roles are of one fleet only: an application's own name makes them so.
  const stem = `x${name.replaceAll('-', '_')}`.slice(0, 31);
  return DATABASE.map((fields) => ({ name: stem, username: stem, ...fields }));
};

/** A database on an instance of its own, which no override moves. */
export const dedicatedDatabase = (name: string) =>
  fc.tuple(database(name), DEDICATED).map(([fields, own]) => ({ ...fields, ...own }));

/** The capacity of an Aurora cluster, in half units. */
const CAPACITY = fc.tuple(fc.nat({ max: 16 }), fc.nat({ max: 64 })).map(([least, more]) => ({
  minCapacity: least / 2,
  maxCapacity: Math.max(1, (least + more) / 2),
  ...(least === 0 && more % 2 === 0 && { pauseAfterSeconds: 300 + more }),
}));

/** What an Aurora cluster has. No field of an instance of RDS is for it. */
const AURORA = record({
  serverless: CAPACITY,
  readers: fc.nat({ max: 3 }),
  backupRetentionDays: fc.integer({ min: 7, max: 35 }),
  extensions: fc.constantFrom(['pg_cron'], ['vector']),
  parameters: record({ work_mem: fc.integer({ min: 64, max: 65_536 }) }),
});

/** The pause of a database is refused if all overrides have another capacity, so only overrides have one. */
function withoutPause<T extends Pick<WrittenDatabase, 'serverless'>>(fields: T): T {
  if (fields.serverless === undefined) return fields;
  const { pauseAfterSeconds: _pause, ...serverless } = fields.serverless;
  return { ...fields, serverless };
}

/** A database on an Aurora cluster, which no override moves. */
export const auroraDatabase = (name: string) =>
  fc.tuple(database(name), AURORA).map(([{ name: own, username }, fields]) => ({
    name: own,
    username,
    ...withoutPause(fields),
    instance: 'dedicated' as const,
    engine: 'aurora-postgresql' as const,
  }));

export const auroraOverride: fc.Arbitrary<WrittenDatabaseOverride> = AURORA;

export const dedicatedOverride = (environment: WrittenEnvironment): fc.Arbitrary<WrittenDatabaseOverride> =>
  fc.tuple(databaseOverride(environment), DEDICATED).map(([fields, own]) => ({ ...fields, ...own }));

/** A database of a service, and what environments change of it. */
interface BackendDatabase {
  readonly database: WrittenDatabase;
  readonly override: (environment: WrittenEnvironment) => fc.Arbitrary<WrittenDatabaseOverride>;
}

/** The database of a service, on an instance of any type, with variables. */
export function backendDatabase(name: string): fc.Arbitrary<BackendDatabase> {
  const of = (own: fc.Arbitrary<WrittenDatabase>, override: BackendDatabase['override']) =>
    withVariables(own).map((drawn): BackendDatabase => ({
      database: drawn,
      override: (environment) => withVariables(override(environment)),
    }));
  return fc.oneof(
    { weight: 3, arbitrary: of(database(name), databaseOverride) },
    { weight: 1, arbitrary: of(dedicatedDatabase(name), dedicatedOverride) },
    { weight: 1, arbitrary: of(auroraDatabase(name), () => auroraOverride) },
  );
}

function withVariables<T extends object>(fields: fc.Arbitrary<T>) {
  return fc
    .tuple(fields, optional(DATABASE_VARIABLES))
    .map(([own, variables]) => ({ ...own, ...present({ variables }) }));
}

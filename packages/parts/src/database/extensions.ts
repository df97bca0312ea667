/** An extension that a spec can name. */
export interface KnownExtension {
  readonly name: string;
  /** The library that it needs when the server starts. @default none */
  readonly library?: string;
  /** The last major version that has it. @default it has no last one */
  readonly until?: string;
}

/** Extensions that run in the database alone. Those that reach other servers, files or services of AWS are left out. */
const PLAIN =
  'address_standardizer address_standardizer_data_us amcheck autoinc bloom btree_gin btree_gist citext cube dict_int earthdistance fuzzystrmatch hll hstore hypopg insert_username intagg intarray ip4r isn lo ltree moddatetime orafce pg_buffercache pg_freespacemap pg_partman pg_repack pg_similarity pg_stat_statements pg_trgm pg_visibility pg_walinspect pgcrypto pgrouting pgrowlocks pgstattuple pgtap postgis postgis_raster postgis_tiger_geocoder postgis_topology prefix refint seg tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp vector';

/**
 * The extensions, by name. RDS loads the library of `pg_stat_statements` with every instance.
 *
 * Source: the tables "Extensions supported for RDS for PostgreSQL" and "Extensions supported for Aurora PostgreSQL" of the release notes of AWS.
 * The tables of version 18 were compared by copies of October 2026. The first has `autoinc`, `insert_username`, `moddatetime` and `refint` as
 * parts of `contrib-spi`. Earlier versions: the default of `rds.extensions` of Aurora PostgreSQL 14 (awsdocs/amazon-aurora-user-guide), and for
 * RDS what `SHOW rds.extensions` printed. Neither has `hypopg`, `pg_walinspect`, `seg`, `tcn` and `vector`, which the tables of 18 have: since
 * which minor version the others have them was not checked. Provisioning refuses one that a server does not offer, before it changes anything.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-extensions.html
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/AuroraPostgreSQL.Extensions.html
 */
export const EXTENSIONS: readonly KnownExtension[] = [
  ...PLAIN.split(' ').map((name): KnownExtension => ({ name })),
  { name: 'old_snapshot', until: '16' },
  { name: 'pg_bigm', library: 'pg_bigm' },
  { name: 'pg_cron', library: 'pg_cron' },
  { name: 'pg_hint_plan', library: 'pg_hint_plan' },
];

/** Returns an extension; `undefined` for one that specs cannot name. */
export function extensionNamed(name: string): KnownExtension | undefined {
  return EXTENSIONS.find((known) => known.name === name);
}

/** Returns whether a major version has an extension. */
export function hasExtension({ until }: KnownExtension, version: string): boolean {
  return until === undefined || Number(version) <= Number(until);
}

/**
 * Extensions that RDS has and Aurora lacks, with the last major version of Aurora without them. The storage of Aurora has no WAL to inspect.
 * The table of version 18 has `seg` and `tcn`, and `rds.extensions` of version 14 does not: that the versions between lack them is an assumption.
 */
const NOT_ON_AURORA: Readonly<Record<string, number>> = {
  pg_walinspect: Number.POSITIVE_INFINITY,
  seg: 17,
  tcn: 17,
};

/** Returns whether an Aurora cluster of a major version has an extension. */
export function auroraHasExtension(name: string, version: string): boolean {
  const until = Object.hasOwn(NOT_ON_AURORA, name) ? NOT_ON_AURORA[name] : undefined;
  return until === undefined || Number(version) > until;
}

/** Returns the libraries that extensions need when the server starts, without repetition. */
export function librariesOf(extensions: readonly string[]): string[] {
  return [...new Set(extensions.flatMap((name) => extensionNamed(name)?.library ?? []))].sort();
}

/** Returns the library that the server has to load before an extension can be created; `undefined` where it needs none. */
export function libraryOfExtension(name: string): string | undefined {
  return extensionNamed(name)?.library;
}

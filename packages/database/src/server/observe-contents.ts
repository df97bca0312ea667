import type { Client, QueryResult } from 'pg';
import { ACCESS_LEVELS, type AccessLevel, accessRole, type DesiredDatabase } from '../desired';
import type {
  DefaultObjects,
  LackingRelation,
  ObservedContents,
  ObservedDefault,
  ObservedGrant,
  ObservedSchema,
} from '../observed';
import { PRIVILEGES } from '../plan/contents';

/** Object identifiers of roles, by name. They are the same in every database of a server. */
export type RoleIds = ReadonlyMap<string, number>;

/** The built-in role `pg_database_owner`. PostgreSQL reserves the identifier. */
const DATABASE_OWNER = 6171;
/** The grantee of what PUBLIC has. */
const PUBLIC = 0;
/** The grantee of a level whose role does not exist yet. */
const NOBODY = -1;

interface SchemaRow {
  readonly name: string;
  readonly grantee: number | null;
  readonly privilege: string | null;
}

interface DefaultRow {
  readonly kind: string;
  readonly grantee: number;
  readonly privilege: string;
}

interface RelationRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly grants: readonly string[] | null;
}

/**
 * The inside of a database. Any role that can connect sees the same.
 *
 * Four plain queries in one round trip. A connection is new, so every catalog, function and join in a query costs the server time: one
 * query with joins and JSON took as long as the login.
 */
export async function observeContents(
  client: Client,
  { role }: DesiredDatabase,
  ids: RoleIds,
): Promise<ObservedContents> {
  // A role that does not exist owns nothing: no object has the owner 0.
  const owner = ids.get(role) ?? 0;
  const levels = ACCESS_LEVELS.map((level): Level => ({ level, id: ids.get(accessRole(role, level)) ?? NOBODY }));
  const text = [schemasOf(owner), defaultsOf(owner), relationsOf(owner, levels), EXTENSIONS].join(';\n');
  const results = (await client.query(text)) as unknown as readonly QueryResult[];
  const [schemas, defaults, relations, extensions] = results.map(({ rows }) => rows as unknown);
  const named = new Map(levels.map(({ id, level }) => [id, accessRole(role, level)] as const)).set(PUBLIC, '');
  return {
    schemas: schemasIn(schemas as readonly SchemaRow[], named),
    defaults: defaultsIn(defaults as readonly DefaultRow[], named),
    lacking: lackingIn(relations as readonly RelationRow[], levels),
    extensions: (extensions as readonly { readonly name: string }[]).map(({ name }) => name),
  };
}

interface Level {
  readonly level: AccessLevel;
  readonly id: number;
}

const EXTENSIONS = 'SELECT extname AS name FROM pg_catalog.pg_extension';

/** Schemas that the owner of the database can grant on. Those of PostgreSQL belong to its superuser. */
function schemasOf(owner: number): string {
  return `SELECT n.nspname AS name, a.grantee, a.privilege_type AS privilege
    FROM pg_catalog.pg_namespace n LEFT JOIN LATERAL pg_catalog.aclexplode(n.nspacl) a ON true
    WHERE n.nspowner IN (${owner}, ${DATABASE_OWNER}) ORDER BY n.nspname`;
}

function defaultsOf(owner: number): string {
  return `SELECT d.defaclobjtype AS kind, a.grantee, a.privilege_type AS privilege
    FROM pg_catalog.pg_default_acl d, pg_catalog.aclexplode(d.defaclacl) a
    WHERE d.defaclrole = ${owner} AND d.defaclnamespace = 0`;
}

/** Tables, views and sequences of the owner, with what the levels have of each. What PUBLIC has does not count. */
function relationsOf(owner: number, levels: readonly Level[]): string {
  return `SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind, (
      SELECT pg_catalog.array_agg(a.grantee || ' ' || a.privilege_type) FROM pg_catalog.aclexplode(c.relacl) a
      WHERE a.grantee IN (${levels.map(({ id }) => id).join(', ')})) AS grants
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relowner = ${owner} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') ORDER BY n.nspname, c.relname`;
}

/** Other grantees are left out: no plan is about them. */
function schemasIn(rows: readonly SchemaRow[], named: ReadonlyMap<number, string>): ObservedSchema[] {
  const schemas = new Map<string, ObservedGrant[]>();
  for (const { name, grantee: id, privilege } of rows) {
    const grants = schemas.get(name) ?? [];
    schemas.set(name, grants);
    const grantee = id === null ? undefined : named.get(id);
    if (grantee !== undefined && privilege !== null) grants.push({ grantee, privilege });
  }
  return [...schemas].map(([name, grants]) => ({ name, grants }));
}

const DEFAULT_OBJECTS: Readonly<Partial<Record<string, DefaultObjects>>> = {
  r: 'TABLES',
  S: 'SEQUENCES',
  n: 'SCHEMAS',
};

function defaultsIn(rows: readonly DefaultRow[], named: ReadonlyMap<number, string>): ObservedDefault[] {
  return rows.flatMap(({ kind, grantee: id, privilege }) => {
    const grantee = named.get(id);
    const objects = DEFAULT_OBJECTS[kind];
    return grantee === undefined || objects === undefined ? [] : [{ grantee, privilege, objects }];
  });
}

/** Relations where a level lacks a privilege of its own. A temporary relation ends with its session. */
function lackingIn(rows: readonly RelationRow[], levels: readonly Level[]): LackingRelation[] {
  return rows.flatMap(({ schema, name, kind, grants }) => {
    if (schema.startsWith('pg_')) return [];
    const objects = kind === 'S' ? 'SEQUENCE' : 'TABLE';
    const has = new Set(grants);
    return levels.flatMap(({ id, level }): LackingRelation[] =>
      PRIVILEGES[level][`${objects}S`].every((privilege) => has.has(`${id} ${privilege}`))
        ? []
        : [{ level, objects, schema, name }],
    );
  });
}

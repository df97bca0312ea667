import type { Client } from 'pg';
import { ACCESS_LEVELS, accessRole, alternateRole, type DesiredDatabase, loginPrefix } from '../desired';
import type { RoleIds } from './observe-contents';
import { observeRetired, type RetiredDatabase } from '../retire/observe';
import type { ObservedDatabase, ObservedExtensions, ObservedGrant, ObservedRole } from '../observed';

/** Roles and databases of a server, by name. */
export interface ObservedServer {
  readonly master: string;
  readonly roles: ReadonlyMap<string, ObservedRole>;
  /** Object identifiers of these roles. */
  readonly ids: RoleIds;
  readonly databases: ReadonlyMap<string, ObservedDatabase>;
  /** Databases that wait to be dropped, the latest first. */
  readonly retired: readonly RetiredDatabase[];
  /** @default no database wants an extension */
  readonly extensions?: ObservedExtensions;
}

/** The first major version where CREATEROLE alone does not administer every role. */
const ADMIN_OPTION_SINCE = 160_000;

/** All that the plans for some databases read in the database `postgres`, in few queries. */
export async function observeServer(client: Client, desired: readonly DesiredDatabase[]): Promise<ObservedServer> {
  const { rows } = await client.query<{ master: string; version: number }>(
    `SELECT current_user AS master, pg_catalog.current_setting('server_version_num')::int AS version`,
  );
  const { master, version } = rows[0] ?? { master: '', version: 0 };
  const ownersOf = ({ role, access }: DesiredDatabase) => [role, ...(access === undefined ? [] : [access.of])];
  const roles = desired
    .flatMap(ownersOf)
    .flatMap((role) => [role, alternateRole(role), ...ACCESS_LEVELS.map((level) => accessRole(role, level))]);
  const prefixes = desired.map(({ role }) => loginPrefix(role));
  return {
    master,
    ...(await observeRoles(client, { roles, prefixes }, version)),
    databases: await observeDatabases(
      client,
      desired.map(({ database }) => database),
    ),
    retired: await observeRetired(client),
    ...(desired.some(({ extensions = [] }) => extensions.length > 0) && {
      extensions: await observeExtensions(client),
    }),
  };
}

/** Most roles are those that the master created. The function looks at all roles of the master, however few are asked for. */
const MANAGED = `CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles u ON u.oid = m.member
      WHERE m.roleid = r.oid AND m.admin_option AND u.rolname = current_user)
    THEN true ELSE pg_catalog.pg_has_role(current_user, r.oid, 'MEMBER WITH ADMIN OPTION') END`;

interface RoleRow extends Omit<ObservedRole, 'members'> {
  readonly id: number;
  readonly name: string;
  readonly members: readonly string[] | null;
}

/** Roles with one of the names, or with a name that begins with one of the prefixes. */
interface RoleNames {
  readonly roles: readonly string[];
  readonly prefixes: readonly string[];
}

async function observeRoles(client: Client, { roles: names, prefixes }: RoleNames, version: number) {
  const hasOptions = version >= ADMIN_OPTION_SINCE;
  const managed = hasOptions ? MANAGED : 'true';
  // Since 16 the creator of a role administers it through a grant without INHERIT and SET. A grant of the master to itself that can be used is what a run leaves.
  const usable = hasOptions ? '(m.inherit_option OR m.set_option) AND' : '';
  const { rows } = await client.query<RoleRow>(
    `SELECT r.oid AS id, r.rolname AS name, r.rolcanlogin AS "canLogin", r.rolsuper AS "isSuperuser", r.rolcreatedb AS "createsDatabases",
        r.rolcreaterole AS "createsRoles", r.rolreplication AS replicates, r.rolbypassrls AS "bypassesRowSecurity",
        r.rolinherit AS inherits, r.rolconnlimit AS "connectionLimit",
        (r.rolvaliduntil IS NOT NULL AND r.rolvaliduntil <> 'infinity') AS expires, ${managed} AS "isManaged",
        (SELECT substring(c FROM 6) FROM pg_catalog.pg_db_role_setting s, unnest(s.setconfig) c
          WHERE s.setrole = r.oid AND s.setdatabase = 0 AND c LIKE 'role=%') AS "actsAs",
        (SELECT array_agg(DISTINCT u.rolname::text) FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles u ON u.oid = m.member
          WHERE ${usable} m.roleid = r.oid) AS members
      FROM pg_catalog.pg_roles r WHERE r.rolname = ANY($1::text[])
        OR EXISTS (SELECT FROM unnest($2::text[]) p WHERE pg_catalog.starts_with(r.rolname::text, p))`,
    [names, prefixes],
  );
  return {
    ids: new Map(rows.map(({ name, id }) => [name, id])),
    roles: new Map(rows.map(({ id: _, name, members, ...role }) => [name, { ...role, members: members ?? [] }])),
  };
}

interface DatabaseRow {
  readonly name: string;
  readonly owner: string;
  readonly connectionLimit: number;
  readonly grants: readonly ObservedGrant[];
}

async function observeDatabases(client: Client, names: readonly string[]) {
  const { rows } = await client.query<DatabaseRow>(
    `SELECT d.datname AS name, pg_catalog.pg_get_userbyid(d.datdba) AS owner, d.datconnlimit AS "connectionLimit",
        (SELECT coalesce(json_agg(json_build_object('grantee', CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee) END, 'privilege', a.privilege_type)), '[]')
          FROM pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) a) AS grants
      FROM pg_catalog.pg_database d WHERE d.datname = ANY($1::text[])`,
    [names],
  );
  return new Map(rows.map(({ name, ...database }) => [name, database]));
}

/** What the server offers, and what it loaded when it started. Only members of `pg_read_all_settings` see the latter. */
async function observeExtensions(client: Client): Promise<ObservedExtensions> {
  const { rows } = await client.query<{ available: readonly string[]; libraries: string | null }>(
    `SELECT (SELECT array_agg(name::text) FROM pg_catalog.pg_available_extensions) AS available,
        (SELECT setting FROM pg_catalog.pg_settings WHERE name = 'shared_preload_libraries') AS libraries`,
  );
  const { available = [], libraries = null } = rows[0] ?? {};
  const names = libraries?.split(',').map((name) => name.trim().replaceAll('"', ''));
  return { available: new Set(available), ...(names && { libraries: new Set(names) }) };
}

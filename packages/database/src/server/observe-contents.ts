import type { Client } from 'pg';
import { ACCESS_LEVELS, accessRole, type DesiredDatabase } from '../desired';
import type { ObservedContents } from '../observed';
import { PRIVILEGES } from '../plan/contents';

const GRANTEE = `CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee) END`;

/** Schemas that the owner of the database can grant on, with their access lists. */
const SCHEMAS = `SELECT coalesce(json_agg(json_build_object('name', n.nspname, 'grants',
      (SELECT coalesce(json_agg(json_build_object('grantee', ${GRANTEE}, 'privilege', a.privilege_type)), '[]')
        FROM pg_catalog.aclexplode(coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner))) a)) ORDER BY n.nspname), '[]')
    FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles o ON o.oid = n.nspowner
    WHERE o.rolname IN ($1, 'pg_database_owner') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`;

const DEFAULTS = `SELECT coalesce(json_agg(json_build_object('grantee', ${GRANTEE}, 'privilege', a.privilege_type,
      'objects', CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' ELSE 'SCHEMAS' END)), '[]')
    FROM pg_catalog.pg_default_acl d JOIN pg_catalog.pg_roles o ON o.oid = d.defaclrole, pg_catalog.aclexplode(d.defaclacl) a
    WHERE o.rolname = $1 AND d.defaclnamespace = 0 AND d.defaclobjtype IN ('r', 'S', 'n')`;

/** Tables and sequences of the owner where a level lacks a privilege of its own. What PUBLIC has does not count. */
const LACKING = `SELECT coalesce(json_agg(json_build_object('level', w.level, 'objects', w.objects, 'schema', n.nspname, 'name', c.relname)
      ORDER BY n.nspname, c.relname), '[]')
    FROM json_to_recordset($2::json) AS w(level text, grantee text, objects text, privileges text[])
    JOIN pg_catalog.pg_class c ON CASE w.objects WHEN 'SEQUENCE' THEN c.relkind = 'S' ELSE c.relkind IN ('r', 'p', 'v', 'm', 'f') END
    JOIN pg_catalog.pg_roles o ON o.oid = c.relowner AND o.rolname = $1
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    WHERE NOT w.privileges <@ (SELECT coalesce(array_agg(a.privilege_type::text), '{}') FROM pg_catalog.aclexplode(c.relacl) a
      JOIN pg_catalog.pg_roles g ON g.oid = a.grantee AND g.rolname = w.grantee)`;

/** The inside of a database, in one query. Any role that can connect sees the same. */
export async function observeContents(client: Client, { role }: DesiredDatabase): Promise<ObservedContents> {
  const wanted = ACCESS_LEVELS.flatMap((level) =>
    (['TABLE', 'SEQUENCE'] as const).map((objects) => ({
      level,
      grantee: accessRole(role, level),
      objects,
      privileges: PRIVILEGES[level][`${objects}S`],
    })),
  );
  const { rows } = await client.query<ObservedContents>(
    `SELECT (${SCHEMAS}) AS schemas, (${DEFAULTS}) AS defaults, (${LACKING}) AS lacking`,
    [role, JSON.stringify(wanted)],
  );
  return rows[0] ?? { schemas: [], defaults: [], lacking: [] };
}

import type { Client } from 'pg';
import type { ServerInventory } from '../status/extra';

/** All databases and roles of a server, without those of PostgreSQL and of RDS. */
export async function observeInventory(client: Client): Promise<ServerInventory> {
  const { rows } = await client.query<ServerInventory>(
    `SELECT
      (SELECT coalesce(json_agg(json_build_object('name', datname, 'owner', pg_catalog.pg_get_userbyid(datdba),
          'comment', pg_catalog.shobj_description(oid, 'pg_database')) ORDER BY datname), '[]')
        FROM pg_catalog.pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', 'rdsadmin')) AS databases,
      (SELECT coalesce(json_agg(rolname ORDER BY rolname), '[]')
        FROM pg_catalog.pg_roles WHERE rolname NOT LIKE 'pg\\_%' AND rolname NOT LIKE 'rds\\_%' AND rolname <> current_user) AS roles`,
  );
  return rows[0] ?? { databases: [], roles: [] };
}

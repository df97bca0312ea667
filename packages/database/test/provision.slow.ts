import { accessRole, provisionDatabases, type ProvisionRequest, type ProvisionResult } from '@goldenpath/database';
import { loginOf, refusal, request, sql, startTestServer, superuser, type TestServer, VERSIONS } from './support';

describe.each(VERSIONS)('PostgreSQL %i, with a master that is not a superuser', (version, packageName) => {
  let server: TestServer;
  let orders: ProvisionRequest;
  let users: ProvisionRequest;
  const provision = (...requests: readonly ProvisionRequest[]) => provisionDatabases(server.master, requests);
  const statuses = (results: readonly ProvisionResult[]) => results.map(({ status, error }) => error ?? status);
  const admin = (database: string, ...statements: string[]) => sql(superuser(server.master), database, ...statements);

  beforeAll(async () => {
    server = await startTestServer(packageName);
    orders = request(server.master, 'orders');
    users = request(server.master, 'users');
  });
  afterAll(() => server.remove());

  test('the server has this version, and its master is not a superuser', async () => {
    const rows = await sql(
      server.master,
      'postgres',
      `SELECT current_setting('server_version_num')::int / 10000 AS version, rolsuper FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rows).toEqual([{ version, rolsuper: false }]);
  });

  test('a dry run shows every step and changes nothing', async () => {
    const [result] = await provisionDatabases(server.master, [orders], { dryRun: true });
    expect(result?.status).toBe('planned');
    expect(result?.steps).toContain('create role "orders_user" with a login and the password of its secret');
    expect(result?.steps).toContain('create database "orders_db" with owner "orders_user"');
    expect(await admin('postgres', `SELECT rolname FROM pg_roles WHERE rolname LIKE 'orders%'`)).toEqual([]);
  });

  test('the first run creates everything, and the second changes nothing', async () => {
    expect(statuses(await provision(orders, users))).toEqual(['changed', 'changed']);
    expect(statuses(await provision(orders, users))).toEqual(['unchanged', 'unchanged']);
  });

  test('the application logs in with the password of its secret, and owns its database', async () => {
    const app = loginOf(server.master, orders);
    expect(await refusal(app, 'orders_db', 'CREATE TABLE item (id serial PRIMARY KEY)')).toBeUndefined();
    expect(await refusal(app, 'orders_db', 'CREATE SCHEMA later', 'CREATE TABLE later.item (id int)')).toBeUndefined();
    expect(await refusal(app, 'orders_db', 'CREATE DATABASE another')).toBe('42501');
    expect(await refusal(app, 'orders_db', 'CREATE ROLE another')).toBe('42501');
  });

  test('a role cannot connect to the database of another role', async () => {
    expect(await refusal(loginOf(server.master, users), 'orders_db', 'SELECT 1')).toBe('42501');
    expect(await refusal(loginOf(server.master, orders), 'users_db', 'SELECT 1')).toBe('42501');
  });

  test('a reader reads, and an editor changes, tables that the owner creates after access was granted', async () => {
    await admin(
      'postgres',
      `CREATE ROLE rita LOGIN PASSWORD 'rita'`,
      `CREATE ROLE ed LOGIN PASSWORD 'ed'`,
      `GRANT "${accessRole('orders_user', 'reader')}" TO rita`,
      `GRANT "${accessRole('orders_user', 'editor')}" TO ed`,
    );
    const app = loginOf(server.master, orders);
    await sql(app, 'orders_db', 'CREATE SCHEMA newest', 'CREATE TABLE newest.item (id serial, name text)');
    const [rita, ed] = ['rita', 'ed'].map((user) => ({ ...server.master, user, password: user }));
    if (rita === undefined || ed === undefined) throw new Error('There are two.');
    for (const table of ['item', 'later.item', 'newest.item']) {
      expect(await refusal(rita, 'orders_db', `SELECT * FROM ${table}`)).toBeUndefined();
      expect(await refusal(rita, 'orders_db', `INSERT INTO ${table} (id) VALUES (7)`)).toBe('42501');
      expect(await refusal(ed, 'orders_db', `INSERT INTO ${table} (id) VALUES (8)`)).toBeUndefined();
      expect(await refusal(ed, 'orders_db', `UPDATE ${table} SET id = 9`)).toBeUndefined();
      expect(await refusal(ed, 'orders_db', `DELETE FROM ${table}`)).toBeUndefined();
      expect(await refusal(ed, 'orders_db', `DROP TABLE ${table}`)).toBe('42501');
    }
    expect(
      await refusal(ed, 'orders_db', 'INSERT INTO newest.item (name) VALUES ($$with a sequence$$)'),
    ).toBeUndefined();
    expect(await refusal(rita, 'orders_db', 'CREATE TABLE mine (id int)')).toBe('42501');
    for (const login of [rita, ed]) expect(await refusal(login, 'users_db', 'SELECT 1')).toBe('42501');
  });

  test('afterwards the master is not a member of any role and cannot read tables', async () => {
    expect(await refusal(server.master, 'orders_db', 'SELECT * FROM public.item')).toBe('42501');
    expect(await refusal(server.master, 'postgres', 'SET ROLE orders_user')).toBe('42501');
  });

  const drifts: readonly (readonly [string, string, string, string])[] = [
    ['an owner', 'postgres', 'ALTER DATABASE orders_db OWNER TO goldenpath', 'owner'],
    ['a connection limit of the role', 'postgres', 'ALTER ROLE orders_user CONNECTION LIMIT 3', 'connection-limit'],
    [
      'a connection limit of the database',
      'postgres',
      'ALTER DATABASE orders_db CONNECTION LIMIT 0',
      'connection-limit',
    ],
    ['NOLOGIN', 'postgres', 'ALTER ROLE orders_user NOLOGIN', 'role-attributes'],
    ['NOINHERIT', 'postgres', 'ALTER ROLE orders_user NOINHERIT', 'role-attributes'],
    ['CREATEDB', 'postgres', 'ALTER ROLE orders_user CREATEDB', 'role-attributes'],
    ['CREATEROLE', 'postgres', 'ALTER ROLE orders_user CREATEROLE', 'role-attributes'],
    ['an expiry', 'postgres', `ALTER ROLE orders_user VALID UNTIL '2001-01-01'`, 'role-attributes'],
    ['a login of an access level', 'postgres', 'ALTER ROLE "orders_user-reader" LOGIN', 'role-attributes'],
    ['a password', 'postgres', `ALTER ROLE orders_user PASSWORD 'another'`, 'password'],
    ['no password', 'postgres', `ALTER ROLE orders_user PASSWORD NULL`, 'password'],
    ['CONNECT of PUBLIC', 'postgres', 'GRANT CONNECT ON DATABASE orders_db TO PUBLIC', 'public-access'],
    ['a missing CONNECT', 'postgres', 'REVOKE CONNECT ON DATABASE orders_db FROM "orders_user-reader"', 'grant'],
    ['a missing CONNECT of the owner', 'postgres', 'REVOKE CONNECT ON DATABASE orders_db FROM orders_user', 'grant'],
    ['CREATE of PUBLIC on a schema', 'orders_db', 'GRANT CREATE ON SCHEMA public TO PUBLIC', 'public-access'],
    ['a missing USAGE on a schema', 'orders_db', 'REVOKE ALL ON SCHEMA public FROM "orders_user-editor"', 'grant'],
    ['a missing privilege on a table', 'orders_db', 'REVOKE SELECT ON item FROM "orders_user-reader"', 'grant'],
    ['a missing privilege on a sequence', 'orders_db', 'REVOKE ALL ON item_id_seq FROM "orders_user-editor"', 'grant'],
    [
      'missing default privileges',
      'orders_db',
      'ALTER DEFAULT PRIVILEGES FOR ROLE orders_user REVOKE SELECT ON TABLES FROM "orders_user-reader"',
      'default-privileges',
    ],
    [
      'default privileges of too much',
      'orders_db',
      'ALTER DEFAULT PRIVILEGES FOR ROLE orders_user GRANT DELETE ON TABLES TO "orders_user-reader"',
      'surplus-privileges',
    ],
    [
      'a membership that a killed run left',
      'postgres',
      'SET ROLE goldenpath; GRANT orders_user TO goldenpath',
      'leftover-membership',
    ],
  ];
  test.each(drifts)('drift is found and repaired: %s', async (_, database, statement, kind) => {
    await admin(database, statement);
    const [found] = await provisionDatabases(server.master, [orders], { dryRun: true });
    expect(found?.error).toBeUndefined();
    expect(found?.kinds).toContain(kind);
    expect(statuses(await provision(orders))).toEqual(['changed']);
    expect(statuses(await provision(orders))).toEqual(['unchanged']);
    expect(await refusal(loginOf(server.master, orders), 'orders_db', 'SELECT 1')).toBeUndefined();
    expect(await refusal(server.master, 'postgres', 'SET ROLE orders_user')).toBe('42501');
  });

  test('a dropped database is created again', async () => {
    await admin('postgres', 'DROP DATABASE users_db WITH (FORCE)');
    expect(statuses(await provision(users))).toEqual(['changed']);
    expect(await refusal(loginOf(server.master, users), 'users_db', 'SELECT 1')).toBeUndefined();
  });

  test('a role that is in no spec is reported and kept', async () => {
    await admin('postgres', 'GRANT CONNECT ON DATABASE users_db TO rita', 'GRANT users_user TO ed');
    const [result] = await provision(users);
    expect(result?.status).toBe('unchanged');
    expect(result?.extra).toEqual([
      'role "ed" is a member of "users_user"',
      'role "rita" has CONNECT on database "users_db"',
    ]);
  });

  test('a superuser role is refused with a remedy, and not changed', async () => {
    await admin('postgres', 'CREATE ROLE mighty_user SUPERUSER');
    const [result] = await provision(request(server.master, 'mighty'));
    expect(result?.error).toMatchObject({ code: 'role-too-powerful' });
    expect(await admin('postgres', `SELECT 1 AS one FROM pg_database WHERE datname = 'mighty_db'`)).toEqual([]);
  });

  if (version >= 16)
    test('a role that another role created is refused with a remedy', async () => {
      await admin('postgres', 'CREATE ROLE foreign_user');
      const [result] = await provision(request(server.master, 'foreign'));
      expect(result?.error).toMatchObject({ code: 'role-not-managed' });
    });

  test('names and passwords with SQL syntax are used literally', async () => {
    const hostile = request(server.master, 'hostile', {
      database: `x"; DROP DATABASE orders_db; --`,
      role: `o'brien"; --`,
      password: `'"; DROP ROLE orders_user; -- $$ \\`,
    });
    expect(statuses(await provision(hostile))).toEqual(['changed']);
    expect(statuses(await provision(hostile))).toEqual(['unchanged']);
    expect(await refusal(loginOf(server.master, hostile), hostile.desired.database, 'SELECT 1')).toBeUndefined();
    expect(statuses(await provision(orders))).toEqual(['unchanged']);
  });
});

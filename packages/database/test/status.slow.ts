import { provisionDatabases, type ProvisionRequest, serverStatus } from '@goldenpath/database';
import { request, sql, startTestServer, superuser, type TestServer } from './support';

describe('status', () => {
  let server: TestServer;
  let orders: ProvisionRequest;
  let users: ProvisionRequest;
  const admin = (database: string, ...statements: string[]) => sql(superuser(server.master), database, ...statements);
  const specs = () => [orders.desired, users.desired];
  const check = (...requests: readonly ProvisionRequest[]) => serverStatus(server.master, requests, specs());

  beforeAll(async () => {
    server = await startTestServer('embedded-postgres');
    orders = request(server.master, 'orders');
    users = request(server.master, 'users');
  });
  afterAll(() => server.remove());

  test('a database that does not exist is missing, and nothing is created', async () => {
    const { databases, extra } = await check(orders);
    expect(databases[0]?.state).toBe('missing');
    expect(databases[0]?.differences).toContainEqual({
      kind: 'database',
      state: 'missing',
      repair: 'create database "orders_db" with owner "orders_user"',
    });
    expect(extra).toEqual([]);
    expect(await admin('postgres', `SELECT rolname FROM pg_roles WHERE rolname LIKE 'orders%'`)).toEqual([]);
  });

  test('a provisioned database is in sync', async () => {
    await provisionDatabases(server.master, [orders, users]);
    const { databases, extra } = await check(orders, users);
    expect(databases.map(({ state, differences }) => [state, differences])).toEqual([
      ['in-sync', []],
      ['in-sync', []],
    ]);
    expect(extra).toEqual([]);
  });

  test('drift of an owner, a password, a limit and a grant is found, each with its kind', async () => {
    await admin(
      'postgres',
      'ALTER DATABASE orders_db OWNER TO goldenpath',
      'ALTER ROLE orders_user CONNECTION LIMIT 3',
      `ALTER ROLE orders_user PASSWORD 'another'`,
      'GRANT CONNECT ON DATABASE orders_db TO PUBLIC',
      'REVOKE CONNECT ON DATABASE orders_db FROM "orders_user-reader"',
    );
    const { databases } = await check(orders, users);
    expect(databases.map(({ state }) => state)).toEqual(['drifted', 'in-sync']);
    expect(databases[0]?.differences.map(({ kind, state }) => `${state} ${kind}`)).toEqual(
      expect.arrayContaining([
        'drifted owner',
        'drifted password',
        'drifted connection-limit',
        'drifted public-access',
        'missing grant',
      ]),
    );
    await provisionDatabases(server.master, [orders]);
    expect((await check(orders)).databases[0]?.state).toBe('in-sync');
  });

  test('a login that no spec gives access is a difference of its database, and is not listed again', async () => {
    const login = 'orders_user-for-reports';
    await provisionDatabases(server.master, [orders]);
    await sql(server.master, 'postgres', `CREATE ROLE "${login}" LOGIN`);
    const known = { ...orders, desired: { ...orders.desired, logins: [] } };
    const found = await serverStatus(server.master, [known], [known.desired, users.desired]);
    expect(found.databases[0]?.differences.map(({ repair }) => repair).join()).toContain(`drop role "${login}"`);
    expect(found.extra.filter(({ name }) => name === login)).toEqual([]);
    // Where the logins of a database are not known, the role is no difference.
    expect((await check(orders)).extra).toContainEqual({ kind: 'role', name: login });
    await admin('postgres', `DROP ROLE "${login}"`);
  });

  test('databases without a spec are listed with their provisioned roles, and roles of people are not', async () => {
    await provisionDatabases(server.master, [request(server.master, 'old')]);
    await admin('postgres', 'CREATE ROLE rita LOGIN', 'CREATE DATABASE "by Hand" OWNER rita');
    expect((await check(orders)).extra).toEqual([
      { kind: 'database', name: 'by Hand', owner: 'rita' },
      { kind: 'database', name: 'old_db', owner: 'old_user' },
      { kind: 'role', name: 'old_user' },
      { kind: 'role', name: 'old_user-editor' },
      { kind: 'role', name: 'old_user-reader' },
    ]);
  });
});

import {
  accessRole,
  type DesiredAccess,
  folderSecretStore,
  grantedRole,
  loginPrefix,
  provisionDatabases,
  type ProvisionRequest,
  retireDatabases,
  rotatePassword,
  serverStatus,
} from '@goldenpath/database';
import { isUserError } from '@goldenpath/errors';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Client } from 'pg';
import {
  loginOf,
  putSecret,
  refusal,
  request,
  sql,
  startTestServer,
  superuser,
  type TestServer,
  VERSIONS,
} from './support';

const DENIED = '42501';

describe.each(VERSIONS)('access of other applications on PostgreSQL %i', (version, packageName) => {
  let server: TestServer;
  const owner = (logins?: readonly string[]) => request(server.master, 'orders', { ...(logins && { logins }) });
  const loginName = (app: string) => `${loginPrefix('orders_user')}${app}`;
  const access = (app: string, level: DesiredAccess['level'], password = `secret of ${app}`): ProvisionRequest =>
    request(server.master, app, {
      database: 'orders_db',
      role: loginName(app),
      secretPath: `goldenpath/dev/${app}/databases/orders/postgres`,
      access: { level, of: 'orders_user', app: 'orders' },
      password,
    });
  const provision = async (...requests: readonly ProvisionRequest[]) => {
    const results = await provisionDatabases(server.master, requests);
    return results.map(({ status, error }) => error ?? status);
  };
  const as = (one: ProvisionRequest) => loginOf(server.master, one);
  const ALL = ['reports', 'billing', 'migrator'].map(loginName);

  beforeAll(async () => {
    server = await startTestServer(packageName);
  });
  afterAll(() => server.remove());

  test('waits for the database, and names the command that makes it', async () => {
    const [error] = await provision(access('reports', 'reader'));
    expect(isUserError(error) && [error.code, error.remedy]).toEqual([
      'database-missing',
      'Provision it first: goldenpath rds provision --env dev --only orders',
    ]);
    expect(await sql(server.master, 'postgres', `SELECT 1 FROM pg_roles WHERE rolname LIKE '%reports'`)).toEqual([]);
  });

  test('is given after the database in one run, whatever their order, and a second run changes nothing', async () => {
    const requests = [
      access('reports', 'reader'),
      access('billing', 'editor'),
      access('migrator', 'owner'),
      owner(ALL),
    ];
    expect(await provision(...requests)).toEqual(['changed', 'changed', 'changed', 'changed']);
    expect(await provision(...requests)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
  });

  test('a reader reads what the owner creates later, and writes, creates and drops nothing', async () => {
    await sql(
      as(owner()),
      'orders_db',
      'CREATE TABLE item (id serial PRIMARY KEY, name text)',
      `INSERT INTO item (name) VALUES ('a')`,
    );
    const reader = as(access('reports', 'reader'));
    expect(await sql(reader, 'orders_db', 'SELECT name FROM item')).toEqual([{ name: 'a' }]);
    for (const statement of [
      `INSERT INTO item (name) VALUES ('b')`,
      `UPDATE item SET name = 'b'`,
      'DELETE FROM item',
      'TRUNCATE item',
      'DROP TABLE item',
      'ALTER TABLE item ADD COLUMN more text',
      'CREATE TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'CREATE TEMPORARY TABLE mine (id int)',
      `SELECT nextval('item_id_seq')`,
      'SET ROLE orders_user',
      `SET ROLE "${accessRole('orders_user', 'editor')}"`,
      `SET SESSION AUTHORIZATION orders_user`,
    ])
      expect([statement, await refusal(reader, 'orders_db', statement)]).toEqual([statement, DENIED]);
  });

  test('an editor changes rows, and neither tables nor privileges', async () => {
    const editor = as(access('billing', 'editor'));
    expect(
      await refusal(
        editor,
        'orders_db',
        `INSERT INTO item (name) VALUES ('b')`,
        `UPDATE item SET name = 'c' WHERE name = 'b'`,
      ),
    ).toBeUndefined();
    for (const statement of [
      'DROP TABLE item',
      'TRUNCATE item',
      'ALTER TABLE item ADD COLUMN more text',
      'CREATE TABLE mine (id int)',
      'CREATE SCHEMA mine',
      'DROP SCHEMA public',
      'ALTER DATABASE orders_db RENAME TO other',
      'SET ROLE orders_user',
    ])
      expect([statement, await refusal(editor, 'orders_db', statement)]).toEqual([statement, DENIED]);
  });

  test('neither passes on what it has', async () => {
    for (const one of [access('reports', 'reader'), access('billing', 'editor')])
      await sql(
        as(one),
        'orders_db',
        'GRANT SELECT ON item TO PUBLIC',
        'GRANT CONNECT ON DATABASE orders_db TO PUBLIC',
      );
    const rows = await sql(
      superuser(server.master),
      'orders_db',
      `SELECT 1 FROM pg_class c, aclexplode(c.relacl) a WHERE c.relname = 'item' AND a.grantee = 0
        UNION SELECT 1 FROM pg_database d, aclexplode(d.datacl) a WHERE d.datname = 'orders_db' AND a.grantee = 0`,
    );
    expect(rows).toEqual([]);
  });

  test('what a further owner creates belongs to the owner, and the others have it too', async () => {
    await sql(
      as(access('migrator', 'owner')),
      'orders_db',
      'CREATE TABLE later (id int)',
      'ALTER TABLE item ADD COLUMN more text',
    );
    expect(
      await sql(
        as(access('reports', 'reader')),
        'orders_db',
        `SELECT tableowner FROM pg_tables WHERE tablename = 'later'`,
      ),
    ).toEqual([{ tableowner: 'orders_user' }]);
    expect(await refusal(as(access('reports', 'reader')), 'orders_db', 'SELECT * FROM later')).toBeUndefined();
  });

  test('nothing else is reached: no other database, no role, and no login without a grant', async () => {
    const users = request(server.master, 'users');
    expect(await provision(users)).toEqual(['changed']);
    await sql(as(users), 'users_db', 'CREATE TABLE secret (id int)');
    for (const level of ['reports', 'billing', 'migrator'])
      expect(await refusal(as(access(level, 'reader')), 'users_db', 'SELECT 1')).toBe(DENIED);
    expect(await refusal(as(users), 'orders_db', 'SELECT 1')).toBe(DENIED);
    expect(await refusal(as(access('migrator', 'owner')), 'orders_db', 'CREATE ROLE mine')).toBe(DENIED);
    const wrong = access('reports', 'reader', 'another password');
    expect(await refusal(as(wrong), 'orders_db', 'SELECT 1')).toBe('28P01');
  });

  test('a lower level takes the higher one away, also from sessions that act as the owner', async () => {
    expect(await provision(access('migrator', 'reader'))).toEqual(['changed']);
    const lowered = as(access('migrator', 'reader'));
    expect(await sql(lowered, 'orders_db', 'SELECT current_user AS me')).toEqual([{ me: loginName('migrator') }]);
    expect(await refusal(lowered, 'orders_db', `UPDATE item SET name = 'd'`)).toBe(DENIED);
    expect(await refusal(lowered, 'orders_db', 'SET ROLE orders_user')).toBe(DENIED);
    expect(await provision(access('migrator', 'editor'))).toEqual(['changed']);
    expect(await refusal(lowered, 'orders_db', `UPDATE item SET name = 'd'`)).toBeUndefined();
  });

  test('a grant by hand is a difference, and is taken back', async () => {
    await sql(superuser(server.master), 'postgres', `GRANT orders_user TO "${loginName('reports')}"`);
    const wanted = access('reports', 'reader');
    const { databases } = await serverStatus(server.master, [wanted], [owner(ALL).desired, wanted.desired]);
    expect(databases[0]?.differences).toEqual([
      {
        kind: 'surplus-privileges',
        state: 'drifted',
        repair: `revoke role "orders_user" from "${loginName('reports')}"`,
      },
    ]);
    // PostgreSQL keeps who granted a membership since 16, and another grantor's stays.
    await sql(superuser(server.master), 'postgres', `REVOKE orders_user FROM "${loginName('reports')}"`);
    expect(await provision(wanted)).toEqual(['unchanged']);
  });

  test('a grant of another role is taken back in its name, where the master has its privileges', async () => {
    const root = superuser(server.master);
    await sql(root, 'postgres', 'CREATE ROLE helper', 'GRANT orders_user TO helper WITH ADMIN OPTION');
    await sql(root, 'postgres', `SET ROLE helper`, `GRANT orders_user TO "${loginName('reports')}"`, 'RESET ROLE');
    const reader = access('reports', 'reader');
    if (version >= 16) {
      const [error] = await provision(reader);
      expect(isUserError(error) && error.summary).toContain('the role "helper" granted a membership');
      expect(isUserError(error) && error.remedy).toContain('GRANT "helper" TO "goldenpath"');
      await sql(root, 'postgres', 'GRANT helper TO goldenpath');
    }
    expect(await provision(reader)).toEqual(['changed']);
    expect(await provision(reader)).toEqual(['unchanged']);
    await sql(root, 'postgres', 'DROP OWNED BY helper', 'DROP ROLE helper');
  });

  test('a rotation alternates between two logins, and the one before still works', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-secrets-'));
    try {
      const store = folderSecretStore(folder);
      const { desired, credentials } = access('reports', 'reader');
      await putSecret(store, desired.secretPath, JSON.stringify(credentials));
      const result = await rotatePassword(server.master, store, desired);
      expect(result.error ?? result.status).toBe('changed');
      const next = JSON.parse((await store.read(desired.secretPath))?.content ?? '{}') as {
        username: string;
        password: string;
      };
      expect(next.username).toBe(`${loginName('reports')}-b`);
      const rotated = { ...server.master, user: next.username, password: next.password };
      expect(await refusal(rotated, 'orders_db', 'SELECT * FROM item')).toBeUndefined();
      expect(await refusal(rotated, 'orders_db', 'DELETE FROM item')).toBe(DENIED);
      expect(await refusal(as({ desired, credentials }), 'orders_db', 'SELECT * FROM item')).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('without a list of logins none is dropped', async () => {
    expect(await provision(owner())).toEqual(['unchanged']);
  });

  test('what a spec no longer has is dropped with both of its logins and its sessions, and its tables stay', async () => {
    await provision(access('migrator', 'owner'));
    await sql(as(access('migrator', 'owner')), 'orders_db', 'SET ROLE NONE', 'CREATE TABLE own (id int)');
    const { server: address, user, password } = as(access('reports', 'reader'));
    const session = new Client({ ...address, user, password, database: 'orders_db', ssl: { ca: [...address.ca] } });
    const ended = new Promise<void>((resolve) => session.on('error', () => resolve()));
    await session.connect();
    const [result] = await provisionDatabases(server.master, [owner([loginName('billing')])]);
    expect(result?.error ?? result?.status).toBe('changed');
    expect(result?.steps).toContain(`drop role "${loginName('reports')}-b", which no spec gives access`);
    await ended;
    await session.end().catch(() => undefined);
    const left = await sql(
      superuser(server.master),
      'postgres',
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'orders_user-for-%'`,
    );
    expect(left).toEqual([{ rolname: loginName('billing') }]);
    expect(await sql(as(owner()), 'orders_db', `SELECT tableowner FROM pg_tables WHERE tablename = 'own'`)).toEqual([
      { tableowner: 'orders_user' },
    ]);
    expect(await provision(owner([loginName('billing')]))).toEqual(['unchanged']);
  });

  test('no statement has a password, and no result has one', async () => {
    const results = await provisionDatabases(server.master, [access('billing', 'editor', 'planted-password-1')]);
    expect(results[0]?.status).toBe('changed');
    expect(JSON.stringify(results)).not.toContain('planted-password-1');
    expect(server.log()).not.toContain('planted-password-1');
  });

  test('a retired database takes the logins of others with it', async () => {
    const { desired } = owner([loginName('billing')]);
    const backups = {
      title: 'nothing',
      check: () => Promise.resolve(),
      make: () => Promise.resolve('none'),
    };
    const at = (day: number) => () => new Date(Date.UTC(2026, 0, day));
    const retire = (day: number) =>
      retireDatabases(server.master, [{ desired, graceDays: 1 }], { backups, now: at(day) } as never);
    const [first] = await retire(1);
    expect(first?.error ?? first?.status).toBe('retired');
    expect(first?.steps).toContain(`disable the login of role "${loginName('billing')}"`);
    const [last] = await retire(3);
    expect(last?.error ?? last?.status).toBe('dropped');
    expect(await sql(server.master, 'postgres', `SELECT rolname FROM pg_roles WHERE rolname LIKE 'orders%'`)).toEqual(
      [],
    );
  });

  test('the granted role of each level is that of the owner', () => {
    const of = { of: 'orders_user', app: 'orders' };
    expect(grantedRole({ level: 'owner', ...of })).toBe('orders_user');
    expect(grantedRole({ level: 'reader', ...of })).toBe('orders_user-reader');
  });
});

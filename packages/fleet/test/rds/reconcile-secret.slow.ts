import {
  connect,
  type DesiredDatabase,
  type EmbeddedServer,
  folderSecretStore,
  provisionDatabases,
  readDatabaseSecret,
  rotatePassword,
  type SecretStore,
  startEmbeddedServer,
} from '@goldenpath/database';
import { testFolder } from '@goldenpath/testing/folders';
import { reconcileSecret } from '../../src/rds/reconcile-secret';

const { signal } = new AbortController();
const DESIRED: DesiredDatabase = {
  app: 'orders',
  environment: 'dev',
  database: 'orders_db',
  role: 'orders_user',
  connectionLimit: 20,
  secretPath: 'goldenpath/dev/orders_db/postgres',
  instance: { identifier: 'acme-dev', masterUsername: 'goldenpath' },
};

let server: EmbeddedServer;
let store: SecretStore;
beforeAll(async () => {
  server = await startEmbeddedServer({ folder: testFolder(), settings: { fsync: 'off' } });
});
afterAll(() => server.stop());

beforeEach(async () => {
  store = folderSecretStore(testFolder());
  const { host, port } = server.master.server;
  const login = { dbname: DESIRED.database, username: DESIRED.role, password: 'first-password' };
  await store.write(DESIRED.secretPath, JSON.stringify({ host, port, ...login }), undefined);
  await provision();
});

const secret = () => readDatabaseSecret(store, DESIRED);
const rotate = () => rotatePassword(server.master, store, DESIRED);

async function provision() {
  const read = await secret();
  return {
    ...read,
    run: () => provisionDatabases(server.master, [{ desired: DESIRED, credentials: read.credentials }]),
  };
}

async function logIn(): Promise<void> {
  const { username: user, password, dbname: database } = (await secret()).credentials;
  const client = await connect(server.master.server, { user, password, database });
  await client.end();
}

test('a run that read the secret before two rotations does not leave an application locked out', async () => {
  await (await provision()).run();
  const stale = await provision();
  await rotate();
  await rotate();
  const [result] = await stale.run();
  // The server has the password that the run read, and the secret has the one of the last rotation.
  expect(result?.status).toBe('changed');
  await expect(logIn()).rejects.toMatchObject({ code: 'wrong-master' });
  await reconcileSecret(server.master, store, { ...stale, desired: DESIRED, isChanged: true }, signal);
  await logIn();
});

test('a new address is written with the password of a rotation that ran at the same time', async () => {
  const read = await secret();
  const elsewhere = { ...read.credentials, host: 'db.elsewhere.test' };
  await store.write(DESIRED.secretPath, JSON.stringify(elsewhere), read.version);
  const moved = await secret();
  let races = 0;
  const racing: SecretStore = {
    ...store,
    write: async (name, content, after) => {
      if (races++ === 0) await rotate();
      return store.write(name, content, after);
    },
  };
  await reconcileSecret(server.master, racing, { ...moved, desired: DESIRED, isChanged: false }, signal);
  expect((await secret()).credentials).toMatchObject({ host: server.master.server.host, username: 'orders_user-b' });
  await logIn();
});

test('a new address keeps the date of the password', async () => {
  const read = await secret();
  const elsewhere = { ...read.credentials, host: 'db.elsewhere.test', rotatedAt: '2026-01-02T03:04:05.000Z' };
  await store.write(DESIRED.secretPath, JSON.stringify(elsewhere), read.version);
  await reconcileSecret(server.master, store, { ...(await secret()), desired: DESIRED, isChanged: false }, signal);
  expect(await secret()).toMatchObject({
    credentials: { host: server.master.server.host },
    passwordSince: new Date('2026-01-02T03:04:05Z'),
  });
});

test('a secret that changes each time is an error with a remedy', async () => {
  const read = await secret();
  const restless: SecretStore = {
    ...store,
    read: async (name) => {
      const found = await store.read(name);
      return found && { ...found, version: `${found.version}-${Math.random()}` };
    },
  };
  const reconciling = reconcileSecret(server.master, restless, { ...read, desired: DESIRED, isChanged: true }, signal);
  await expect(reconciling).rejects.toMatchObject({ code: 'secret-conflict', remedy: expect.any(String) });
});

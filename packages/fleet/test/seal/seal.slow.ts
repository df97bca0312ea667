import * as fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { openFleet, type SealOptions } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { CREDENTIAL_KEYS } from '@goldenpath/testing/sealed';
import { type SealingKeys, sealingKeys, unseal } from '@goldenpath/testing/sealing-keys';
import { load } from 'js-yaml';

const VALUES: Readonly<Record<string, string>> = {
  DB_HOST: 'orders.example.org',
  DB_PORT: '5432',
  DB_NAME: 'orders_db',
  DB_USER: 'orders_app',
  DB_PASS: 'p=ä "$x" #y',
};
const LINES = `# The database\n\n${Object.entries(VALUES)
  .map(([key, value]) => `${key}=${value}\n`)
  .join('')}`;

let folder: FleetFolder;
let keys: SealingKeys;

beforeEach(() => {
  folder = fleetFolder();
  keys = sealingKeys(folder.root);
});
afterEach(() => folder.remove());

function writeStore(secretStore: unknown, kubernetes?: unknown): void {
  const file = path.join(folder.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify({ ...platform, secretStore, kubernetes }));
}

const sealed = (sealedSecrets?: unknown) => writeStore({ type: 'sealed-secrets', sealedSecrets });

const seal = (input: string | Buffer, options: Partial<SealOptions> = {}) =>
  openFleet({ cwd: folder.root }).seal('orders', {
    environment: 'dev',
    certificate: keys.certificate,
    input: Buffer.from(input),
    ...options,
  });

const FILE = 'apps/orders/sealed/dev/orders-db-creds.yaml';

interface SealedFile {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly annotations?: unknown };
  readonly spec: { readonly encryptedData: Readonly<Record<string, string>> };
}
const written = () => load(fs.readFileSync(path.join(folder.root, FILE), 'utf8')) as SealedFile;
const opened = (label: string) =>
  Object.fromEntries(
    Object.entries(written().spec.encryptedData).map(([key, text]) => [
      key,
      unseal(keys.privateKey, label, text).toString(),
    ]),
  );

test('each value can be decrypted with the private key, under the name and namespace of the Secret only', async () => {
  sealed();
  expect(await seal(LINES)).toMatchObject({ sealed: Object.keys(VALUES), kept: [], missing: [] });
  expect(written().metadata).toEqual({ name: 'orders-db-creds', namespace: 'apps' });
  expect(opened('apps/orders-db-creds')).toEqual(VALUES);
  for (const label of ['apps/other', 'other/orders-db-creds', 'apps', ''])
    expect(() => opened(label)).toThrow(/oaep decoding error/i);
  expect(fs.readFileSync(path.join(folder.root, FILE), 'utf8')).not.toContain(VALUES['DB_PASS']);
});

test.each([
  ['namespace-wide', 'apps'],
  ['cluster-wide', ''],
])('the scope %s is bound to the label %j', async (scope, label) => {
  sealed({ scope });
  await seal(LINES);
  expect(written().metadata.annotations).toEqual({ [`sealedsecrets.bitnami.com/${scope}`]: 'true' });
  expect(opened(label)).toEqual(VALUES);
});

test('what the input does not name keeps its encrypted text, byte for byte', async () => {
  sealed();
  await seal(LINES);
  const before = written().spec.encryptedData;
  expect(await seal('secret2\n', { key: 'DB_PASS' })).toMatchObject({ sealed: ['DB_PASS'], missing: [] });
  const { DB_PASS: password, ...others } = written().spec.encryptedData;
  const { DB_PASS: passwordBefore, ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(password).not.toBe(passwordBefore);
  expect(opened('apps/orders-db-creds')).toEqual({ ...VALUES, DB_PASS: 'secret2' });
});

test('with `missing`, a second run changes nothing', async () => {
  sealed();
  await seal('DB_PORT=5432\n');
  expect(await seal(LINES, { missing: true })).toMatchObject({
    sealed: ['DB_HOST', 'DB_NAME', 'DB_USER', 'DB_PASS'],
    kept: ['DB_PORT'],
  });
  const text = fs.readFileSync(path.join(folder.root, FILE), 'utf8');
  // Nothing is encrypted, so no certificate is needed.
  expect(await seal(LINES, { missing: true, certificate: './gone.pem' })).toMatchObject({
    sealed: [],
    kept: [...CREDENTIAL_KEYS].sort(),
  });
  expect(fs.readFileSync(path.join(folder.root, FILE), 'utf8')).toBe(text);
});

test('a JSON object is an input as well, and the value of one key can have any bytes', async () => {
  sealed();
  await seal(JSON.stringify({ ...VALUES, DB_PORT: 5432 }));
  expect(opened('apps/orders-db-creds')).toEqual(VALUES);
  await seal(Buffer.from([0, 255, 10, 13, 10]), { key: 'DB_PASS' });
  const password = written().spec.encryptedData['DB_PASS'] ?? '';
  expect([...unseal(keys.privateKey, 'apps/orders-db-creds', password)]).toEqual([0, 255, 10]);
});

test('the sealed secret is valid and in the overlay of its environment only, and `kustomize` gets equal bytes each time', async () => {
  sealed();
  await seal(LINES);
  const fleet = openFleet({ cwd: folder.root });
  expect((await fleet.validate()).notes).toHaveLength(1);
  await fleet.synth();
  const overlays = path.join(folder.root, 'dist/gitops/apps/orders/deploy/overlays');
  const object = load(fs.readFileSync(path.join(overlays, 'dev/sealedsecret.yaml'), 'utf8')) as SealedFile;
  expect(object.spec.encryptedData).toEqual(written().spec.encryptedData);
  expect(fs.existsSync(path.join(overlays, 'prod/sealedsecret.yaml'))).toBe(false);
  const { trees } = await fleet.synth({ check: true });
  expect(trees.flatMap(({ changes }) => changes.changes)).toEqual([]);
});

test('after a move to another namespace the secret is an error, and sealing all keys again repairs it', async () => {
  sealed();
  await seal(LINES);
  writeStore({ type: 'sealed-secrets' }, { namespace: '{team}' });
  const fleet = openFleet({ cwd: folder.root });
  await expect(fleet.validate()).rejects.toMatchObject({
    diagnostics: [{ rule: 'sealed-credentials', location: { file: FILE } }],
  });
  await expect(seal('x', { key: 'DB_PASS' })).rejects.toThrow(
    'DB_HOST, DB_NAME, DB_PORT, DB_USER are sealed for apps/orders-db-creds with the scope strict, and cannot be used for app-team/orders-db-creds',
  );
  await seal(LINES);
  expect(opened('app-team/orders-db-creds')).toEqual(VALUES);
  await expect(fleet.validate()).resolves.toBeDefined();
});

test('the certificate is that of the environment in the platform file, or at an address of this machine', async () => {
  sealed({ certificate: './certificates/{environment}.pem' });
  fs.mkdirSync(path.join(folder.root, 'certificates'));
  fs.copyFileSync(keys.certificate, path.join(folder.root, 'certificates/dev.pem'));
  const options = { environment: 'dev', input: Buffer.from(LINES) };
  await openFleet({ cwd: folder.root }).seal('orders', options);
  expect(opened('apps/orders-db-creds')).toEqual(VALUES);
  const server = createServer((_request, response) => response.end(fs.readFileSync(keys.certificate)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    await seal('other', { key: 'DB_PASS', certificate: `http://127.0.0.1:${port}/v1/cert.pem` });
  } finally {
    server.close();
  }
  expect(opened('apps/orders-db-creds')).toMatchObject({ DB_PASS: 'other' });
});

describe('refuses, and writes nothing', () => {
  const SECRET = 'hunter2-hunter2';
  test.each<[string, string, Partial<SealOptions>, string]>([
    ['an unknown key', `DB_PSAS=${SECRET}`, {}, 'There is no key of orders-db-creds "DB_PSAS".'],
    ['a line without a key', SECRET, {}, 'Line 1 of the input has no `=`.'],
    ['a broken JSON object', `{"DB_PASS": "${SECRET}`, {}, 'The input begins like JSON, and it is not.'],
    ['a key twice', `DB_PASS=${SECRET}\nDB_PASS=b`, {}, 'The input has "DB_PASS" twice.'],
    ['an empty input', '', {}, 'The input is empty.'],
    ['an empty value', '\n', { key: 'DB_PASS' }, 'The value of DB_PASS is empty.'],
    ['an unknown environment', LINES, { environment: 'dve' }, 'There is no environment "dve".'],
    ['an unknown Secret', LINES, { secret: 'other' }, 'There is no Secret of orders "other".'],
    ['a missing certificate', LINES, { certificate: './gone.pem' }, 'The certificate ./gone.pem does not exist.'],
    ['a folder as certificate', LINES, { certificate: './apps' }, 'The certificate ./apps is a folder.'],
    [
      'what is no certificate',
      LINES,
      { certificate: './platform.yaml' },
      './platform.yaml is not a certificate in PEM.',
    ],
    ['a private key', LINES, { certificate: './tls-2048.key' }, './tls-2048.key contains a private key.'],
    [
      'an unsafe address',
      LINES,
      { certificate: 'http://example.org/cert.pem' },
      'is not at an address with `https://`',
    ],
  ])('%s', async (_what, input, options, message) => {
    sealed();
    const error: unknown = await seal(input, options).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: expect.stringContaining(message) as string });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
    expect(folder.tree().filter((file) => file.includes('sealed'))).toEqual([]);
  });

  test('a certificate that has expired, or whose key is short', async () => {
    sealed();
    const short = sealingKeys(folder.root, { bits: 1024 });
    await expect(seal(LINES, { certificate: short.certificate })).rejects.toThrow('at least 2048 bits');
    jest.useFakeTimers({ now: new Date('2099-01-01'), doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
    try {
      await expect(seal(LINES)).rejects.toThrow('expired on');
    } finally {
      jest.useRealTimers();
    }
  });

  test('a platform whose secrets come from elsewhere', async () => {
    writeStore({ type: 'vault', vault: { server: 'https://vault.example.org' } });
    await expect(seal(LINES)).rejects.toThrow(
      'The secrets of this platform come from `vault`, not from SealedSecrets.',
    );
  });

  test('a folder that is a link', async () => {
    sealed();
    fs.mkdirSync(path.join(folder.root, 'elsewhere'));
    fs.symlinkSync(path.join(folder.root, 'elsewhere'), path.join(folder.root, 'apps/orders/sealed'));
    await expect(seal(LINES)).rejects.toMatchObject({
      diagnostics: [{ rule: 'symbolic-link', location: { file: expect.stringMatching(/orders\/sealed$/) } }],
    });
    expect(fs.readdirSync(path.join(folder.root, 'elsewhere'))).toEqual([]);
  });
});

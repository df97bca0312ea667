import * as fs from 'node:fs';
import * as path from 'node:path';
import { InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { CREDENTIAL_KEYS, sealedSecret } from '@goldenpath/testing/sealed';
import { openPlannedFleet } from '../../src/cache/open-planned-fleet';
import { fleetContext } from '../../src/context';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
  const file = path.join(folder.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify({ ...platform, secretStore: { type: 'sealed-secrets' } }));
});
afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

const sealedFile = (environment: string) =>
  path.join(folder.root, `apps/orders/sealed/${environment}/orders-db-creds.yaml`);

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

const seal = (environment: string) =>
  write(sealedFile(environment), JSON.stringify(sealedSecret('orders-db-creds', 'apps', CREDENTIAL_KEYS)));

const validate = () => openFleet({ cwd: folder.root }).validate();

async function problems(): Promise<string[]> {
  try {
    await validate();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    return error.diagnostics.map(({ rule, location }) => `${rule} ${location?.file}:${location?.line}`);
  }
}

const UNSEALED = (environment: string) =>
  `The Secret orders-db-creds is not sealed for ${environment}: run \`goldenpath seal orders --env ${environment} --secret orders-db-creds\`.`;

test('an application whose secrets are not sealed yet is valid, with a note for each environment', async () => {
  expect((await validate()).notes).toEqual([UNSEALED('dev'), UNSEALED('prod')]);
  seal('dev');
  expect((await validate()).notes).toEqual([UNSEALED('prod')]);
});

test('a mistake in a sealed secret is located in its own file', async () => {
  write(
    sealedFile('dev'),
    `# Copied\n${JSON.stringify(sealedSecret('orders-db-creds', 'elsewhere', CREDENTIAL_KEYS), null, 2)}`,
  );
  expect(await problems()).toEqual(['sealed-credentials apps/orders/sealed/dev/orders-db-creds.yaml:7']);
});

test.each([
  ['is not YAML', (file: string) => write(file, 'a: [1'), 'yaml'],
  ['is a link', (file: string) => fs.symlinkSync('/etc/hostname', file), 'symbolic-link'],
  ['is not in UTF-8', (file: string) => fs.writeFileSync(file, Buffer.from([0xff, 0xfe])), 'not-utf8'],
  ['has too many bytes', (file: string) => fs.writeFileSync(file, 'a'.repeat(1024 * 1024 + 1)), 'file-too-large'],
])('a file beside a spec that %s is an error', async (_what, make, rule) => {
  const file = sealedFile('dev');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  make(file);
  expect(await problems()).toEqual([expect.stringMatching(new RegExp(`^${rule}\\S* apps/orders/sealed/dev/`))]);
});

test('a file that is not named as YAML is an error, and one that begins with a dot is not read', async () => {
  write(sealedFile('dev').replace('.yaml', '.yml'), 'a: 1\n');
  write(path.join(folder.root, 'apps/orders/sealed/.gitkeep'), '');
  expect(await problems()).toEqual(['data-file-name apps/orders/sealed/dev/orders-db-creds.yml:1']);
});

test('too many files beside a spec are an error', async () => {
  for (let index = 0; index <= 500; index++)
    write(path.join(folder.root, `apps/orders/sealed/dev/${index}.yaml`), 'a: 1\n');
  expect(await problems()).toEqual(['too-many-data-files apps/orders/sealed:1']);
});

test('a run after another sees a sealed secret that was added, changed or removed', async () => {
  const root = path.join(folder.root, 'dist/gitops');
  fs.mkdirSync(path.join(root, '.goldenpath'), { recursive: true });
  // Every status counts as steady.
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 5_000);
  const open = async () => {
    const { fleet, cache } = await openPlannedFleet(fleetContext({ cwd: folder.root }), {
      apps: [],
      root,
      verify: false,
    });
    const text = cache();
    if (text !== undefined) fs.writeFileSync(path.join(root, '.goldenpath/cache'), text);
    const facts = (await fleet.facts()).app('orders').environments[0] as unknown as {
      credentials: { sealed: { encryptedData?: Record<string, string> } };
    };
    return Object.keys(facts.credentials.sealed.encryptedData ?? {}).sort();
  };
  expect(await open()).toEqual([]);
  seal('dev');
  expect(await open()).toEqual(CREDENTIAL_KEYS);
  expect(await open()).toEqual(CREDENTIAL_KEYS);
  fs.rmSync(sealedFile('dev'));
  expect(await open()).toEqual([]);
  seal('prod');
  seal('dev');
  expect(await open()).toEqual(CREDENTIAL_KEYS);
});

test('a character that no ConfigMap keeps is found in the files beside the spec, with its position', async () => {
  write(path.join(folder.root, 'apps/orders/files/x.conf'), 'one\r\ntwo\u0000\n');
  write(
    path.join(folder.root, 'apps/orders/patches/x.yaml'),
    'target: { kind: Deployment }\npatch: { metadata: { annotations: { a: "\\e[31m" } } }\n',
  );
  const found = await problems();
  expect(found.sort()).toEqual([
    'unsafe-character apps/orders/files/x.conf:2',
    'unsafe-character apps/orders/patches/x.yaml:2',
  ]);
  const shown = expect.objectContaining({ line: 2, column: 4, text: 'two\u0000' }) as unknown;
  await expect(validate()).rejects.toMatchObject({
    diagnostics: expect.arrayContaining([expect.objectContaining({ location: shown })]) as unknown,
  });
});

test('a byte order mark before a text is found, and before YAML it means nothing', async () => {
  write(path.join(folder.root, 'apps/orders/files/x.conf'), '\uFEFFone\n');
  write(path.join(folder.root, 'apps/orders/patches/x.yaml'), '\uFEFFtarget: { kind: Deployment }\npatch: {}\n');
  expect(await problems()).toEqual(['unsafe-character apps/orders/files/x.conf:1']);
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { ROOT } from '@goldenpath/testing/fleet';

let fleet: FleetFolder;
beforeEach(() => {
  fleet = fleetFolder();
});
afterEach(() => fleet.remove());

const open = () => openFleet({ cwd: fleet.root });
const file = () => path.join(fleet.root, 'rds-catalog.yaml');
const text = () => fs.readFileSync(file(), 'utf8');
const edit = (from: string | RegExp, to: string) => fs.writeFileSync(file(), text().replace(from, to));

test('synth writes every database with its owner, risk, domain, size, secret path and status', async () => {
  const { catalog } = await open().synth();
  expect(catalog).toEqual({ file: file(), found: 'missing' });
  expect(text()).toBe(
    `# Every database of the fleet. \`goldenpath synth\` keeps this file, and \`goldenpath rds provision\` sets \`status\`.
databases:
${['dev', 'prod']
  .map(
    (environment) => `  - name: orders_db
    environment: ${environment}
    app: orders
    owner: app-team
    risk: medium
    domain: example.test
    size: small
    instance: example-${environment}
    role: orders_app
    secretPath: goldenpath/${environment}/orders_db/postgres
    status: requested
`,
  )
  .join('')}`,
  );
});

test('a second synth does not change it, also with a cache, and --check writes nothing', async () => {
  await open().synth();
  const before = fs.statSync(file()).mtimeMs;
  expect((await open().synth()).catalog?.found).toBe('same');
  expect((await open().synth({ verify: true })).catalog?.found).toBe('same');
  expect(fs.statSync(file()).mtimeMs).toBe(before);
  edit('owner: app-team', 'owner: data-team');
  const edited = text();
  expect((await open().synth({ check: true })).catalog?.found).toBe('differs');
  expect(text()).toBe(edited);
  expect((await open().synth()).catalog?.found).toBe('differs');
  expect(text()).not.toContain('data-team');
});

test('a status survives a synth, and is removed with its database', async () => {
  await open().synth();
  edit('status: requested', 'status: provisioned');
  const before = text();
  expect((await open().synth()).catalog?.found).toBe('same');
  const spec = path.join(fleet.root, 'apps/orders/app.yaml');
  const written = fs.readFileSync(spec, 'utf8');
  fs.writeFileSync(spec, written.replace('orders_db', 'orders_new'));
  await open().synth();
  expect(text()).not.toContain('provisioned');
  fs.writeFileSync(spec, `${written}risk: high\n`);
  await open().synth();
  expect(text()).toBe(before.replaceAll('risk: medium', 'risk: high').replace('provisioned', 'requested'));
});

test('a database that its spec retires is marked as retired, until the spec no longer does', async () => {
  await open().synth();
  const before = text();
  const spec = path.join(fleet.root, 'apps/orders/app.yaml');
  const written = fs.readFileSync(spec, 'utf8');
  fs.writeFileSync(spec, `${written}  retire:\n    reason: No one uses it\n`);
  await open().synth();
  expect(text()).toBe(before.replaceAll('status: requested', 'status: retiring'));
  fs.writeFileSync(spec, written);
  await open().synth();
  expect(text()).toBe(before);
});

test('a partial synthesis does not change the catalog', async () => {
  await open().synth({ apps: ['orders'] });
  await open().synth({ environments: ['dev'] });
  await open().synth({ plane: 'infra' });
  await open().synth({ shard: { index: 1, count: 2 } });
  expect(fs.existsSync(file())).toBe(false);
});

test('a database that changed in a partial synthesis is in the catalog of the next whole one', async () => {
  // Every status counts as steady, so that each run starts from the cache of the one before.
  const now = Date.now.bind(Date);
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 5_000);
  try {
    await open().synth();
    expect((await open().synth()).catalog?.found).toBe('same');
    const spec = path.join(fleet.root, 'apps/orders/app.yaml');
    fs.writeFileSync(spec, `${fs.readFileSync(spec, 'utf8')}risk: high\n`);
    await open().synth({ apps: ['orders'] });
    expect((await open().synth()).catalog?.found).toBe('differs');
    expect(text()).toContain('risk: high');
    expect((await open().synth()).catalog?.found).toBe('same');
    fs.rmSync(file());
    expect((await open().synth()).catalog?.found).toBe('missing');
  } finally {
    clock.mockRestore();
  }
});

test('with --out it is in that folder', async () => {
  const { catalog } = await open().synth({ out: 'elsewhere' });
  expect(catalog?.file).toBe(path.join(fleet.root, 'elsewhere', 'rds-catalog.yaml'));
  expect(fs.existsSync(file())).toBe(false);
});

test('a fleet without databases has no catalog, and one whose last database went has an empty one', async () => {
  await open().synth();
  const app = { kind: 'stateless-app', name: 'orders', description: 'Takes orders', owner: 'app-team' };
  fs.writeFileSync(path.join(fleet.root, 'apps/orders/app.yaml'), JSON.stringify(app));
  await open().synth();
  expect(text()).toMatch(/^# .*\ndatabases: \[\]\n$/);
  fs.rmSync(file());
  expect((await open().synth()).catalog?.found).toBe('none');
  expect(fs.existsSync(file())).toBe(false);
});

test.each([
  ['by hand', () => fs.writeFileSync(file(), 'databases: []\n'), 1, 'was not made by `goldenpath synth`'],
  [
    'an unknown status',
    () => edit('status: requested', 'status: "$(touch owned)"'),
    13,
    'has the status "$(touch owned)"',
  ],
  ['no YAML', () => edit('owner: app-team', 'owner: [app-team'), undefined, 'is not YAML'],
  [
    'an entry without a name',
    () => edit('- name: orders_db', '- title: orders_db'),
    3,
    'has a database without `name`',
  ],
  ['no list', () => edit(/databases:[^]*/, 'databases: none\n'), 2, 'has no list `databases`'],
])('a catalog with %s is one error with its location, before anything is written', async (_, damage, line, reason) => {
  await open().synth();
  fs.rmSync(path.join(fleet.root, 'dist'), { recursive: true });
  damage();
  const before = text();
  const error = await open()
    .synth()
    .then(
      () => undefined,
      (thrown: unknown) => thrown as { summary: string; location?: { file: string; line: number } },
    );
  expect(error?.summary).toContain(reason);
  expect(error?.location?.file).toBe(file());
  if (line !== undefined) expect(error?.location?.line).toBe(line);
  expect(text()).toBe(before);
  expect(fs.existsSync(path.join(fleet.root, 'dist'))).toBe(false);
});

test('a link in place of the catalog is not followed', async () => {
  const outside = path.join(fleet.root, 'outside');
  fs.writeFileSync(outside, 'kept');
  fs.symlinkSync(outside, file());
  await expect(open().synth()).rejects.toThrow('symbolic link');
  expect(fs.readFileSync(outside, 'utf8')).toBe('kept');
});

test('the catalog of the example fleet is up to date', async () => {
  expect((await openFleet({ cwd: ROOT }).rds.catalog({ check: true })).found).toBe('same');
});

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { UserError } from '@goldenpath/errors';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { addApplication, copyFleet } from '@goldenpath/backstage';
import { load } from 'js-yaml';

const VALUES = {
  name: 'shop',
  description: 'A shop',
  owner: 'group:default/app-team',
  environments: ['dev', 'prod'],
  runtime: 'node',
  replicas: 2,
  port: 8080,
  ingress: true,
  uses: ['component:default/orders'],
  database: { name: 'shop_db', username: 'shop_app', size: 'small' },
  risk: 'medium',
};

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

const add = (values: object, kind = 'backend-app-rds', more: object = {}) =>
  addApplication({ fleet: { folder: folder.root, dataOnly: true }, kind, values: { ...VALUES, ...values }, ...more });

const refusal = async (values: object, kind?: string) => {
  const before = folder.tree();
  const error: unknown = await add(values, kind).catch((reason: unknown) => reason);
  expect(folder.tree()).toEqual(before);
  return error as UserError;
};

test('the spec is what `goldenpath new` writes for the same answers', async () => {
  const added = await add({});
  const flags = {
    kind: 'backend-app-rds',
    name: 'shop',
    description: 'A shop',
    owner: 'app-team',
    environments: 'dev,prod',
    runtime: 'node',
    replicas: '2',
    port: '8080',
    ingress: true,
    uses: 'orders',
    databaseName: 'shop_db',
    databaseUsername: 'shop_app',
    databaseSize: 'small',
    risk: 'medium',
  };
  fs.rmSync(path.join(folder.root, 'apps/shop'), { recursive: true });
  const { text } = await openFleet({ cwd: folder.root }).draftSpec(flags);
  expect(added.spec).toBe(text);
  expect(added.files).toEqual([{ path: 'apps/shop/app.yaml', content: text }]);
});

test('an upstream image leaves the runtime out', async () => {
  const { description, environments, name, owner } = VALUES;
  const values = { name, description, owner, environments, runtime: 'upstream image', image: 'redis:7.4' };
  const { spec } = await addApplication({ fleet: { folder: folder.root }, kind: 'stateless-app', values });
  expect(load(spec)).toEqual({ kind: 'stateless-app', name, description, owner: 'app-team', image: 'redis:7.4' });
});

test('every mistake is in the error, with the words of the command line, and nothing is written', async () => {
  const { summary } = await refusal({ name: 'My App', database: { name: 'shop_db', username: 'A' } });
  expect(summary.split('\n')).toEqual([
    expect.stringContaining('`name` cannot be the text "My App". Use lower-case letters, digits'),
    expect.stringContaining('`database.username` cannot be the text "A".'),
  ]);
});

test.each([
  ['a taken name', { name: 'orders', uses: [] }, 'apps/orders already exists'],
  ['a taken database', { database: { name: 'orders_db', username: 'shop_app' } }, 'orders'],
  ['a team of another namespace', { owner: 'group:partners/app-team' }, '"group:partners/app-team" is not a team'],
  ['a user', { owner: 'user:default/jo' }, '"user:default/jo" is not a team'],
  ['a name that leaves the folder', { name: '../../etc' }, '`name` cannot be the text "../../etc"'],
  ['a field of another kind', { schedule: '0 3 * * *' }, '`schedule` does not belong to the kind'],
  ['an unknown field', { colour: 'red' }, '`colour` is unknown here'],
])('refuses %s', async (_name, values, text) => {
  expect((await refusal(values)).message).toContain(text);
});

test('refuses a kind that the fleet does not have', async () => {
  expect((await refusal({}, 'queue-worker')).message).toContain('The fleet has no kind "queue-worker".');
});

test('files that CI compares with the specs are updated, if the fleet has them', async () => {
  await openFleet({ cwd: folder.root }).rds.catalog();
  await openFleet({ cwd: folder.root }).codeOwners({ repository: folder.root });
  const { files } = await add({});
  expect(files.map((file) => file.path)).toEqual(['apps/shop/app.yaml', '.github/CODEOWNERS', 'rds-catalog.yaml']);
  for (const { content } of files) expect(content).toContain('shop');
  const fleet = openFleet({ cwd: folder.root });
  expect((await fleet.codeOwners({ check: true, repository: folder.root })).found).toBe('fresh');
  expect((await fleet.rds.catalog({ check: true })).found).toBe('same');
});

test('the same form gives the same branch, another form another one', async () => {
  const branch = async (values: object) => {
    const { pullRequest } = await add(values);
    fs.rmSync(path.join(folder.root, 'apps/shop'), { recursive: true });
    return pullRequest.branch;
  };
  const first = await branch({});
  expect(first).toMatch(/^add-shop-[0-9a-f]{8}$/);
  expect(await branch({})).toBe(first);
  expect(await branch({ replicas: 3 })).not.toBe(first);
});

test.each(Object.entries(HOSTILE_LINES))(
  '%s comes out as it went in, and is only code in the pull request',
  async (_name, text) => {
    const { spec, pullRequest } = await add({ description: text }, undefined, { user: `user:default/${text}` });
    expect((load(spec) as { description: string }).description).toBe(text);
    const fence = /\n(`{3,})yaml\n/.exec(pullRequest.description)?.[1] ?? '';
    expect(pullRequest.description.endsWith(`${fence}yaml\n${spec}${fence}\n`)).toBe(true);
    expect(spec).not.toContain(fence);
    expect(pullRequest.title).toBe('Add shop');
  },
);

test('the inputs of create-rds-database.yml are those of the form', async () => {
  const { name, description, owner, database, risk } = VALUES;
  const values = { name, description, owner, database, risk };
  const { workflowInputs } = await addApplication({ fleet: { folder: folder.root }, kind: 'rds-database', values });
  expect(workflowInputs).toEqual({
    kind: 'rds-database',
    component_id: 'shop',
    databaseName: 'shop_db',
    username: 'shop_app',
    owner: 'app-team',
    environment: 'dev,prod',
    size: 'small',
    risk: 'medium',
    description: 'A shop',
  });
});

test('a copy of a fleet has its files without what was built, and finds installed extensions', () => {
  const to = fs.mkdtempSync(path.join(os.tmpdir(), 'copy-'));
  try {
    for (const name of ['node_modules/acme', 'dist/manifests', 'apps/orders/dist'])
      fs.mkdirSync(path.join(folder.root, name), { recursive: true });
    copyFleet(folder.root, to);
    expect(fs.readdirSync(to).sort()).toEqual(['apps', 'node_modules', 'platform.yaml']);
    expect(fs.existsSync(path.join(to, 'node_modules/acme'))).toBe(true);
    expect(fs.lstatSync(path.join(to, 'node_modules')).isSymbolicLink()).toBe(true);
  } finally {
    fs.rmSync(to, { recursive: true, force: true });
  }
});

test('the repository of the application is on the GitHub of the fleet', async () => {
  const onGithub = await add({});
  expect(onGithub.next).toContain('`https://github.com/example/shop`');
  fs.rmSync(path.join(folder.root, 'apps/shop'), { recursive: true });
  const onEnterprise = await add({}, 'backend-app-rds', { github: 'https://github.example.org' });
  expect(onEnterprise.next).toContain('`https://github.example.org/example/shop`');
  expect(onEnterprise.notification.info).toContain('https://github.example.org/example/shop');
});

import { builtInRegistry } from '@goldenpath/parts';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { InvalidFleetError, type NewFlags, openFleet } from '@goldenpath/fleet';
import { loadFleet } from '@goldenpath/spec';
import { createSpec } from '../../../src/commands/new/create-spec';
import { contextOf } from '../../context';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;
let before: string[];

beforeEach(() => {
  folder = fleetFolder();
  before = folder.tree();
});
afterEach(() => folder.remove());

const service = { kind: 'stateless-app', name: 'shop', description: 'The shop', owner: 'app-team' };

function create(flags: NewFlags, dryRun = false) {
  return createSpec({ fleet: openFleet({ cwd: folder.root }), flags, dryRun }, contextOf(folder.root, false));
}

async function mistakesOf(flags: NewFlags): Promise<string[]> {
  const error = await create(flags).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InvalidFleetError)) throw new Error('it was taken', { cause: error });
  expect(folder.tree()).toEqual(before);
  return error.diagnostics.map(({ rule, message }) => `${rule}: ${message}`);
}

describe('the written file', () => {
  test('has its fields in order and no default values', async () => {
    const created = await create({
      ...service,
      environments: 'dev,prod',
      ingress: true,
      uses: '',
      replicas: '2',
      risk: 'low',
    });
    expect(created).toMatchObject({ file: 'apps/shop/app.yaml', isWritten: true });
    expect(fs.readFileSync(path.join(folder.root, 'apps/shop/app.yaml'), 'utf8')).toBe(
      'kind: stateless-app\nname: shop\ndescription: The shop\nowner: app-team\nreplicas: 2\nrisk: low\n',
    );
    expect(folder.tree()).toEqual([...before, 'apps/shop', 'apps/shop/app.yaml'].sort());
  });

  test('contains the given values, whatever their text is', async () => {
    const description = `\${{ secrets.X }} \${env} %{if} {{ x }} "'\`: # - yes`;
    await create({ ...service, description });
    const { fleet, diagnostics } = await loadFleet(folder.source, builtInRegistry);
    expect(diagnostics).toEqual([]);
    expect(fleet?.apps.find(({ spec }) => spec.name === 'shop')?.spec.description).toBe(description);
  });

  test('refers to the schema if the fleet has one', async () => {
    fs.mkdirSync(path.join(folder.root, 'schemas'));
    fs.writeFileSync(path.join(folder.root, 'schemas/app.schema.json'), '{}');
    expect((await create(service))?.text).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/app\.schema\.json\nkind:/,
    );
  });

  test('meets the database requirements of the environments', async () => {
    const flags = {
      kind: 'rds-database',
      databaseName: 'facts',
      databaseUsername: 'facts_app',
      databaseSize: 'large',
      risk: 'low',
    };
    const created = await create({ ...service, ...flags, name: 'facts' });
    expect(created?.text).toContain('overrides:\n  dev:\n    database:\n      size: small\n');
    // Backups need no override: the default takes the minimum of prod.
    expect(created?.text).not.toContain('backupRetentionDays');
  });

  test('is not created in a dry run', async () => {
    expect(await create(service, true)).toMatchObject({ name: 'shop', isWritten: false });
    expect(folder.tree()).toEqual(before);
  });

  test('can be the first of its fleet', async () => {
    fs.rmSync(path.join(folder.root, 'apps'), { recursive: true });
    await create(service);
    expect(folder.tree()).toEqual(['apps', 'apps/shop', 'apps/shop/app.yaml', 'platform.yaml']);
  });
});

describe('nothing is written', () => {
  test('over an existing file', async () => {
    await expect(create({ ...service, name: 'orders' })).rejects.toThrow(/both claim|already exists/);
    expect(folder.tree()).toEqual(before);
    fs.mkdirSync(path.join(folder.root, 'apps/shop'));
    fs.writeFileSync(path.join(folder.root, 'apps/shop/notes.md'), 'mine');
    await expect(create(service)).rejects.toThrow('apps/shop already exists and is not overwritten.');
    expect(fs.readdirSync(path.join(folder.root, 'apps/shop'))).toEqual(['notes.md']);
  });

  test('when flags are missing: they are listed', async () => {
    await expect(create({ kind: 'stateful-app', name: 'shop' })).rejects.toThrow(
      '--description, --owner, --storage-size, --mount-path are missing.',
    );
    await expect(create({})).rejects.toThrow('--kind, --name, --description, --owner are missing.');
  });

  test.each([
    ['a name that leads elsewhere', { name: '../../elsewhere' }, 'bad-format'],
    ['a team that is near one', { owner: 'ap-team' }, 'unknown-team'],
    ['an environment that is none', { environments: 'dev,produktion' }, 'unknown-environment'],
    ['a number that is none', { replicas: 'many' }, 'wrong-type'],
    ['a port that is taken by root', { port: '80' }, 'privileged-port'],
    ['a field that the kind has not', { storageSize: '1Gi' }, 'field-of-another-kind'],
    ['an application that is not there', { uses: 'order' }, 'unreachable-use'],
    ['several lines', { description: 'one\ntwo' }, 'description-has-lines'],
    ['an image without a version', { image: 'redis' }, 'image-without-version'],
  ] as [string, NewFlags, string][])('for %s', async (_what, flags, rule) => {
    expect((await mistakesOf({ ...service, ...flags })).map((mistake) => mistake.split(':')[0])).toContain(rule);
  });

  test('when another application claims the same name', async () => {
    const flags = { ...service, kind: 'backend-app-rds', databaseName: 'orders_db', databaseUsername: 'shop_app' };
    expect((await mistakesOf(flags))[0]).toMatch(/^database-taken: .*shop.*orders.*orders_db/);
  });

  test('but errors elsewhere in the fleet do not matter', async () => {
    fs.writeFileSync(path.join(folder.root, 'apps/orders/app.yaml'), 'kind: nonsense\n');
    expect(await create({ ...service, uses: 'orders' })).toMatchObject({ isWritten: true });
  });

  test('when the platform file is invalid', async () => {
    fs.writeFileSync(path.join(folder.root, 'platform.yaml'), 'organisation: 1\n');
    expect((await mistakesOf(service)).length).toBeGreaterThan(0);
  });
});

test('messages refer to lines of the new file and of the existing one', async () => {
  const flags = { ...service, kind: 'backend-app-rds', databaseName: 'orders_db', databaseUsername: 'shop_app' };
  const error = await create(flags).catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    diagnostics: [
      {
        location: { file: 'apps/shop/app.yaml', line: 6 },
        related: { location: { file: 'apps/orders/app.yaml', line: 6 } },
      },
    ],
  });
});

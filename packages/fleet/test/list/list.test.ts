import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { openPlannedFleet } from '../../src/cache/open-planned-fleet';
import { fleetContext } from '../../src/context';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
  // Every status counts as steady. The tests change sizes.
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 5_000);
  writeApp('shop', { owner: 'app-team', port: 8080 });
  writeApp('users', { owner: 'data-team', environments: ['dev'] });
});
afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

function writeApp(name: string, fields: Readonly<Record<string, unknown>>): void {
  const spec = { kind: 'stateless-app', name, description: 'An application', ...fields };
  fs.mkdirSync(path.join(folder.root, 'apps', name), { recursive: true });
  fs.writeFileSync(path.join(folder.root, 'apps', name, 'app.yaml'), JSON.stringify(spec));
}

/** Leaves the cache of a synthesis into the default folders. */
async function keepCache(): Promise<void> {
  const root = path.join(folder.root, 'dist/gitops');
  const { cache } = await openPlannedFleet(fleetContext({ cwd: folder.root }), { apps: [], root, verify: false });
  fs.mkdirSync(path.join(root, '.goldenpath'), { recursive: true });
  fs.writeFileSync(path.join(root, '.goldenpath/cache'), cache() ?? '');
}

const list = (filter = {}) => openFleet({ cwd: folder.root }).list(filter);

test('a list after a synthesis is the same as before it', async () => {
  const before = await list();
  expect(before.map(({ name }) => name)).toEqual(['orders', 'shop', 'users']);
  await keepCache();
  expect(await list()).toEqual(before);
  expect(await list({ owner: 'data-team' })).toEqual(before.slice(2));
});

test('a list after an edit has the edit', async () => {
  await keepCache();
  writeApp('shop', { owner: 'data-team', port: 9090 });
  expect((await list({ owner: 'data-team' })).map(({ name }) => name)).toEqual(['shop', 'users']);
});

test('a mistake after a synthesis is an error of a list', async () => {
  await keepCache();
  writeApp('shop', { owner: 'app-team', prt: 9090 });
  await expect(list()).rejects.toMatchObject({ diagnostics: [{ rule: 'unknown-field' }] });
});

test.each([
  [{ environments: ['prdo'] }, 'There is no environment "prdo".'],
  [{ environments: ['prod', 'prdo'] }, 'There is no environment "prdo".'],
  [{ owner: 'app-taem' }, 'There is no team "app-taem".'],
  [{ kind: 'stateles-app' }, 'There is no kind "stateles-app".'],
])('a filter that names nothing is an error after a synthesis: %j', async (filter, message) => {
  await keepCache();
  await expect(list(filter)).rejects.toThrow(message);
});

test('a filter that matches nothing lists nothing after a synthesis', async () => {
  await keepCache();
  expect(await list({ kind: 'stateful-app' })).toEqual([]);
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { codeContext, codeInputs } from '../../src/cache/code-inputs';
import { openPlannedFleet } from '../../src/cache/open-planned-fleet';
import { fleetContext } from '../../src/context';

let folder: FleetFolder;
let root: string;

beforeEach(() => {
  folder = fleetFolder();
  root = path.join(folder.root, 'dist/gitops');
  fs.mkdirSync(path.join(root, '.goldenpath'), { recursive: true });
});
afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder.root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

const specText = (name: string, more = '') =>
  `{ kind: 'stateless-app', name: '${name}', description: 'A shop', owner: 'app-team', ${more} }`;
const shop = (more = '') => `export default ${specText('shop', more)};`;

/** Every status that was there before counts as steady. */
function passTime(): void {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 5_000);
}

/** Synthesises the plan of the fleet: its keys, and how many processes ran code for it. */
async function open({ verify = false, dataOnly = false } = {}) {
  await sleep(15);
  const context = fleetContext({ cwd: folder.root, dataOnly });
  const started = jest.spyOn(context.processes, 'add');
  const { fleet, cache } = await openPlannedFleet(context, { apps: [], root, verify });
  const text = verify ? undefined : cache();
  if (text !== undefined) fs.writeFileSync(path.join(root, '.goldenpath/cache'), text);
  const units = fleet.apps.map((app) => [app.name, ...app.units().map(({ key }) => key)]);
  return { units, runs: started.mock.calls.length };
}

/** Opens a fleet whose last run left a cache, and compares it with the fleet of its files. */
async function runsAgain(): Promise<number> {
  const { units, runs } = await open();
  const { units: scratch } = await open({ verify: true });
  expect(units).toEqual(scratch);
  return runs;
}

async function cachedShop(files: Readonly<Record<string, string>>): Promise<void> {
  write(files);
  passTime();
  await open();
  expect(await runsAgain()).toBe(0);
}

test('the code of unchanged specs does not run again', async () => {
  await cachedShop({ 'apps/shop/app.ts': shop() });
});

test('`validate` runs no code after a synthesis, and says the same', async () => {
  write({ 'apps/shop/app.ts': shop() });
  passTime();
  const fleet = openFleet({ cwd: folder.root });
  const before = await fleet.validate();
  await sleep(15);
  await fleet.synth();
  const spawned = jest.spyOn(jest.requireActual<typeof import('node:child_process')>('node:child_process'), 'spawn');
  expect(await fleet.validate()).toEqual(before);
  expect(spawned).not.toHaveBeenCalled();
  expect(before.apps).toContainEqual({ name: 'shop', kind: 'stateless-app', file: 'apps/shop/app.ts', trust: 'code' });
});

const SHARED = {
  'apps/shop/package.json': '{}',
  'apps/_shared/team.ts': `export const port = 8080;`,
  'apps/shop/app.ts': `import { port } from '../_shared/team';\nexport default ${specText('shop', 'port')};`,
};

test.each<[string, Readonly<Record<string, string>>]>([
  ['its spec', { 'apps/shop/app.ts': shop('port: 8081') }],
  ['a file that it imports', { 'apps/_shared/team.ts': `export const port = 8081;` }],
  ['a new file that comes before the imported one', { 'apps/_shared/team.tsx': `export const port = 8081;` }],
  ['the kind of its modules', { 'apps/shop/package.json': '{ "type": "module" }' }],
  ['the kind of its modules, above the fleet', { 'package.json': '{ "type": "module" }' }],
  ['a nearer copy of our package', { 'apps/shop/node_modules/@goldenpath/spec/index.js': 'exports.defineApp = 1;' }],
  ['files beside it that parts read', { 'apps/shop/patches/x.txt': '' }],
  ['another spec in TypeScript', { 'apps/other/app.ts': `export default ${specText('other')};` }],
])('code runs again after a change of %s', async (_title, change) => {
  await cachedShop(SHARED);
  write(change);
  const fleet = openFleet({ cwd: folder.root });
  const scratch = await fleet.validate().catch((error: unknown) => error);
  if (scratch instanceof InvalidFleetError) await expect(open()).rejects.toThrow(InvalidFleetError);
  else expect(await runsAgain()).toBe(1);
});

test('all code runs again after a YAML spec becomes TypeScript', async () => {
  write({ 'apps/other/app.yaml': specText('other') });
  await cachedShop({ 'apps/shop/app.ts': shop() });
  fs.rmSync(path.join(folder.root, 'apps/other/app.yaml'));
  write({ 'apps/other/app.ts': `export default ${specText('other', 'port: 8085')};` });
  expect(await runsAgain()).toBe(1);
});

test('all code runs again after one of the specs in TypeScript is removed, because they share a process', async () => {
  await cachedShop({ 'apps/shop/app.ts': shop(), 'apps/other/app.ts': `export default ${specText('other')};` });
  fs.rmSync(path.join(folder.root, 'apps/other'), { recursive: true });
  expect(await runsAgain()).toBe(1);
});

test('an edit of a YAML spec runs no code', async () => {
  await cachedShop({ 'apps/shop/app.ts': shop(`uses: ['orders']`) });
  fs.appendFileSync(path.join(folder.root, 'apps/orders/app.yaml'), 'port: 8123\n');
  expect(await runsAgain()).toBe(0);
});

test.each([
  ['reads a file', `require('node:fs').readFileSync(__dirname + '/port.txt', 'utf8').length + 8000`],
  ['looks at the clock', 'Date.now() > 0 ? 8080 : 8081'],
  ['prints', `void console.log('x') ?? 8080`],
])('code that %s runs each time', async (_title, port) => {
  write({ 'apps/shop/port.txt': 'x', 'apps/shop/app.ts': shop(`port: ${port}`) });
  passTime();
  await open();
  expect(await runsAgain()).toBe(1);
  write({ 'apps/shop/port.txt': 'xx' });
  expect(await runsAgain()).toBe(1);
});

test('--data-only refuses code that is in the cache', async () => {
  await cachedShop({ 'apps/shop/app.ts': shop() });
  await expect(open({ dataOnly: true })).rejects.toThrow(InvalidFleetError);
});

test('--verify runs the code', async () => {
  await cachedShop({ 'apps/shop/app.ts': shop() });
  expect((await open({ verify: true })).runs).toBe(1);
});

describe('a change while code is read leaves no status', () => {
  const file = () => path.join(fs.realpathSync(folder.root), 'apps/_shared/team.ts');

  async function inputsAfter(change: () => void) {
    write(SHARED);
    write({ 'package.json': '{}' });
    await sleep(80);
    const context = codeContext(path.join(folder.root, 'apps'));
    change();
    return codeInputs([file()], context);
  }

  test('nothing changes', async () => {
    expect(await inputsAfter(() => undefined)).toMatchObject({ files: [file()] });
  });

  test.each<[string, () => void]>([
    ['an imported file', () => fs.appendFileSync(file(), '\n')],
    ['a new file beside it', () => write({ 'apps/_shared/team.js': '' })],
    ['a new folder with files', () => write({ 'apps/package.json': '' })],
    ['a removed file above the fleet', () => fs.rmSync(path.join(folder.root, 'package.json'))],
    ['a changed file above the fleet', () => write({ 'package.json': '{ }' })],
  ])('%s', async (_title, change) => {
    expect(await inputsAfter(change)).toBeUndefined();
  });
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlatformFactsInput } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import * as fc from 'fast-check';
import { fleetContext } from '../../src/context';
import { openPlannedFleet } from '../../src/cache/open-planned-fleet';
import { InvalidFleetError } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;
let root: string;

beforeEach(() => {
  folder = fleetFolder();
  root = path.join(folder.root, 'dist/gitops');
  fs.mkdirSync(path.join(root, '.goldenpath'), { recursive: true });
  // Whoever calls an application depends on the team that owns it.
  const file = path.join(folder.root, 'platform.yaml');
  const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  fs.writeFileSync(file, JSON.stringify({ ...platform, kubernetes: { namespace: '{team}' } }));
  // Every status counts as steady. The test waits until the clock of the file system has ticked.
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 5_000);
});
afterEach(() => {
  jest.restoreAllMocks();
  folder.remove();
});

const cacheFile = () => path.join(root, '.goldenpath/cache');

/** Everything that a synthesis asks of a fleet, or the mistakes of the fleet; keeps the cache. */
async function open(verify: boolean): Promise<unknown> {
  try {
    const { fleet, cache } = await openPlannedFleet(fleetContext({ cwd: folder.root }), { apps: [], root, verify });
    const facts = await fleet.facts();
    const text = verify ? undefined : cache();
    if (text !== undefined) fs.writeFileSync(cacheFile(), text);
    return {
      environments: fleet.environments,
      platform: facts.platform,
      platformUnits: fleet.platformUnits,
      apps: fleet.apps.map(({ name, units, summary }) => ({
        units: units(),
        summary: summary(),
        facts: facts.app(name),
      })),
    };
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    return error.diagnostics;
  }
}

const plainText = (value: unknown) => JSON.stringify(value);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

const NAMES = ['alpha', 'beta', 'gamma', 'orders'];

interface Edit {
  readonly name: string;
  readonly what: 'write' | 'remove' | 'both' | 'platform';
  readonly kind: string;
  readonly owner: string;
  readonly uses: readonly string[];
  readonly port: number;
  readonly environments: readonly string[];
  readonly database: string;
}

const EDIT: fc.Arbitrary<Edit> = fc.record({
  name: fc.constantFrom(...NAMES),
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant('write' as const) },
    { weight: 2, arbitrary: fc.constant('remove' as const) },
    { weight: 1, arbitrary: fc.constant('both' as const) },
    { weight: 1, arbitrary: fc.constant('platform' as const) },
  ),
  kind: fc.constantFrom('stateless-app', 'backend-app-rds', 'rds-database'),
  owner: fc.constantFrom('app-team', 'data-team'),
  uses: fc.subarray(NAMES, { maxLength: 2 }),
  port: fc.constantFrom(8080, 8081, 8082),
  environments: fc.constantFrom(['dev'], ['dev', 'prod'], ['dev', 'prod']),
  // Two applications that want the same one are a mistake.
  database: fc.constantFrom('one', 'one', 'two', 'three', 'four'),
});

function apply(edit: Edit): void {
  const app = path.join(folder.root, 'apps', edit.name);
  if (edit.what === 'remove') return fs.rmSync(app, { recursive: true, force: true });
  if (edit.what === 'platform') {
    const file = path.join(folder.root, 'platform.yaml');
    const platform = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    return fs.writeFileSync(file, JSON.stringify({ ...platform, domain: `${edit.name}.test` }));
  }
  fs.mkdirSync(app, { recursive: true });
  // A folder with two specs is a mistake until the next edit of it.
  if (edit.what === 'both') return fs.writeFileSync(path.join(app, 'app.ts'), '');
  fs.rmSync(path.join(app, 'app.ts'), { force: true });
  fs.writeFileSync(path.join(app, 'app.yaml'), JSON.stringify(specOf(edit)));
}

function specOf({ name, kind, owner, uses, port, environments, database }: Edit): Record<string, unknown> {
  const identity = { kind, name, description: 'One of several', owner, environments };
  const data = { database: { name: `${database}_db`, username: `${database}_app` } };
  if (kind === 'rds-database') return { ...identity, ...data };
  const others = uses.filter((other) => other !== name);
  const workload = {
    ...identity,
    uses: others,
    port,
    ...(environments.includes('prod') && { overrides: { prod: { replicas: 4 } } }),
  };
  return kind === 'stateless-app' ? workload : { ...workload, ...data };
}

test('a fleet opened from its cache equals the fleet of its files, after any edits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(EDIT, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      async (steps) => {
        for (const edits of steps) {
          edits.forEach(apply);
          await sleep(15);
          const scratch = plain(await open(true));
          // The first reads what changed since the last step, the second finds that nothing did.
          expect(plain(await open(false))).toEqual(scratch);
          expect(plain(await open(false))).toEqual(scratch);
        }
      },
    ),
    { numRuns: Number(process.env['FLEET_CACHE_RUNS'] ?? 15) },
  );
}, 120_000);

test('--verify does not trust a cache that was tampered with', async () => {
  const before = plain(await open(false));
  fs.writeFileSync(cacheFile(), fs.readFileSync(cacheFile(), 'utf8').replaceAll('app-team', 'evil-team'));
  expect(plain(await open(false))).not.toEqual(before);
  expect(plain(await open(true))).toEqual(before);
});

test.each([
  ['it was cut off', (text: string) => text.slice(0, text.length / 2)],
  ['it is empty', () => ''],
  ['it is of another format', (text: string) => text.replace(/cache \d+/, 'cache 1')],
  [
    'its first half has another length',
    (text: string) => text.replace(/^(.* )(\d+)/, (_, head, count) => `${head}${count - 1}`),
  ],
  ['other code made it', (text: string) => text.replace(/"code":"[^"]*"/, '"code":"other"')],
  ['it is of another fleet', (text: string) => text.replace(/"appsFolder":"[^"]*"/, '"appsFolder":"/other"')],
])('a cache is not used where %s', async (_title, damage) => {
  const before = plain(await open(false));
  fs.writeFileSync(cacheFile(), damage(fs.readFileSync(cacheFile(), 'utf8').replaceAll('app-team', 'evil-team')));
  expect(plain(await open(false))).toEqual(before);
});

test('a fleet with an error is not cached, even if the error is ignored', async () => {
  fs.mkdirSync(path.join(folder.root, 'apps/broken'));
  fs.writeFileSync(path.join(folder.root, 'apps/broken/app.yaml'), 'kind: nonsense\n');
  const context = fleetContext({ cwd: folder.root });
  const { cache } = await openPlannedFleet(context, { apps: ['orders'], root, verify: false });
  expect(cache()).toBeUndefined();
});

test('an application is resolved again when one that it uses changes', async () => {
  const edit = { what: 'write', kind: 'stateless-app', environments: ['dev'], port: 8080, database: 'one' } as const;
  apply({ ...edit, name: 'alpha', owner: 'app-team', uses: [] });
  apply({ ...edit, name: 'beta', owner: 'app-team', uses: ['alpha'] });
  const before = plain(await open(false));
  apply({ ...edit, name: 'alpha', owner: 'data-team', uses: [] });
  await sleep(15);
  const after = plain(await open(false));
  const unitsOfBeta = (fleet: unknown) =>
    (fleet as { apps: { summary: { name: string }; units: unknown }[] }).apps.find(
      ({ summary }) => summary.name === 'beta',
    )?.units;
  expect(unitsOfBeta(after)).not.toEqual(unitsOfBeta(before));
  expect(after).toEqual(plain(await open(true)));
});

describe('after an edit of one application', () => {
  const ONE = { what: 'write', kind: 'stateless-app', environments: ['dev'], port: 8080, database: 'one' } as const;

  beforeEach(async () => {
    apply({ ...ONE, name: 'alpha', owner: 'app-team', uses: [] });
    apply({ ...ONE, name: 'beta', owner: 'app-team', uses: ['alpha'] });
    apply({ ...ONE, name: 'gamma', owner: 'app-team', uses: [] });
    await sleep(15);
    expect(plain(await open(false))).toMatchObject({ apps: [{}, {}, {}, {}] });
  });

  /** Compares the fleet of its cache with that of its files, after an edit, and returns it. */
  async function compareAfter(edit: Edit): Promise<unknown> {
    apply(edit);
    await sleep(15);
    const found = plain(await open(false));
    expect(found).toEqual(plain(await open(true)));
    return found;
  }

  /** Changes the organisation in one of the lines of the platform: first its facts, then what its file says. */
  function tamperWith(line: 0 | 1): void {
    const written = '"organisation":"example"';
    const lines = fs.readFileSync(cacheFile(), 'utf8').split('\n');
    const found = lines.flatMap((text, index) => (text.includes(written) ? [index] : []));
    expect(found.length).toBeGreaterThanOrEqual(2);
    const at = found[line] ?? 0;
    lines[at] = lines[at]?.replace(written, '"organisation":"cached"') ?? '';
    fs.writeFileSync(cacheFile(), lines.join('\n'));
  }

  test('the facts of the platform are those of the cache if the edit does not concern them', async () => {
    tamperWith(0);
    apply({ ...ONE, name: 'beta', owner: 'app-team', uses: ['alpha'], port: 8081 });
    await sleep(15);
    expect(await open(false)).toMatchObject({ platform: { organisation: 'cached' } });
    apply({ ...ONE, name: 'gamma', owner: 'app-team', uses: ['alpha'] });
    await sleep(15);
    expect(await open(false)).toMatchObject({ platform: { organisation: 'example' } });
  });

  test('the platform file is read again only if it changed', async () => {
    tamperWith(1);
    apply({ ...ONE, name: 'gamma', owner: 'app-team', uses: ['alpha'] });
    await sleep(15);
    expect(await open(false)).toMatchObject({ platform: { organisation: 'cached' } });
    const file = path.join(folder.root, 'platform.yaml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8'));
    apply({ ...ONE, name: 'gamma', owner: 'app-team', uses: [] });
    await sleep(15);
    expect(await open(false)).toMatchObject({ platform: { organisation: 'example' } });
  });

  test('an application that claims the name of another one is a mistake', async () => {
    const database = { ...ONE, kind: 'rds-database', owner: 'app-team', uses: [] } as const;
    await compareAfter({ ...database, name: 'gamma', database: 'three' });
    expect(await compareAfter({ ...database, name: 'orders', database: 'four' })).toMatchObject({ apps: {} });
    const found = await compareAfter({ ...database, name: 'orders', database: 'three' });
    expect(found).toMatchObject([{ rule: expect.any(String) }, {}]);
  });

  describe('with hosts of their own', () => {
    /** Writes a spec with a host in each environment. */
    function route(name: string, dev: string, prod: string): void {
      const hosts = (host: string) => ({ route: { hosts: [`${host}.example.test`], paths: [`/${name}`] } });
      const spec = specOf({ ...ONE, name, owner: 'app-team', uses: [], environments: ['dev', 'prod'] });
      const text = JSON.stringify({ ...spec, overrides: { dev: hosts(dev), prod: hosts(prod) } });
      fs.writeFileSync(path.join(folder.root, 'apps', name, 'app.yaml'), text);
    }

    const problems = async () => {
      await sleep(15);
      const found = plain(await open(false));
      expect(found).toEqual(plain(await open(true)));
      return Array.isArray(found) ? found.map(({ rule }: { rule: string }) => rule) : [];
    };

    test('the path of a host that another one has is a mistake', async () => {
      route('alpha', 'one', 'two');
      expect(await problems()).toEqual([]);
      route('beta', 'three', 'four');
      expect(await problems()).toEqual([]);
      const file = path.join(folder.root, 'apps/beta/app.yaml');
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('three', 'one').replaceAll('/beta', '/alpha'));
      expect(await problems()).toEqual(['host-taken']);
    });

    test('a host that leads to the clusters of two environments is a mistake', async () => {
      route('alpha', 'one', 'two');
      route('beta', 'one', 'three');
      expect(await problems()).toEqual([]);
      route('alpha', 'two', 'one');
      expect(await problems()).toEqual(['host-taken']);
    });
  });

  test('the platform is resolved again if the application calls another one', async () => {
    const before = plain(await open(false)) as { platform: unknown };
    await compareAfter({ ...ONE, name: 'gamma', owner: 'app-team', uses: ['alpha'] });
    expect((plain(await open(false)) as typeof before).platform).not.toEqual(before.platform);
  });

  test('the platform is resolved again if a part that looks at all applications could see another one', async () => {
    const part = builtInRegistry.parts.find(({ platform }) => platform !== undefined) as {
      platform: (input: PlatformFactsInput) => object | undefined;
    };
    const resolve = part.platform.bind(part);
    // No application alone has an effect.
    const isMany = ({ apps }: PlatformFactsInput) =>
      apps.filter(({ settings }) => /(three|four)_db/.test(plainText(settings))).length > 1;
    jest.spyOn(part, 'platform').mockImplementation((input) => ({ ...resolve(input), isMany: isMany(input) }));
    const database = { ...ONE, kind: 'rds-database', owner: 'app-team', uses: [] } as const;
    await compareAfter({ ...database, name: 'gamma', database: 'three' });
    await compareAfter({ ...database, name: 'beta', database: 'two' });
    await compareAfter({ ...database, name: 'beta', database: 'four' });
    expect(plainText(await open(false))).toContain('"isMany":true');
  });

  test.each<[string, Edit]>([
    ['that is removed', { ...ONE, name: 'alpha', owner: 'app-team', uses: [], what: 'remove' }],
    ['that cannot be called any more', { ...ONE, name: 'alpha', owner: 'app-team', uses: [], kind: 'rds-database' }],
  ])('the use of an application %s is a mistake', async (_title, edit) => {
    expect(await compareAfter(edit)).toMatchObject([{ rule: 'unreachable-use' }]);
  });
});

test('the number of specs is reported before they are read, and not if none is', async () => {
  const told: unknown[] = [];
  const context = fleetContext({ cwd: folder.root, onProgress: (progress) => void told.push(progress) });
  const { cache } = await openPlannedFleet(context, { apps: [], root, verify: false });
  expect(told).toEqual([{ kind: 'specs', all: 1 }]);
  fs.writeFileSync(cacheFile(), cache() ?? '');
  await openPlannedFleet(context, { apps: [], root, verify: false });
  expect(told).toHaveLength(1);
});

test('a comparison makes no cache of what it reads', async () => {
  const context = fleetContext({ cwd: folder.root });
  const { cache } = await openPlannedFleet(context, { apps: [], root, verify: false, check: true });
  expect(cache()).toBeUndefined();
});

import { at, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { type Edit, found, nothing, reviewOf } from '@goldenpath/testing/reviews';
import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const MIGRATE = { command: ['node', 'migrate.js'] };

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...SHOP, ...spec }]);
  const of = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return render(of);
}

type Objects = Awaited<ReturnType<typeof objectsOf>>;

const envOf = (objects: Objects, name: string, kind = 'Deployment') =>
  at(objectOf(objects, kind, name), 'spec.template.spec.containers.0.env');

describe('variables of one process', () => {
  const spec = {
    env: { QUEUE: 'web', HOST: 'a.internal', URL: 'http://$(HOST)/' },
    processes: { worker: { env: { QUEUE: 'jobs', B: '1' } }, beat: {} },
  };

  test('are in its container only, and replace those of the application there', async () => {
    const objects = await objectsOf(spec);
    const url = { name: 'URL', value: 'http://$(HOST)/' };
    expect(envOf(objects, 'shop-worker')).toEqual([{ name: 'B', value: '1' }, { name: 'QUEUE', value: 'jobs' }, url]);
    expect(envOf(objects, 'shop-beat')).toEqual([url]);
    expect(envOf(objects, 'shop')).toEqual([url]);
    expect(objectOf(objects, 'ConfigMap')['data']).toMatchObject({ QUEUE: 'web' });
  });

  test('come before the values of the application that refer to them', async () => {
    const env = { URL: 'http://$(HOST)/', HOST: '$(NODE).internal' };
    const worker = { env: { HOST: 'b-$(LOG_LEVEL)', FULL: '$(URL)v1' } };
    expect(envOf(await objectsOf({ env: { ...env, NODE: 'x' }, processes: { worker } }), 'shop-worker')).toEqual([
      { name: 'HOST', value: 'b-$(LOG_LEVEL)' },
      { name: 'URL', value: 'http://$(HOST)/' },
      { name: 'FULL', value: '$(URL)v1' },
    ]);
  });

  test('replace a value with a reference by one without', async () => {
    const objects = await objectsOf({ ...spec, processes: { worker: { env: { URL: 'none' } } } });
    expect(envOf(objects, 'shop-worker')).toEqual([{ name: 'URL', value: 'none' }]);
  });

  test('keep each dollar sign that begins no reference', async () => {
    const worker = { env: { PRICE: '$$5 $(OTHER)', TEXT: '$$(LOG_LEVEL) $(OTHER) $5', BOTH: '$$ $(LOG_LEVEL)' } };
    expect(envOf(await objectsOf({ processes: { worker } }), 'shop-worker')).toEqual([
      { name: 'PRICE', value: '$$$$5 $$(OTHER)' },
      { name: 'BOTH', value: '$$$$ $(LOG_LEVEL)' },
      { name: 'TEXT', value: '$$(LOG_LEVEL) $$(OTHER) $$5' },
    ]);
  });

  test('can differ by environment, one by one', async () => {
    const overrides = { dev: { processes: { worker: { env: { B: '2' } } } } };
    const own = async (environment: string) =>
      envOf(await objectsOf({ ...spec, overrides }, environment), 'shop-worker');
    expect(await own('dev')).toContainEqual({ name: 'B', value: '2' });
    expect(await own('dev')).toContainEqual({ name: 'QUEUE', value: 'jobs' });
    expect(await own('prod')).toContainEqual({ name: 'B', value: '1' });
  });

  test('are in sidecars that inherit them; one that sees no secrets has those without references', async () => {
    const sidecar = { image: 'ghcr.io/acme/proxy:1.0', processes: ['worker', 'main'] };
    const sidecars = { a: { ...sidecar, inherit: 'all' }, b: { ...sidecar, inherit: 'configuration' }, c: sidecar };
    const objects = await objectsOf({ ...spec, sidecars });
    const beside = (name: string) =>
      (at(objectOf(objects, 'Deployment', name), 'spec.template.spec.initContainers') as { env?: object[] }[]).map(
        ({ env = [] }) => env.map((variable) => at(variable, 'name')),
      );
    expect(beside('shop-worker')).toEqual([['B', 'QUEUE', 'URL'], ['B', 'QUEUE'], []]);
    expect(beside('shop')).toEqual([['URL'], [], []]);
  });
});

test('the migration can have variables of its own as well', async () => {
  const migration = { ...MIGRATE, env: { LOG_LEVEL: 'debug', LOCK: '$(APP_ENV)-lock' } };
  const objects = await objectsOf({ migration, overrides: { dev: { migration: { env: { LOG_LEVEL: 'trace' } } } } });
  expect(envOf(objects, 'shop-migration', 'Job')).toEqual([
    { name: 'LOG_LEVEL', value: 'debug' },
    { name: 'LOCK', value: '$(APP_ENV)-lock' },
  ]);
  expect(envOf(objects, 'shop')).toBeUndefined();
});

describe.each<[string, (env: Readonly<Record<string, string>>) => SpecData]>([
  ['processes.worker.env', (env) => ({ processes: { worker: { env } } })],
  ['migration.env', (env) => ({ migration: { ...MIGRATE, env } })],
])('%s is refused', (place, of) => {
  test.each<[string, Readonly<Record<string, string>>, SpecData, string]>([
    [
      'for a variable of the platform',
      { APP_ENV: 'x' },
      {},
      'variable-taken: `APP_ENV` is already set by the platform.',
    ],
    [
      'for a variable of `secrets`',
      { SIGNING: 'x' },
      { secrets: { SIGNING: {} } },
      'variable-taken: `SIGNING` is already set by `secrets`.',
    ],
    ['with a secret', { API_TOKEN: 'hunter22' }, {}, 'secret-in-plain-text: `API_TOKEN` holds the value of a secret.'],
    [
      'with a misspelt reference',
      { A: '$(HOSTT)' },
      { env: { HOST: 'x' } },
      'unknown-variable: `$(HOSTT)` is not a variable of "shop": did you mean `$(HOST)`?',
    ],
    [
      'with a circle through a variable of the application',
      { A: '$(B)' },
      { env: { A: '1', B: '$(A)' } },
      'unknown-variable: `A` refers to itself: A → B → A.',
    ],
    [
      'with a long name',
      { ['A'.repeat(254)]: 'x' },
      {},
      expect.stringMatching(/^variable-name-too-long: .* has 254 characters/),
    ],
  ])('%s', async (_, env, rest, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...rest, ...of(env) })).toEqual([expected]);
  });

  test('for a secret that only an environment has', async () => {
    const spec = { ...SHOP, ...of({ SIGNING: 'x' }), overrides: { dev: { secrets: { SIGNING: {} } } } };
    expect(await complaintsAbout(spec)).toEqual([`variable-taken: \`SIGNING\` is already set by \`${place}\` in dev.`]);
  });

  test('with more text than one object takes', async () => {
    const env = Object.fromEntries([...'ABCDEFG'].map((name) => [name, 'x'.repeat(30_000)]));
    expect(await complaintsAbout({ ...SHOP, ...of(env) })).toEqual([
      expect.stringContaining(`too-much-for-one-object: \`${place}\` has 210`),
    ]);
  });
});

describe('review', () => {
  const env = { PARTNER_TOKEN: 'hunter22hunter22' };
  const accept = [{ rule: 'plain-secret', reason: 'A key of the sandbox' }];
  const edit =
    (fields: object): Edit =>
    ({ apps }) =>
      Object.assign(apps['user-service'], { accept, ...fields });

  test.each<[string, object]>([
    ['a process', { processes: { worker: { env } } }],
    ['the migration', { migration: { ...MIGRATE, env } }],
    ['a sidecar', { sidecars: { worker: { image: 'ghcr.io/acme/proxy:1.0', env } } }],
  ])('finds a secret among the variables of %s, and masks it', (_, fields) => {
    const review = reviewOf(edit(fields), nothing);
    expect(found(review, 'plain-secret')).toContainEqual(expect.stringContaining('PARTNER_TOKEN'));
    expect(JSON.stringify(review)).not.toContain('hunter22hunter22');
  });
});

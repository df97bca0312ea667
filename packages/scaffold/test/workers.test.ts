import { builtInRegistry } from '@goldenpath/parts';
import { applicationRepository } from '@goldenpath/scaffold';
import { testFolder } from '@goldenpath/testing/folders';
import { HOSTILE_LINES } from '@goldenpath/testing/hostile-text';
import { openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

type Files = Readonly<Record<string, string>>;

/** The repositories of applications, by application. */
async function repositories(specs: readonly SpecData[]): Promise<Readonly<Record<string, Files>>> {
  const { facts } = await openWritten(specs);
  return Object.fromEntries(
    facts.apps.map((app) => {
      const files = applicationRepository(app, facts.platform, builtInRegistry);
      return [app.name, Object.fromEntries(files.map(({ path, content }) => [path, content]))];
    }),
  );
}

const ABOUT = { kind: 'stateless-app', description: 'Sells', owner: 'app-team' };
const DATABASE = { kind: 'backend-app-rds', database: { name: 'orders_db', username: 'orders_app' } };
const RUNTIMES = ['node', 'python'] as const;
const CODE = { node: 'src/worker.ts', python: 'worker.py' } as const;
const QUEUE = { node: 'src/queue.ts', python: 'service/queue.py' } as const;

describe.each(RUNTIMES)('in %s', (runtime) => {
  async function repository(more: SpecData): Promise<Files> {
    const { shop } = await repositories([{ ...ABOUT, name: 'shop', runtime, ...more }]);
    return shop ?? {};
  }

  test('an application that listens on nothing gets a worker, and one with a port a service', async () => {
    const worker = await repository({ ports: [] });
    const service = await repository({ ports: [{ name: 'http', port: 8080 }] });
    expect(worker[CODE[runtime]]).toContain('work(');
    expect(service).not.toHaveProperty([CODE[runtime]]);
    expect(service['Dockerfile']).toContain('EXPOSE 8080');
    expect(worker['Dockerfile']).not.toContain('EXPOSE');
    expect(worker['README.md']).toContain('It listens on nothing.');
    expect(Object.values(worker).join('\n')).not.toMatch(/fastapi|uvicorn|express|prom-client/i);
  });

  test('a worker with queues handles the messages of the first', async () => {
    const made = await repository({ ports: [], queues: { 'late-orders': {}, orders: {} } });
    expect(made[CODE[runtime]]).toContain('handle(message');
    expect(made).toHaveProperty([QUEUE[runtime]]);
    expect(made['README.md']).toContain('the messages of the queue in `LATE_ORDERS_QUEUE_URL`');
    expect(made['README.md']).toContain('| `ORDERS_QUEUE_URL` | the URL of the queue orders |');
  });

  test('a worker has the libraries of what it uses, and no others', async () => {
    const lockOf = async (more: SpecData) => {
      const made = await repository({ ports: [], ...more });
      return made['package-lock.json'] ?? made['requirements.txt'] ?? '';
    };
    const [sqs, postgres] = runtime === 'node' ? ['@aws-sdk/client-sqs', 'pg-pool'] : ['boto3==', 'psycopg=='];
    const queues = { orders: {} };
    const expected = [
      [{}, false, false],
      [{ queues }, true, false],
      [DATABASE, false, true],
      [{ ...DATABASE, queues }, true, true],
    ] as const;
    for (const [more, hasSqs, hasPostgres] of expected) {
      const lock = await lockOf(more);
      expect([lock.includes(sqs), lock.includes(postgres)]).toEqual([hasSqs, hasPostgres]);
      if (runtime === 'node') expectSameDependencies(await repository({ ports: [], ...more }));
    }
  });

  test('locks have hashes and no host of a registry', async () => {
    const made = await repository({ ports: [], ...DATABASE, queues: { orders: {} } });
    for (const path of ['package-lock.json', 'requirements.txt', 'requirements-dev.txt']) {
      const lock = made[path] ?? '';
      expect(lock).not.toMatch(/"resolved"|--index-url|\/\/(registry|pypi|files)\b/);
      for (const [, block = ''] of lock.matchAll(/^([a-z0-9-]+==[^\n]*\n(?: .*\n)*)/gm))
        expect(block).toMatch(/--hash=sha256:[0-9a-f]{64}/);
      const packages = Object.entries(path.endsWith('.json') && lock !== '' ? packagesIn(lock) : {});
      expect(
        packages.filter(([name, { integrity }]) => name !== '' && integrity?.startsWith('sha512-') !== true),
      ).toEqual([]);
    }
  });

  test('a hostile description changes no code of a worker', async () => {
    const specs = ['Plain', ...Object.values(HOSTILE_LINES)].map((description, index) => ({
      ...ABOUT,
      description,
      name: `worker-${index}`,
      runtime,
      ports: [],
      queues: { orders: {} },
    }));
    const made = await repositories(specs);
    const plain = made['worker-0'] ?? {};
    for (const [index, { description }] of specs.entries()) {
      const own = made[`worker-${index}`] ?? {};
      for (const path of Object.keys(plain).filter((each) => !HAS_DESCRIPTION.test(each)))
        expect(own[path]?.replaceAll(`worker-${index}`, 'worker-0')).toBe(plain[path]);
      if (runtime === 'node') expect(JSON.parse(own['package.json'] ?? '')).toHaveProperty('description', description);
    }
  });
});

const HAS_DESCRIPTION = /^(README\.md|package\.json|pyproject\.toml|metadata\.yaml|\.goldenpath\.json)$/;

interface LockedPackage {
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function packagesIn(lock: string): Readonly<Record<string, LockedPackage>> {
  return (JSON.parse(lock) as { readonly packages: Readonly<Record<string, LockedPackage>> }).packages;
}

/** npm refuses a lock that names other packages than `package.json`. */
function expectSameDependencies(files: Files): void {
  const { dependencies, devDependencies } = JSON.parse(files['package.json'] ?? '') as LockedPackage;
  const { '': root, ...packages } = packagesIn(files['package-lock.json'] ?? '');
  expect([root?.dependencies, root?.devDependencies]).toEqual([dependencies, devDependencies]);
  const needed = Object.values(packages).flatMap((one) => Object.keys(one.dependencies ?? {}));
  expect(needed.filter((name) => !Object.hasOwn(packages, `node_modules/${name}`))).toEqual([]);
}

test.each([
  ['a service', { runtime: 'node' }],
  ['a job', { runtime: 'python', kind: 'scheduled-job', schedule: '@daily' }],
  ['an upstream image', { image: 'nginx:1.29' }],
])('the README of %s names the variables of what it uses in AWS', async (_what, more) => {
  const spec = {
    ...ABOUT,
    name: 'shop',
    ...more,
    queues: { orders: {} },
    topics: { placed: {} },
    buckets: { 'monthly-reports': {} },
    tables: { carts: { partitionKey: { name: 'id' } } },
    caches: { sessions: {} },
  };
  const { shop } = await repositories([spec]);
  const readme = shop?.['README.md'] ?? '';
  const section = readme.slice(readme.indexOf('## What it uses in AWS'), readme.indexOf('## Files'));
  expect([...section.matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)].map(([, name, meaning]) => [name, meaning])).toEqual([
    ['MONTHLY_REPORTS_BUCKET', String.raw`the name of the bucket monthly\-reports`],
    ['PLACED_TOPIC_ARN', 'the ARN of the topic placed'],
    ['ORDERS_QUEUE_URL', 'the URL of the queue orders'],
    ['CARTS_TABLE', 'the name of the table carts'],
    ['SESSIONS_CACHE_URL', 'the URL of the cache sessions, with its login'],
    ['SESSIONS_CACHE_HOST', 'the host of the cache sessions'],
    ['SESSIONS_CACHE_PORT', 'the port of the cache sessions, with TLS'],
    ['SESSIONS_CACHE_USER', 'the user of the cache sessions'],
    ['SESSIONS_CACHE_PASS', 'the password of the cache sessions'],
    ['AWS_REGION', 'the region of AWS'],
  ]);
});

test('a template of the platform is asked for a worker with a queue', async () => {
  const folder = testFolder({
    'base/main.go':
      '// #if worker\nworker\n// #end\n// #if service\nservice\n// #end\n// #if queue\n{{queueVariable}}\n// #end\n',
    'queue/queue.go': 'queue\n',
  });
  const specs = [
    { ...ABOUT, name: 'mails', runtime: 'go', ports: [], queues: { orders: {} } },
    { ...ABOUT, name: 'shop', runtime: 'go' },
  ];
  const { facts } = await openWritten(specs, (platform) => ({ ...platform, runtimes: { go: { template: './go' } } }));
  const [mails, shop] = facts.apps.map((app) => {
    const files = applicationRepository(app, facts.platform, builtInRegistry, {
      templates: { go: { folder, digest: '1' } },
    });
    return Object.fromEntries(files.map(({ path, content }) => [path, content]));
  });
  expect(mails).toMatchObject({ 'main.go': 'worker\nORDERS_QUEUE_URL\n', 'queue.go': 'queue\n' });
  expect(shop).toMatchObject({ 'main.go': 'service\n' });
  expect(shop).not.toHaveProperty(['queue.go']);
});

test('a repository without resources in AWS has no section for them', async () => {
  const { shop } = await repositories([{ ...ABOUT, name: 'shop' }]);
  expect(shop?.['README.md']).not.toContain('AWS');
});

import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { appNamed, fieldsOf, type ImportFolder, importFolder, leftOutOf } from './support';

let folder: ImportFolder;
beforeEach(() => {
  folder = importFolder();
});
afterEach(() => folder.remove());

const SHOP = `x-common: &common
  LOG_FORMAT: json
  DATABASE_URL: postgres://shop:s3cr3tpassw0rd@db:5432/shop
services:
  web:
    build: .
    ports: ["8080:3000"]
    environment:
      <<: *common
      SESSION_KEY: abcdef0123456789
      WORKER_ADDRESS: http://worker:9000/jobs
      FEATURE: \${FEATURE:-on}
      REGION: \${REGION}
    depends_on:
      db: { condition: service_healthy }
      worker: { condition: service_started }
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:3000/healthz"]
      interval: 30s
      retries: 5
    deploy:
      replicas: 2
      resources: { limits: { cpus: "0.5", memory: 512M } }
    volumes: ["./app.conf:/etc/shop/app.conf:ro", "./data:/data"]
    sysctls: { net.core.somaxconn: 1024 }
  worker:
    image: ghcr.io/acme/worker:1.4.2
    command: node worker.js --queue "high prio"
    expose: ["9000"]
    environment: ["LOG_FORMAT=json", "API_TOKEN"]
    user: "1000:1000"
  listener:
    image: ghcr.io/acme/listener:2.0.0
    entrypoint: [listen]
  db:
    image: postgres:16
    environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: s3cr3tpassw0rd, POSTGRES_DB: shop }
`;

test('a web service with a worker and PostgreSQL becomes applications and a database', async () => {
  folder.write('compose.yaml', SHOP);
  folder.write('app.conf', 'workers = 4\n');
  const result = await folder.import({ path: 'compose.yaml' });
  expect(result.source).toBe('compose');
  expect(result.apps.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'worker stateless-app',
    'web backend-app-rds',
    'listener stateless-app',
  ]);
  expect(fieldsOf(result, 'web')).toEqual({
    kind: 'backend-app-rds',
    replicas: 2,
    port: 3000,
    uses: ['worker'],
    database: {
      name: 'shop',
      username: 'shop',
      variables: { DATABASE_URL: 'postgres://{username}:{password}@{host}:{port}/{dbname}' },
    },
    env: { LOG_FORMAT: 'json', FEATURE: 'on', WORKER_ADDRESS: 'http://$(WORKER_HOST):$(WORKER_PORT)/jobs' },
    secrets: { SESSION_KEY: {} },
    probes: {
      liveness: { path: '/healthz', periodSeconds: 30, failureThreshold: 5 },
      readiness: { path: '/healthz', periodSeconds: 30, failureThreshold: 5 },
    },
    resources: { limits: { cpu: '0.5', memory: '512Mi' } },
    files: { '/etc/shop/app.conf': { content: 'workers = 4\n' } },
  });
  expect(fieldsOf(result, 'worker')).toEqual({
    kind: 'stateless-app',
    image: 'ghcr.io/acme/worker:1.4.2',
    port: 9000,
    ingress: false,
    args: ['node', 'worker.js', '--queue', 'high prio'],
    env: { LOG_FORMAT: 'json' },
    secrets: { API_TOKEN: {} },
    runAsUser: 1000,
  });
  expect(fieldsOf(result, 'listener')).toEqual({
    kind: 'stateless-app',
    image: 'ghcr.io/acme/listener:2.0.0',
    ports: [],
    command: ['listen'],
  });
});

test('what is left out has its line and a reason, and no value of a secret is anywhere', async () => {
  folder.write('compose.yaml', SHOP);
  const result = await folder.import({ path: 'compose.yaml' });
  const web = appNamed(result, 'web');
  expect(leftOutOf(web)).toEqual(['6 build', '13 environment.REGION', '24 volumes[0]', '24 volumes[1]', '25 sysctls']);
  expect(web.secrets).toEqual([{ variable: 'SESSION_KEY', file: 'source/compose.yaml', line: 10 }]);
  expect(result.leftOut.map(({ object, line }) => `${line} ${object}`)).toEqual(['35 service db']);
  const files = folder.tree().filter((file) => file.startsWith('apps/') && file.endsWith('.yaml'));
  const texts = [JSON.stringify(result), ...files.map((file) => fs.readFileSync(path.join(folder.root, file), 'utf8'))];
  for (const text of texts) expect(text).not.toMatch(/s3cr3tpassw0rd|abcdef0123456789/);
});

test('what is imported is valid in the fleet, and a second import overwrites nothing', async () => {
  folder.write('compose.yaml', SHOP);
  const { apps } = await folder.import({ path: 'compose.yaml' });
  const { apps: valid } = await openFleet({ cwd: folder.root }).validate();
  expect(valid.map(({ name }) => name)).toEqual(['listener', 'orders', 'web', 'worker']);
  for (const { file, text } of apps) expect(fs.readFileSync(path.join(folder.root, file), 'utf8')).toBe(text);
  expect(await folder.refused({ path: 'compose.yaml' })).toContain(
    'apps/worker already exists and is not overwritten.',
  );
});

test('a dry run writes nothing', async () => {
  folder.write('compose.yaml', SHOP);
  const before = folder.tree();
  const { apps } = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(apps.every(({ isWritten }) => !isWritten)).toBe(true);
  expect(folder.tree()).toEqual(before);
});

test('a worker of the same build becomes a process, with what it has of its own', async () => {
  folder.write(
    'compose.yaml',
    `services:
  worker: { build: ., command: [work], environment: { QUEUE: mails, MODE: fast }, deploy: { replicas: 3 } }
  web: { build: ., ports: ["8080"], environment: { MODE: fast, TOKEN: abcdef0123456789 } }
  other: { build: ., command: [other], environment: { MODE: slow } }
`,
  );
  const result = await folder.import({ path: 'compose.yaml' });
  // Another value of a variable needs another application.
  expect(result.apps.map(({ name }) => name)).toEqual(['web', 'other']);
  expect(fieldsOf(result, 'web')).toEqual({
    kind: 'stateless-app',
    port: 8080,
    env: { MODE: 'fast', QUEUE: 'mails' },
    secrets: { TOKEN: {} },
    processes: { worker: { args: ['work'], replicas: 3 } },
  });
  expect(leftOutOf(appNamed(result, 'web'))).toEqual(['2 build', '3 build']);
});

test('Redis becomes a cache', async () => {
  folder.write(
    'compose.yaml',
    'services:\n  web: { image: "web:1", environment: { REDIS_URL: "redis://cache:6379/0" } }\n  cache: { image: "redis:7" }\n',
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'web')).toMatchObject({ caches: { cache: {} }, env: { REDIS_URL: '$(CACHE_CACHE_URL)' } });
});

test('a volume makes a service stateful', async () => {
  folder.write(
    'compose.yaml',
    'services:\n  search: { image: "search:1.2", ports: ["9200"], volumes: ["data:/var/lib/search"] }\n',
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'search')).toMatchObject({
    kind: 'stateful-app',
    storage: { size: '10Gi', mountPath: '/var/lib/search' },
  });
});

test('a volume and a database are in one application', async () => {
  folder.write(
    'compose.yaml',
    `services:
  wiki: { image: "wiki:2", ports: ["3000"], volumes: ["files:/var/wiki"], environment: { DB_HOST: db, DB_USER: wiki, DB_NAME: wiki_db } }
  db: { image: "postgres:17", environment: { POSTGRES_DB: wiki_db, POSTGRES_USER: wiki }, volumes: ["rows:/var/lib/postgresql/data"] }
`,
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(result.apps.map(({ name }) => name)).toEqual(['wiki']);
  expect(fieldsOf(result, 'wiki')).toMatchObject({
    kind: 'backend-app-rds',
    database: { name: 'wiki_db', username: 'wiki' },
    storage: { size: '10Gi', mountPath: '/var/wiki' },
  });
  expect(leftOutOf(appNamed(result, 'wiki'))).toEqual([]);
});

test('a process has no volume of its own, and the import says so', async () => {
  folder.write(
    'compose.yaml',
    `services:
  web: { build: ., ports: ["8080"], environment: { DB_HOST: db } }
  worker: { build: ., command: [work], environment: { DB_HOST: db }, volumes: ["files:/var/work"] }
  db: { image: "postgres:17", environment: { POSTGRES_DB: shop_db, POSTGRES_USER: shop } }
`,
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(result.apps.map(({ name }) => name)).toEqual(['web']);
  expect(fieldsOf(result, 'web')).toMatchObject({ processes: { worker: { args: ['work'] } } });
  expect(fieldsOf(result, 'web')).not.toHaveProperty('storage');
  expect(appNamed(result, 'web').leftOut).toContainEqual(
    expect.objectContaining({ field: 'volumes[0]', reason: 'A process of an application has no volume of its own.' }),
  );
});

test('a worker with a volume of its own and no database is an application', async () => {
  folder.write(
    'compose.yaml',
    `services:
  web: { build: ., ports: ["8080"], environment: { DB_HOST: db } }
  worker: { build: ., command: [work], volumes: ["files:/var/work"] }
  db: { image: "postgres:17", environment: { POSTGRES_DB: shop_db, POSTGRES_USER: shop } }
`,
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'worker')).toMatchObject({ kind: 'stateful-app', storage: { mountPath: '/var/work' } });
});

test('a worker with a database and a volume is an application if the others have no database', async () => {
  folder.write(
    'compose.yaml',
    `services:
  web: { build: ., ports: ["8080"] }
  worker: { build: ., command: [work], environment: { DB_HOST: db }, volumes: ["files:/var/work"] }
  db: { image: "postgres:17", environment: { POSTGRES_DB: shop_db, POSTGRES_USER: shop } }
`,
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'web')).toMatchObject({ kind: 'stateless-app' });
  expect(fieldsOf(result, 'worker')).toMatchObject({ kind: 'backend-app-rds', database: { name: 'shop_db' } });
});

test('tmpfs are empty folders, and /tmp is there anyway', async () => {
  folder.write(
    'compose.yaml',
    'services:\n  web: { image: "web:1", ports: ["80"], tmpfs: [/tmp, "/run/web/:size=64m", /var/run/web] }\n',
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'web')).toMatchObject({
    volumes: { emptyDirs: { 'run-web': { mountPath: '/run/web' }, 'var-run-web': { mountPath: '/var/run/web' } } },
  });
  expect(leftOutOf(appNamed(result, 'web'))).toEqual([]);
});

test('a field that the fleet refuses is left out, with the reason', async () => {
  folder.write(
    'compose.yaml',
    'services:\n  web: { image: "web:1", ports: ["80"], scale: 99, environment: { APP_ENV: mine } }\n',
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'web')).toEqual({ kind: 'stateless-app', image: 'web:1', port: 80 });
  const reasons = appNamed(result, 'web').leftOut.map(({ reason }) => reason);
  expect(reasons).toEqual([
    expect.stringContaining('The fleet refuses `replicas`'),
    expect.stringContaining('The fleet refuses `env.APP_ENV`'),
  ]);
});

test.each<[string, () => void, string, string]>([
  ['is not YAML', () => folder.write('compose.yaml', 'services: ['), 'compose.yaml', 'yaml'],
  ['is empty', () => folder.write('compose.yaml', ''), 'compose.yaml', 'nothing-to-import source/compose.yaml:1'],
  ['does not exist', () => undefined, 'none.yaml', 'source/none.yaml does not exist.'],
  [
    'is a link',
    () => {
      folder.write('a', '');
      fs.symlinkSync('/etc/hostname', path.join(folder.root, 'source/link.yaml'));
    },
    'link.yaml',
    'source/link.yaml is a symbolic link.',
  ],
  ['is a Helm chart', () => folder.write('Chart.yaml', 'name: x\n'), '', 'is a Helm chart'],
  ['has no application', () => folder.write('compose.yaml', 'services: {}\n'), 'compose.yaml', 'has no application.'],
  ['is something else', () => folder.write('x.yaml', 'a: 1\n'), 'x.yaml', 'has nothing that can be imported.'],
  [
    'has aliases that grow',
    () =>
      folder.write(
        'compose.yaml',
        `a: &a [x]\n${[...'bcdefghijk'].map((name, index) => `${name}: &${name} [${`*${[...'abcdefghij'][index]},`.repeat(9)}]`).join('\n')}\n`,
      ),
    'compose.yaml',
    'source/compose.yaml',
  ],
])('a source that %s is one error', async (_what, make, file, expected) => {
  make();
  expect(await folder.refused({ path: file })).toContain(expected);
});

test('an unknown owner, a missing owner and a name for several applications are errors', async () => {
  folder.write('compose.yaml', SHOP);
  expect(await folder.refused({ path: 'compose.yaml', owner: 'ap-team' })).toContain('Did you mean `app-team`?');
  expect(await folder.refused({ path: 'compose.yaml', name: 'one' })).toContain('has 3 applications');
  expect(await folder.refused({ path: 'compose.yaml', environment: 'prd' })).toContain('Did you mean `prod`?');
});

test('a file loses its byte order mark, and the import says so', async () => {
  folder.write('compose.yaml', 'services: { web: { image: "web:1", volumes: ["./app.conf:/etc/app.conf"] } }\n');
  folder.write('app.conf', '\uFEFFworkers = 4\n');
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'web')).toMatchObject({ files: { '/etc/app.conf': { content: 'workers = 4\n' } } });
  expect(appNamed(result, 'web').leftOut.map(({ field, reason }) => `${field}: ${reason}`)).toContain(
    'volumes[0]: The file began with a byte order mark, which a spec cannot have.',
  );
});

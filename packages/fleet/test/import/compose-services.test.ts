import * as fs from 'node:fs';
import * as path from 'node:path';
import { appNamed, fieldsOf, type ImportFolder, importFolder, leftOutOf } from './support';

let folder: ImportFolder;
beforeEach(() => {
  folder = importFolder();
});
afterEach(() => folder.remove());

const POSTGRES = 'db: { image: "postgres:17", environment: { POSTGRES_DB: shop_db, POSTGRES_USER: shop } }';

function imported(services: string) {
  folder.write('compose.yaml', `services:\n${services}\n`);
  return folder.import({ path: 'compose.yaml', dryRun: true });
}

test('two applications with one database: the one that users reach has it, and the other gets access as its owner', async () => {
  const result = await imported(`
  mailer: { image: "mailer:1", environment: { DB_HOST: db, DB_PASS: pw12, OTHER_URL: "postgis://shop:pw12@db/shop_db?a=b" } }
  api: { image: "api:1", ports: ["8080"], environment: { DB_HOST: db, DB_USER: shop, DATABASE_URL: "postgres://shop:pw12@db/shop_db" } }
  ${POSTGRES}`);
  expect(fieldsOf(result, 'api')).toEqual({
    kind: 'backend-app-rds',
    image: 'api:1',
    port: 8080,
    database: {
      name: 'shop_db',
      username: 'shop',
      variables: { DATABASE_URL: 'postgres://{username}:{password}@{host}:{port}/{dbname}' },
    },
  });
  expect(fieldsOf(result, 'mailer')).toEqual({
    kind: 'stateless-app',
    image: 'mailer:1',
    ports: [],
    databases: {
      api: {
        access: 'owner',
        variables: {
          DB_HOST: '{host}',
          DB_PASS: '{password}',
          OTHER_URL: 'postgis://{username}:{password}@{host}:{port}/{dbname}?a=b',
        },
      },
    },
  });
});

test('a service that ends before others start is the migration of the application with its image', async () => {
  const result = await imported(`
  init: { image: "shop:1", command: [migrate, up], environment: { MODE: init, DB_HOST: db, SELF: "http://web:8080/x" } }
  web:
    image: shop:1
    ports: ["8080"]
    environment: { MODE: web, SELF: "http://web:8080/x" }
    depends_on: { init: { condition: service_completed_successfully } }
  ${POSTGRES}`);
  expect(result.apps.map(({ name }) => name)).toEqual(['web']);
  expect(fieldsOf(result, 'web')).toEqual({
    kind: 'backend-app-rds',
    image: 'shop:1',
    port: 8080,
    database: { name: 'shop_db', username: 'shop' },
    env: { MODE: 'web', SELF: 'http://web:80/x' },
    migration: { command: ['migrate'], args: ['up'], env: { MODE: 'init' } },
  });
  expect(leftOutOf(appNamed(result, 'web'))).toEqual(['3 command']);
});

test('the application with the migration owns the database', async () => {
  const result = await imported(`
  first: { image: "first:1", environment: { DB_HOST: db } }
  init: { image: "shop:1", command: [migrate] }
  web: { image: "shop:1", ports: ["80"], environment: { DB_HOST: db }, depends_on: { init: { condition: service_completed_successfully } } }
  ${POSTGRES}`);
  expect(fieldsOf(result, 'web')).toHaveProperty('database');
  expect(fieldsOf(result, 'first')).toHaveProperty('databases.web.access', 'owner');
});

test('of several jobs with one image none is lost', async () => {
  const jobs = `
  one: { image: "shop:1", command: [one] }
  two: { image: "shop:1", command: [two], depends_on: { one: { condition: service_completed_successfully } } }`;
  const waits = 'depends_on: { two: { condition: service_completed_successfully } }';
  const alone = await imported(`${jobs}\n  api: { image: "api:1", ports: ["80"], ${waits} }`);
  expect(JSON.stringify(alone.apps.map(({ text }) => text))).toMatch(/\bone\b.*\btwo\b/);
  const worker = await imported(`${jobs}\n  worker: { image: "shop:1", command: [work], ${waits} }`);
  const text = worker.apps.map((app) => app.text).join('');
  expect(text).toMatch(/migration:\n  command:\n    - one/);
  expect(text).toMatch(/- two\n/);
});

test('a job with another image stays an application, which no other one calls', async () => {
  const result = await imported(`
  init: { image: "mc:1", command: [make, bucket] }
  api: { image: "api:1", ports: ["8080"] }
  web: { image: "shop:1", ports: ["80"], depends_on: { api: {}, init: { condition: service_completed_successfully } } }`);
  expect(result.apps.map(({ name }) => name)).toEqual(['init', 'api', 'web']);
  expect(fieldsOf(result, 'web')).not.toHaveProperty('migration');
  expect(fieldsOf(result, 'web')).toMatchObject({ uses: ['api'] });
});

test('a volume of an application with processes is shared, and one of two applications is that of one', async () => {
  const result = await imported(`
  web: { image: "shop:1", ports: ["80"], volumes: ["files:/srv/files"] }
  worker: { image: "shop:1", command: [work], volumes: ["files:/srv/files"] }
  backup: { image: "backup:1", volumes: ["files:/data"] }
  indexer: { image: "indexer:1", volumes: [{ type: volume, source: index, target: /index }] }
  silent: { image: "silent:1", volumes: ["state:/state"] }
  reader: { image: "reader:1", volumes: ["state:/state"] }
  search: { image: "search:1", ports: ["9200"], volumes: ["index:/index"] }`);
  // The platform of the test offers no shared volumes.
  expect(appNamed(result, 'web').leftOut.map(({ field, reason }) => `${field}: ${reason}`)).toContainEqual(
    expect.stringMatching(/^volumes\[0\]: The fleet refuses `sharedStorage`: .* `kubernetes.sharedStorageClass`/),
  );
  expect(fieldsOf(result, 'web')).toMatchObject({ kind: 'stateless-app', processes: { worker: { args: ['work'] } } });
  expect(fieldsOf(result, 'search')).toMatchObject({ kind: 'stateful-app', storage: { mountPath: '/index' } });
  expect(appNamed(result, 'silent').leftOut).toContainEqual(
    expect.objectContaining({ field: 'ports', reason: expect.stringContaining('The source names no port.') }),
  );
  for (const [name, owner] of [
    ['reader', 'silent'],
    ['backup', 'web'],
    ['indexer', 'search'],
  ] as const)
    expect(appNamed(result, name).leftOut).toContainEqual(
      expect.objectContaining({ field: 'volumes[0]', reason: expect.stringContaining(`is that of ${owner}.`) }),
    );
});

test('defaults of variables are resolved everywhere, and a dollar sign is one', async () => {
  const result = await imported(`
  web:
    image: \${IMAGE:-ghcr.io/acme/web}:\${TAG-1.2}
    ports: ["\${PORT:-80}:\${INNER:-8081}"]
    user: "\${USER_ID:-50000}:0"
    command: ["sh", "-c", "echo $$HOME $\${HOME:-x}"]
    healthcheck: { test: ["CMD-SHELL", "ping $$HOSTNAME | cat"], disable: false, start_period: 90s, retries: "\${TRIES:-7}" }
    volumes: ["\${DATA:-data}:/srv/data", "\${UPLOADS}:/srv/uploads"]`);
  const check = { command: ['sh', '-c', 'ping $HOSTNAME | cat'], failureThreshold: 7 };
  expect(fieldsOf(result, 'web')).toEqual({
    kind: 'stateful-app',
    image: 'ghcr.io/acme/web:1.2',
    port: 8081,
    runAsUser: 50000,
    args: ['sh', '-c', 'echo $HOME ${HOME:-x}'],
    storage: { size: '10Gi', mountPath: '/srv/data' },
    probes: { startup: { seconds: 90 }, liveness: check, readiness: check },
  });
  expect(leftOutOf(appNamed(result, 'web'))).toEqual(['9 volumes[1]']);
});

test('a service without ports has those at which others address it, or that its check requests', async () => {
  const result = await imported(`
  web:
    image: web:1
    ports: ["80"]
    environment:
      SEARCH_HOST: search
      ES_URL: http://user@search:9200/x
      FILES_URL: http://files/x
      BROKERS: broker:9092,other:1
      EVENTS_DRIVER: events
  search: { image: "search:1" }
  files: { image: "files:1" }
  broker: { image: "broker:1" }
  events: { image: "events:1", healthcheck: { test: wget -q http://127.0.0.1:8123/ping } }
  silent: { image: "silent:1", volumes: ["state:/state"] }`);
  expect(fieldsOf(result, 'search')).toMatchObject({ port: 9200, ingress: false });
  expect(fieldsOf(result, 'files')).toMatchObject({ port: 80, ingress: false });
  expect(fieldsOf(result, 'broker')).toMatchObject({ port: 9092, ingress: false });
  expect(fieldsOf(result, 'events')).toMatchObject({ port: 8123, probes: { liveness: { path: '/ping' } } });
  expect(fieldsOf(result, 'web')).toMatchObject({
    uses: ['files', 'search'],
    // `SEARCH_HOST` is there anyway.
    env: { ES_URL: 'http://user@$(SEARCH_HOST):$(SEARCH_PORT)/x', EVENTS_DRIVER: 'events' },
  });
  expect(fieldsOf(result, 'web')['env']).not.toHaveProperty('SEARCH_HOST');
  expect(fieldsOf(result, 'silent')).not.toHaveProperty('ports');
  expect(leftOutOf(appNamed(result, 'silent'))).toEqual(['16 ports']);
});

test('variables of the database are known by their name or by their value', async () => {
  const result = await imported(`
  web:
    image: web:1
    ports: ["80"]
    environment:
      DB: postgresql
      POSTGRES_PWD: \${PASSWORD}
      POSTGRES_SEEDS: postgresql
      SHOP_DATABASE_USERNAME: shop
      SHOP_DATABASE_PASSWORD: \${PASSWORD}
      SHOP_DATABASE_NAME: another
      DATABASE_URL:
      ADDRESS: postgresql:5432
      CELERY: db+postgresql://shop:pw12@postgresql/shop_db
  postgresql: { image: "pgvector/pgvector:pg16", environment: { POSTGRES_DB: shop_db, POSTGRES_USER: shop, POSTGRES_PASSWORD: "\${PASSWORD}" } }`);
  expect(fieldsOf(result, 'web')).toMatchObject({
    env: { DB: 'postgresql', SHOP_DATABASE_NAME: 'another' },
    database: {
      variables: {
        POSTGRES_PWD: '{password}',
        POSTGRES_SEEDS: '{host}',
        SHOP_DATABASE_USERNAME: '{username}',
        SHOP_DATABASE_PASSWORD: '{password}',
        DATABASE_URL: 'postgresql://{username}:{password}@{host}:{port}/{dbname}',
        ADDRESS: '{host}:{port}',
        CELERY: 'db+postgresql://{username}:{password}@{host}:{port}/{dbname}',
      },
    },
  });
  expect(fieldsOf(result, 'web')).not.toHaveProperty('secrets');
});

test('a database without a name gets that of the project, and a fleet without databases refuses all', async () => {
  folder.write(
    'compose.yaml',
    'name: Wiki\nservices:\n  web: { image: "web:1", ports: ["80"], depends_on: [db] }\n  db: { image: "postgres:17" }\n',
  );
  const result = await folder.import({ path: 'compose.yaml', dryRun: true });
  expect(fieldsOf(result, 'web')).toMatchObject({ database: { name: 'wiki_db', username: 'wiki_app' } });
  const platform = path.join(folder.root, 'platform.yaml');
  const { environments, ...rest } = JSON.parse(fs.readFileSync(platform, 'utf8')) as { environments: object[] };
  fs.writeFileSync(
    platform,
    JSON.stringify({ ...rest, environments: environments.map((each) => ({ ...each, databases: undefined })) }),
  );
  expect(await folder.refused({ path: 'compose.yaml', dryRun: true })).toContain('environment-without-databases');
});

test('applications share no cache, and the import says so', async () => {
  const result = await imported(`
  web: { image: "web:1", ports: ["80"], environment: { REDIS_URL: "redis://cache:6379/0", REDIS_PASSWORD: "\${PW}", SESSION_DRIVER: cache } }
  mailer: { image: "mailer:1", environment: { REDIS_HOST: cache } }
  cache: { image: "redis:7" }`);
  expect(fieldsOf(result, 'web')).toMatchObject({
    env: { REDIS_URL: '$(CACHE_CACHE_URL)', REDIS_PASSWORD: '$(CACHE_CACHE_PASS)', SESSION_DRIVER: 'cache' },
  });
  expect(appNamed(result, 'mailer').leftOut).toContainEqual(
    expect.objectContaining({ reason: expect.stringContaining('Applications share no caches.') }),
  );
});

test('of the applications that one calls, only those that cannot be called are left out', async () => {
  const result = await imported(`
  web: { image: "web:1", ports: ["80"], environment: { API_ADDRESS: "http://api:8080", QUIET_SERVER: silent } }
  api: { image: "api:1" }
  silent: { image: "silent:1" }`);
  expect(fieldsOf(result, 'web')).toMatchObject({ uses: ['api'] });
  expect(appNamed(result, 'web').leftOut.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('The fleet refuses `uses[1]`: "silent" cannot be called'),
  ]);
});

test('applications that call each other are imported, and one without a port is left out', async () => {
  const result = await imported(`
  web: { image: "web:1", ports: ["80"], depends_on: [api, silent] }
  api: { image: "api:1", ports: ["8080"], environment: { HOOK_URL: "http://web/x" } }
  silent: { image: "silent:1" }`);
  expect(fieldsOf(result, 'web')).toMatchObject({ uses: ['api'] });
  expect(fieldsOf(result, 'api')).toMatchObject({
    uses: ['web'],
    env: { HOOK_URL: 'http://$(WEB_HOST):$(WEB_PORT)/x' },
  });
  expect(appNamed(result, 'web').leftOut.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('The file names no port of silent.'),
  ]);
});

test('a service with a profile is left out whole', async () => {
  const result = await imported(`
  web: { image: "web:1", ports: ["80"], restart: always }
  shell: { image: "web:1", profiles: [debug], ports: ["81"] }`);
  expect(result.apps.map(({ name }) => name)).toEqual(['web']);
  expect(result.leftOut.map(({ object }) => object)).toEqual(['service shell']);
  expect(leftOutOf(appNamed(result, 'web'))).toEqual([]);
});

test('shared memory, the time to stop, and the names of processes', async () => {
  const result = await imported(`
  shop-web: { image: "shop:1", ports: ["80"], shm_size: 64m, stop_grace_period: 2m, ulimits: { nproc: 10 } }
  shop-worker: { image: "shop:1", command: [work], stop_grace_period: 10s }`);
  expect(fieldsOf(result, 'shop-web')).toMatchObject({
    volumes: { emptyDirs: { shm: { mountPath: '/dev/shm', sizeLimit: '64Mi', medium: 'Memory' } } },
    pod: { terminationGracePeriodSeconds: 120 },
    processes: { worker: { args: ['work'] } },
  });
  expect(leftOutOf(appNamed(result, 'shop-web'))).toEqual(['3 ulimits']);
});

test('files of variables are read, without values that may be secrets', async () => {
  folder.write(
    'shop.env',
    `# Of the shop
export MODE=fast
DB_HOST=db
DB_PASSWORD="s3cr3tpassw0rd"
API_TOKEN=s3cr3tpassw0rd
LICENCE=AB12-CD34-s3cr3t
GREETING='$HOME sweet'
SITE=https://shop.example.com/start
PARCELS_ADDRESS=http://parcels:9000/v1
PORT=\${PORT:-3000} # the port
OUTER=\${OUTER}
EMPTY=
LEVEL=low
REDIS_PASSWORD=s3cr3tpassw0rd
`,
  );
  folder.write('local.env', 'LEVEL=high\n');
  const result = await imported(`
  web:
    image: web:1
    ports: ["80"]
    depends_on: [cache]
    environment: { MODE: slow }
    env_file: [shop.env, { path: local.env }, { path: other.env, required: false }, ../outside.env]
  parcels: { image: "parcels:1" }
  cache: { image: "redis:7" }
  db: { image: "postgres:17", env_file: base.env }`);
  expect(fieldsOf(result, 'web')).toMatchObject({
    database: { name: 'source_db', username: 'source_app', variables: { DB_PASSWORD: '{password}' } },
    env: {
      MODE: 'slow',
      SITE: 'https://shop.example.com/start',
      PARCELS_ADDRESS: 'http://$(PARCELS_HOST):$(PARCELS_PORT)/v1',
      PORT: '3000',
      LEVEL: 'high',
      REDIS_PASSWORD: '$(CACHE_CACHE_PASS)',
    },
    secrets: { API_TOKEN: {} },
  });
  const web = appNamed(result, 'web');
  expect(web.leftOut.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
    'env_file[0]: The value of `OUTER` comes from the environment of `docker compose`.',
    expect.stringMatching(/^env_file\[0\]: .*: LICENCE, GREETING\.$/),
    expect.stringContaining('env_file[3]: The file is not beside the compose file.'),
  ]);
  expect(JSON.stringify(result)).not.toContain('s3cr3t');
  expect(fieldsOf(result, 'parcels')).toMatchObject({ port: 9000 });
});

test('a link to a folder outside leads to no file', async () => {
  folder.write('../outside/outside.env', 'OUTSIDE=visible\n');
  folder.write('own.env', 'OWN=visible\n');
  fs.symlinkSync(path.join(folder.root, 'outside'), path.join(folder.root, 'source', 'linked'));
  const result = await imported(`
  web: { image: "web:1", env_file: [linked/outside.env, own.env], volumes: ["./linked/outside.env:/app/settings"] }`);
  expect(fieldsOf(result, 'web')).toMatchObject({ env: { OWN: 'visible' } });
  expect(appNamed(result, 'web').text).not.toMatch(/OUTSIDE|files/);
  expect(appNamed(result, 'web').leftOut.map(({ field }) => field)).toEqual(['env_file[0]', 'volumes[0]']);
});

test.each([
  ['8080', true],
  ['2.5s', true],
  ['redis_cluster', true],
  ['INFO', true],
  ['/var/lib/app:/opt', true],
  ['smtp.example.com:587', true],
  ['v2.1.3-rc.1', true],
  ['/', true],
  ['http://0.0.0.0:3000', true],
  ['http://localhost:3000/', true],
  ['hunter2', false],
  ['https://u:p@example.com', false],
  ['https://example.com/hook/T0123456', false],
  ['Correct Horse', false],
  ['a1b2c3.d4e5f6', false],
])('a value of a file is copied if it is no secret: %s', async (value, isCopied) => {
  folder.write('.env', `SOME_SETTING=${value}\n`);
  const result = await imported('  web: { image: "web:1", ports: ["80"], env_file: .env }');
  expect(fieldsOf(result, 'web')['env']).toEqual(isCopied ? { SOME_SETTING: value } : undefined);
});

test('a word is a value of a file, unless the name is that of a secret', async () => {
  folder.write('.env', 'adminPassword=hunterone\nROOT_PW=huntertwo\nPASSWORD_LOGIN=on\nMODE=fast\n');
  const result = await imported(
    '  web: { image: "web:1", ports: ["80"], env_file: .env, command: "serve ${adminPassword} ${ROOT_PW} ${MODE}" }',
  );
  expect(fieldsOf(result, 'web')).toMatchObject({
    env: { PASSWORD_LOGIN: 'on', MODE: 'fast' },
    secrets: { adminPassword: {} },
  });
  expect(fieldsOf(result, 'web')).not.toHaveProperty('args');
  expect(JSON.stringify(result)).not.toContain('hunter');
});

test('a command with a word from outside is left out', async () => {
  const result = await imported(`
  web:
    image: web:1
    ports: ["80"]
    entrypoint: sh -c 'exec app $\${HOME} \${PORT:-80}'
    command: ["--level", "\${LEVEL}"]
    healthcheck: { test: check $LEVEL }`);
  expect(fieldsOf(result, 'web')).toEqual({
    kind: 'stateless-app',
    image: 'web:1',
    port: 80,
    command: ['sh', '-c', 'exec app ${HOME} 80'],
  });
  expect(appNamed(result, 'web').leftOut.map(({ field, reason }) => `${field}: ${reason}`)).toEqual([
    expect.stringMatching(/^command: A word comes from the environment/),
    expect.stringMatching(/^healthcheck: A word comes from the environment/),
  ]);
});

test('a password of a health check and a key in a file are not copied', async () => {
  folder.write('settings', 'DJANGO_SECRET_KEY=hunterone\n');
  const result = await imported(`
  web:
    image: web:1
    ports: ["80"]
    volumes: ["./settings:/app/settings"]
    healthcheck: { test: [CMD, mysqladmin, ping, -uroot, -phuntertwo] }
  cache: { image: "cache:1", healthcheck: { test: "redis-cli -a hunterthree ping || exit 1" } }`);
  expect(JSON.stringify(result)).not.toContain('hunter');
  expect(appNamed(result, 'web').leftOut.map(({ field }) => field)).toEqual([
    'volumes[0]',
    'healthcheck',
    'healthcheck',
  ]);
});

test('a field with a name of every object has the reason of other unknown fields', async () => {
  const result = await imported('  web: { image: "web:1", ports: ["80"], constructor: x }\ntoString: y');
  const leftOut = [...appNamed(result, 'web').leftOut, ...result.leftOut];
  expect(leftOut.map(({ field, reason }) => [field, reason])).toEqual([
    ['constructor', 'A spec has no field for it.'],
    ['toString', 'A spec has no field for it.'],
  ]);
});

test('variables of the file .env are resolved, unless they may be secrets', async () => {
  folder.write(
    '.env',
    `COMPOSE_PROFILES=full
SHOP_IMAGE=ghcr.io/acme/shop:v1.4.2
SEARCH_TAG=8.19.4
WAIT=1m30s
REGISTRY_PATH=T0/s3cr3tB64
AUTH_TOKEN=abc
`,
  );
  const result = await imported(`
  web:
    image: $SHOP_IMAGE
    ports: ["80"]
    environment: { OUTER: "$REGISTRY_PATH", BEARER: "$AUTH_TOKEN", WAITS: "\${WAIT:-5s}", WAIT: }
    healthcheck: { test: ["CMD", "check"], interval: $WAIT }
  search: { image: "search:$SEARCH_TAG", ports: ["9200"], profiles: [full] }
  shell: { image: "shell:1", profiles: [debug] }
  other: { image: "$OTHER_IMAGE", ports: ["81"] }`);
  expect(result.apps.map(({ name }) => name)).toEqual(['web', 'search', 'other']);
  expect(fieldsOf(result, 'web')).toMatchObject({
    image: 'ghcr.io/acme/shop:v1.4.2',
    env: { WAITS: '1m30s', WAIT: '1m30s' },
    probes: { liveness: { periodSeconds: 90 } },
  });
  expect(fieldsOf(result, 'search')).toMatchObject({ image: 'search:8.19.4' });
  expect(appNamed(result, 'web').leftOut.map(({ field }) => field)).toEqual([
    'environment.OUTER',
    'environment.BEARER',
  ]);
  expect(appNamed(result, 'other').leftOut).toContainEqual(
    expect.objectContaining({ field: 'image', reason: expect.stringContaining('comes from the environment') }),
  );
  expect(JSON.stringify(result)).not.toContain('s3cr3t');
});

test('a consumer that others wait for, and that listens on nothing, is a process', async () => {
  const result = await imported(`
  api: { image: "events:1", ports: ["8080"] }
  consumer: { image: "events:1", command: [consume] }
  web: { image: "web:1", ports: ["80"], depends_on: [api, consumer] }`);
  expect(result.apps.map(({ name }) => name)).toEqual(['api', 'web']);
  expect(fieldsOf(result, 'api')).toMatchObject({ processes: { consumer: { args: ['consume'] } } });
  expect(fieldsOf(result, 'web')).toMatchObject({ uses: ['api'] });
});

test('one number can be a port of TCP and of UDP', async () => {
  const result = await imported(
    '  calls: { image: "calls:1", ports: ["80", "8443:8443/udp", "8443:8443/tcp", "80:80"] }',
  );
  expect(fieldsOf(result, 'calls')).toMatchObject({
    ports: [
      { name: 'http', port: 80 },
      { name: 'port-8443', port: 8443, protocol: 'udp' },
      { name: 'p-8443', port: 8443 },
    ],
  });
});

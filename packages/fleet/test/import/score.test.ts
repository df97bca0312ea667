import { appNamed, fieldsOf, type ImportFolder, importFolder, leftOutOf } from './support';

let folder: ImportFolder;
beforeEach(() => {
  folder = importFolder();
});
afterEach(() => folder.remove());

const SCORE = `apiVersion: score.dev/v1b1
metadata:
  name: parcels
containers:
  main:
    image: .
    args: [serve]
    variables:
      DATABASE_URL: postgres://\${resources.db.username}:\${resources.db.password}@\${resources.db.host}:\${resources.db.port}/\${resources.db.name}
      DB_HOST: \${resources.db.host}
      WHO: \${metadata.name}
      PRICE: $$5
      API_KEY: \${resources.env.API_KEY}
      QUEUE: \${resources.mq.host}
    files:
      /etc/parcels.conf: { content: "a = b\\n", mode: "0644" }
    livenessProbe: { httpGet: { path: /livez, port: 8080 } }
    resources: { requests: { cpu: 250m, memory: 128M }, limits: { memory: 256Mi } }
  side:
    image: proxy:1
    args: [--quiet]
    variables: { MODE: strict, TOKEN: "\${resources.env.TOKEN}", DB: "\${resources.db.host}" }
    readinessProbe: { httpGet: { path: /ready, port: 9000 } }
    files: { /etc/proxy.conf: { content: x } }
  loose: { image: "proxy" }
  twin: { image: ., command: [watch] }
service:
  ports:
    web: { port: 80, targetPort: 8080 }
resources:
  db: { type: postgres, class: large, params: { extensions: [pg_trgm] } }
  env: { type: environment }
  mq: { type: amqp }
  dns: { type: dns }
`;

test('a workload with a service and resources becomes an application with a database and a route', async () => {
  folder.write('score.yaml', SCORE);
  const result = await folder.import({ path: '' });
  expect(result.source).toBe('score');
  expect(fieldsOf(result, 'parcels')).toEqual({
    kind: 'backend-app-rds',
    port: 8080,
    args: ['serve'],
    database: {
      name: 'parcels_db',
      username: 'parcels_app',
      extensions: ['pg_trgm'],
      variables: { DATABASE_URL: 'postgres://{username}:{password}@{host}:{port}/{dbname}' },
    },
    env: { WHO: 'parcels', PRICE: '$5' },
    secrets: { API_KEY: {}, TOKEN: {} },
    sidecars: {
      side: {
        image: 'proxy:1',
        args: ['--quiet'],
        env: { MODE: 'strict' },
        probes: { readiness: { path: '/ready', port: 9000 } },
        inherit: 'all',
      },
      twin: { command: ['watch'] },
    },
    files: { '/etc/parcels.conf': { content: 'a = b\n', mode: '0644' } },
    probes: { liveness: { path: '/livez' } },
    resources: { requests: { cpu: '250m', memory: '128M' }, limits: { memory: '256Mi' } },
  });
  expect(leftOutOf(appNamed(result, 'parcels'))).toEqual([
    '14 containers.main.variables.QUEUE',
    '22 containers.side.variables.DB',
    '24 containers.side.files["/etc/proxy.conf"]',
    '25 containers.loose',
    '31 resources.db.class',
    '33 resources.mq',
  ]);
});

test('an older file has files and volumes as lists', async () => {
  folder.write(
    'score.yaml',
    `apiVersion: score.dev/v1b1
metadata: { name: index }
containers:
  main:
    image: index:2.1
    files: [{ target: /etc/index.conf, source: ./index.conf }, { target: /etc/other, source: ../platform.yaml }]
    volumes: [{ source: "\${resources.data}", target: /var/index }]
resources:
  data: { type: volume, params: { size: 5Gi } }
`,
  );
  folder.write('index.conf', '\uFEFFx\n');
  const result = await folder.import({ path: 'score.yaml', dryRun: true });
  expect(fieldsOf(result, 'index')).toEqual({
    kind: 'stateful-app',
    image: 'index:2.1',
    storage: { size: '5Gi', mountPath: '/var/index' },
    files: { '/etc/index.conf': { content: 'x\n' } },
  });
  const index = appNamed(result, 'index');
  expect(leftOutOf(index)).toEqual(['1 ports', '6 containers.main.files[0]', '6 containers.main.files[1]']);
  expect(index.leftOut.map(({ reason }) => reason)).toContain(
    'The file began with a byte order mark, which a spec cannot have.',
  );
});

test.each(['data: { type: volume }\n  db: { type: postgres }', 'db: { type: postgres }\n  data: { type: volume }'])(
  'a volume and a database are in one application, in any order: %s',
  async (resources) => {
    folder.write(
      'score.yaml',
      `apiVersion: score.dev/v1b1
metadata: { name: wiki }
containers: { main: { image: "wiki:2", volumes: { /var/wiki: { source: "\${resources.data}" } } } }
service: { ports: { www: { port: 3000 } } }
resources:
  ${resources}
`,
    );
    const result = await folder.import({ path: 'score.yaml', dryRun: true });
    expect(fieldsOf(result, 'wiki')).toMatchObject({
      kind: 'backend-app-rds',
      database: { name: 'wiki_db' },
      storage: { size: '10Gi', mountPath: '/var/wiki' },
    });
  },
);

test('a folder with a Score file and a compose file is refused', async () => {
  folder.write('score.yaml', SCORE);
  folder.write('compose.yaml', 'services: { web: { image: "web:1" } }\n');
  await expect(folder.import({ path: '' })).rejects.toMatchObject({
    summary: expect.stringContaining('has score.yaml and compose.yaml.'),
    remedy: 'Name the file to import.',
  });
});

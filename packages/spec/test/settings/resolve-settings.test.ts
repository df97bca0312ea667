import type { Origin } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { resolveSettings, type Settings } from '@goldenpath/spec';
import { appOf, BACKEND, CLUSTERS, DATABASE, platformOf, STATEFUL, STATELESS } from '../support/specs';

const DB = 'database:\n  name: shop_db\n  username: shop_owner\n';
const VOLUME = 'storage:\n  size: 1Gi\n  mountPath: /data\n';

const general = (text: string): Settings => appOf(text).spec.general;
const inProd = (text: string): Settings | undefined => appOf(text).spec.settings['prod'];

function originsOf(text: string, environment?: string): Record<string, Origin> {
  const origins: Record<string, Origin> = {};
  resolveSettings(appOf(text).written, platformOf(), builtInRegistry, environment, (setting, origin) => {
    origins[setting] = origin;
  });
  return origins;
}

test('a queue scales by five messages for each pod, and cpu does not', () => {
  const platform = platformOf(`${CLUSTERS}kubernetes: { keda: true }\n`);
  const text = `${STATELESS}queues: { jobs: {} }\nautoscaling: { maxReplicas: 3, queue: { name: jobs } }\n`;
  expect(appOf(text, platform).spec.general['autoscaling']).toEqual({
    maxReplicas: 3,
    queue: { name: 'jobs', targetLength: 5, scaleToZero: false },
  });
});

describe('sidecars and init containers', () => {
  const SIDE = `${STATELESS}sidecars: { late: { image: 'a:1', afterInitContainers: true }, proxy: { image: 'envoy:1.30', args: [-c] } }
initContainers: { assets: { command: [cp] } }
overrides: { prod: { sidecars: { proxy: { args: [], runAsUser: 101, env: { A: b } } } } }
`;

  it('start in the order of the spec, init containers before sidecars that wait for them', () => {
    expect(general(SIDE).sideContainers?.map(({ field, name }) => `${field}.${name}`)).toEqual([
      'sidecars.proxy',
      'initContainers.assets',
      'sidecars.late',
    ]);
  });

  it('inherit nothing with an image of their own, and everything with that of the application', () => {
    expect(general(SIDE).sideContainers?.map(({ inherit }) => inherit)).toEqual(['nothing', 'all', 'nothing']);
    expect(general(SIDE).sideContainers?.[1]).toEqual({
      field: 'initContainers',
      name: 'assets',
      command: ['cp'],
      args: [],
      env: {},
      inherit: 'all',
      processes: ['main'],
      mounts: [],
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
      ports: [],
    });
  });

  it('are merged by field, and lists are replaced as a whole', () => {
    expect(inProd(SIDE)?.sideContainers?.[0]).toMatchObject({
      image: 'envoy:1.30',
      args: [],
      runAsUser: 101,
      env: { A: 'b' },
    });
    expect(originsOf(SIDE, 'prod')).toMatchObject({
      'sidecars.proxy.image': { from: 'spec', path: ['sidecars', 'proxy', 'image'] },
      'sidecars.proxy.runAsUser': {
        from: 'override',
        path: ['overrides', 'prod', 'sidecars', 'proxy', 'runAsUser'],
      },
      'initContainers.assets.inherit': { from: 'default' },
    });
  });
});

describe('variables of a process and of the migration', () => {
  const SPEC = `${STATELESS}env: { A: a }
processes: { worker: { env: { A: w, B: w } }, beat: {} }
migration: { command: [migrate], env: { A: m } }
overrides: { prod: { processes: { worker: { env: { B: p } } }, migration: { env: { C: p } } } }
`;

  it('are none by default, and are merged by name', () => {
    expect(general(SPEC).processes).toMatchObject({ worker: { env: { A: 'w', B: 'w' } }, beat: { env: {} } });
    expect(inProd(SPEC)?.processes?.['worker']?.env).toEqual({ A: 'w', B: 'p' });
    expect(inProd(SPEC)?.migration?.env).toEqual({ A: 'm', C: 'p' });
    expect(originsOf(SPEC, 'prod')).toMatchObject({
      'processes.worker.env.A': { from: 'spec', path: ['processes', 'worker', 'env', 'A'] },
      'migration.env.C': { from: 'override', path: ['overrides', 'prod', 'migration', 'env', 'C'] },
    });
  });
});

describe('defaults', () => {
  it('fill in everything of a stateless application', () => {
    expect(general(STATELESS)).toEqual({
      workload: {
        runtime: 'python',
        replicas: 1,
        port: 8080,
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '256Mi' } },
        probe: 'http',
        args: [],
        runAsUser: 10_001,
      },
      secrets: { secrets: {} },
      mountedFiles: { files: {} },
      configuration: { uses: [], env: {} },
      route: { ingress: true },
      observability: { path: '/metrics' },
      buckets: {},
      topics: {},
      queues: {},
      tables: {},
      databaseAccess: {},
      caches: {},
      identity: { permissions: [], grants: [] },
    });
  });

  it('of routes are merged by field, and annotations singly', () => {
    const text = `${STATELESS}route: { hosts: ["{host}"], paths: [/api] }
routes: { admin: { hosts: ["admin.{host}"], paths: [/a] } }
overrides: { prod: { route: { paths: [/v2], stripPrefix: true }, routes: { admin: { paths: [/b] }, extra: {} } } }
`;
    expect(general(text).route).toEqual({
      ingress: true,
      hosts: ['{host}'],
      paths: ['/api'],
      routes: { admin: { hosts: ['admin.{host}'], paths: ['/a'] } },
    });
    expect(inProd(text)?.route).toEqual({
      ingress: true,
      hosts: ['{host}'],
      paths: ['/v2'],
      stripPrefix: true,
      routes: { admin: { hosts: ['admin.{host}'], paths: ['/b'] }, extra: {} },
    });
    expect(originsOf(text, 'prod')).toMatchObject({
      'routes.admin.hosts': { from: 'spec', path: ['routes', 'admin', 'hosts'] },
      'routes.admin.paths': { from: 'override', path: ['overrides', 'prod', 'routes', 'admin', 'paths'] },
    });
  });

  it('fill in everything of a volume and of a database', () => {
    expect(general(STATEFUL + VOLUME).storage).toEqual({ size: '1Gi', mountPath: '/data', className: 'gp3' });
    expect(general(BACKEND + DB + VOLUME).storage).toEqual({ size: '1Gi', mountPath: '/data', className: 'gp3' });
    expect(general(BACKEND + DB).storage).toBeUndefined();
    expect(general(BACKEND + DB).database).toEqual({
      name: 'shop_db',
      username: 'shop_owner',
      size: 'small',
      isSizeByDefault: true,
      storageGb: 20,
      maxStorageGb: 50,
      backupRetentionDays: 14,
      isRetentionByRisk: true,
      instance: 'shared',
    });
  });

  it.each([
    ['an upstream image is asked by TCP', `${STATELESS}image: redis:7\n`, { workload: { probe: 'tcp' } }],
    [
      'an upstream image may be asked by HTTP',
      `${STATELESS}image: nginx:1\nprobe: http\n`,
      { workload: { probe: 'http' } },
    ],
    [
      'autoscaling aims at 70 percent',
      `${STATELESS}autoscaling: { maxReplicas: 3 }\n`,
      { autoscaling: { maxReplicas: 3, targetCpuPercent: 70 } },
    ],
  ])('%s', (_what, text, expected) => expect(general(text)).toMatchObject(expected));

  it('move a limit up to a request, and a request down to a limit, that is written alone', () => {
    expect(general(`${STATELESS}resources: { requests: { cpu: "2" } }\n`).workload?.resources.limits.cpu).toBe('2');
    expect(general(`${STATELESS}resources: { limits: { memory: 64Mi } }\n`).workload?.resources.requests.memory).toBe(
      '64Mi',
    );
    expect(general(`${STATELESS}resources: { limits: { memory: 1Gi } }\n`).workload?.resources.requests.memory).toBe(
      '128Mi',
    );
  });

  it('let storage grow to twice its initial size, and to 50 GB at least', () => {
    expect(general(`${BACKEND}${DB}  storageGb: 80\n`).database?.maxStorageGb).toBe(160);
    expect(general(`${BACKEND}${DB}  storageGb: 46\n`).database?.maxStorageGb).toBe(92);
    expect(general(`${BACKEND}${DB}  storageGb: 21\n`).database?.maxStorageGb).toBe(50);
  });

  it.each([
    ['low', 7],
    ['medium', 14],
    ['high', 35],
  ])('keep backups of risk %s for %i days', (risk, days) => {
    const text = `${BACKEND}risk: ${risk}\n${DB}environments: [dev]\n`;
    expect(general(text).database?.backupRetentionDays).toBe(days);
  });

  it('run an application in every environment, in the order of the platform', () => {
    expect(appOf(STATELESS).spec.environments).toEqual(['dev', 'prod']);
    expect(appOf(`${STATELESS}environments: [prod, dev]\n`).spec.environments).toEqual(['dev', 'prod']);
    expect(appOf(STATELESS).spec.risk).toBe('medium');
  });
});

describe('overrides', () => {
  it.each([
    ['replicas', `${STATELESS}replicas: 2\noverrides: { prod: { replicas: 4 } }\n`, { workload: { replicas: 4 } }],
    [
      'one resource',
      `${STATELESS}overrides: { prod: { resources: { limits: { cpu: "2" } } } }\n`,
      { workload: { resources: { limits: { cpu: '2', memory: '256Mi' } } } },
    ],
    [
      'autoscaling',
      `${STATELESS}overrides: { prod: { autoscaling: { maxReplicas: 9 } } }\n`,
      { autoscaling: { maxReplicas: 9, targetCpuPercent: 70 } },
    ],
    [
      'half of autoscaling',
      `${STATELESS}autoscaling: { maxReplicas: 5, targetCpuPercent: 50 }\noverrides: { prod: { autoscaling: { maxReplicas: 9 } } }\n`,
      { autoscaling: { maxReplicas: 9, targetCpuPercent: 50 } },
    ],
    [
      'variables, one by one',
      `${STATELESS}env: { B: general, A: general }\noverrides: { prod: { env: { B: prod, C: prod } } }\n`,
      { configuration: { env: { A: 'general', B: 'prod', C: 'prod' } } },
    ],
    [
      'the size of a volume',
      `${STATEFUL}${VOLUME}overrides: { prod: { storage: { size: 9Gi } } }\n`,
      { storage: { size: '9Gi', mountPath: '/data' } },
    ],
    [
      'a database',
      `${BACKEND}${DB}overrides: { prod: { database: { size: large, instance: dedicated, storageGb: 30, maxStorageGb: 40, backupRetentionDays: 20 } } }\n`,
      {
        database: {
          name: 'shop_db',
          size: 'large',
          instance: 'dedicated',
          storageGb: 30,
          maxStorageGb: 40,
          backupRetentionDays: 20,
        },
      },
    ],
    [
      'the access to a database of another application',
      `${STATELESS}databases: { ledger: { variables: { A: "{host}" } } }\noverrides: { prod: { databases: { ledger: { access: editor, variables: { B: "{port}" } } } } }\n`,
      {
        databaseAccess: { ledger: { access: 'editor', connectionLimit: 10, variables: { A: '{host}', B: '{port}' } } },
      },
    ],
    [
      'extensions as a whole, and parameters one by one',
      `${BACKEND}${DB}  instance: dedicated\n  extensions: [citext]\n  parameters: { jit: false, work_mem: 64 }\noverrides: { prod: { database: { extensions: [vector], parameters: { work_mem: 128 } } } }\n`,
      { database: { extensions: ['vector'], parameters: { jit: false, work_mem: 128 } } },
    ],
  ])('change %s in their environment alone', (_what, text, expected) => {
    expect(inProd(text)).toMatchObject(expected);
    expect(appOf(text).spec.settings['dev']).toEqual(general(text));
    expect(general(text)).not.toMatchObject(expected);
  });

  it('keep variables in one order', () => {
    const text = `${STATELESS}env: { C: x, A: x }\noverrides: { prod: { env: { B: x } } }\n`;
    expect(Object.keys(inProd(text)?.configuration?.env ?? {})).toEqual(['A', 'B', 'C']);
  });
});

describe('origins', () => {
  const text = `${BACKEND}replicas: 2\n${DB}env: { A: x }\noverrides: { prod: { replicas: 4, env: { B: y } } }\n`;

  it.each([
    ['replicas', undefined, { from: 'spec', path: ['replicas'] }],
    ['replicas', 'prod', { from: 'override', path: ['overrides', 'prod', 'replicas'] }],
    ['replicas', 'dev', { from: 'spec', path: ['replicas'] }],
    ['port', 'prod', { from: 'default', because: 'the default' }],
    ['env.A', 'prod', { from: 'spec', path: ['env', 'A'] }],
    ['env.B', 'prod', { from: 'override', path: ['overrides', 'prod', 'env', 'B'] }],
    ['resources.limits.cpu', 'prod', { from: 'default', because: 'the default' }],
    ['database.name', 'prod', { from: 'spec', path: ['database', 'name'] }],
    ['database.backupRetentionDays', 'prod', { from: 'platform', path: ['postgres', 'backupRetentionDays', 'medium'] }],
  ])('%s in %s', (setting, environment, origin) => expect(originsOf(text, environment)[setting]).toEqual(origin));

  it('are reported for every setting', () => {
    expect(Object.keys(originsOf(STATEFUL + VOLUME)).sort()).toEqual([
      'args',
      'grants',
      'image',
      'ingress',
      'observability.path',
      'permissions',
      'port',
      'probe',
      'replicas',
      'resources.limits.cpu',
      'resources.limits.memory',
      'resources.requests.cpu',
      'resources.requests.memory',
      'runAsUser',
      'runtime',
      'storage.className',
      'storage.mountPath',
      'storage.size',
      'uses',
    ]);
    expect(originsOf(STATEFUL + VOLUME)['storage.className']).toEqual({
      from: 'platform',
      path: ['kubernetes', 'storageClass'],
    });
  });
});

describe('kinds', () => {
  const OF_PODS = ['workload', 'secrets', 'configuration', 'mountedFiles', 'route', 'observability'];
  const IN_CLOUD = ['databaseAccess', 'buckets', 'topics', 'queues', 'tables', 'caches', 'identity'];

  it.each([
    ['stateless-app', STATELESS, [...OF_PODS, ...IN_CLOUD]],
    ['stateful-app', STATEFUL + VOLUME, [...OF_PODS, 'storage', ...IN_CLOUD]],
    ['backend-app-rds', BACKEND + DB, [...OF_PODS, 'database', ...IN_CLOUD]],
    ['rds-database', DATABASE + DB, ['database']],
  ] as const)('%s has the settings of its parts', (_kind, text, parts) => {
    expect(Object.keys(general(text))).toEqual(parts);
  });
});

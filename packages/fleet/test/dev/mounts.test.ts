import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DevEvent } from '@goldenpath/fleet';
import type { KubernetesObject } from '@goldenpath/manifests';
import { testFolder } from '@goldenpath/testing/folders';
import type { FleetContext } from '../../src/context';
import { writeMounts } from '../../src/dev/local-files';
import { withLocalPaths } from '../../src/dev/local-paths';
import { fileNames, outsideOf } from '../../src/dev/outside';
import { type Pod, podOf } from '../../src/dev/pod';

const container = (volumeMounts: readonly object[], further: object = {}) => ({
  image: 'web',
  volumeMounts,
  ...further,
});

const workload = (kind: string, name: string, spec: object, labels: object = { app: 'web' }) => ({
  kind,
  metadata: { name, labels },
  spec: { template: { spec } },
});

const VOLUMES = [
  { name: 'tmp', emptyDir: {} },
  { name: 'work', emptyDir: {} },
  {
    name: 'files',
    configMap: {
      name: 'web-files',
      items: [
        { key: 'a', path: 'a', mode: 0o755 },
        { key: 'b', path: 'b' },
      ],
    },
  },
  { name: 'all', configMap: { name: 'web-files', defaultMode: 0o600 } },
  { name: 'tls', secret: { secretName: 'web-tls', items: [{ key: 'KEY', path: 'private.key' }] } },
  { name: 'sealed', secret: { secretName: 'web-sealed' } },
  { name: 'absent', secret: { secretName: 'web-absent' } },
  { name: 'shared', persistentVolumeClaim: { claimName: '../shared' } },
  { name: 'token', projected: { sources: [] } },
];

const OBJECTS = [
  { kind: 'ConfigMap', metadata: { name: 'web-files' }, data: { a: 'x', b: 'y' } },
  {
    kind: 'ExternalSecret',
    metadata: { name: 'web-tls' },
    spec: { data: [{ secretKey: 'KEY', remoteRef: { key: 'tls' } }] },
  },
  {
    kind: 'SealedSecret',
    metadata: { name: 'web-sealed' },
    spec: { encryptedData: { PASSWORD: 'AgB' }, template: { data: { URL: 'x://{{ .PASSWORD }}' } } },
  },
  workload(
    'Deployment',
    'web-worker',
    {
      volumes: VOLUMES,
      initContainers: [{ name: 'proxy', image: 'envoy:1' }],
      containers: [container([{ name: 'work', mountPath: '/work' }], { command: ['work'], args: ['-v'] })],
    },
    { app: 'web.worker' },
  ),
  workload('Job', 'web-migration', { volumes: [], containers: [container([], { command: ['migrate'] })] }),
  workload('Deployment', 'web', {
    volumes: VOLUMES,
    initContainers: [{ name: 'proxy', image: 'envoy:1' }],
    containers: [
      container([
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'work', mountPath: '/work' },
        { name: 'files', mountPath: '/etc/a.conf', subPath: 'a' },
        { name: 'all', mountPath: '/etc/all' },
        { name: 'tls', mountPath: '/etc/../tls' },
        { name: 'sealed', mountPath: '/sealed' },
        { name: 'absent', mountPath: '/absent' },
        { name: 'shared', mountPath: '/shared' },
        { name: 'token', mountPath: '/var/run/token' },
      ]),
    ],
  }),
] as unknown as readonly KubernetesObject[];

function pod(objects = OBJECTS): Pod {
  const found = podOf(objects);
  if (found === undefined) throw new Error('There is no pod.');
  return found;
}

test('an application has its processes and its migration, wherever they are among its objects', () => {
  expect(pod()).toMatchObject({
    name: 'web',
    processes: [{ name: 'web-worker', command: ['work'], args: ['-v'] }],
    runsFirst: { name: 'web-migration', command: ['migrate'] },
    beside: ['proxy (envoy:1)'],
    absent: ['web-absent'],
  });
});

function written(values: Readonly<Record<string, string>> = { KEY: 'planted' }) {
  const root = testFolder();
  const events: DevEvent[] = [];
  const folders = { app: 'web', ofRun: join(root, 'run'), kept: join(root, 'kept') };
  const paths = writeMounts(pod(), {
    ...folders,
    valueOf: (source) => ('value' in source ? source.value : values[source.name]),
    onEvent: (event) => events.push(event),
  });
  return { ...folders, events, paths };
}

test('files and folders are made below the folders of the run and of what is kept, whatever their paths are', () => {
  const { ofRun, kept, paths } = written();
  expect(Object.fromEntries(paths.get('web') ?? [])).toEqual({
    '/work': join(ofRun, 'web/work'),
    '/etc/a.conf': join(ofRun, 'web/etc/a.conf'),
    '/etc/all': join(ofRun, 'web/etc/all'),
    '/etc/../tls': join(ofRun, 'web/tls'),
    '/sealed': join(ofRun, 'web/sealed'),
    '/absent': join(ofRun, 'web/absent'),
    '/shared': join(kept, 'volumes/shared'),
  });
  expect(paths.get('web-worker')?.get('/work')).toBe(join(ofRun, 'web-worker/work'));
  expect(readFileSync(join(ofRun, 'web/etc/a.conf'), 'utf8')).toBe('x');
  expect(readFileSync(join(ofRun, 'web/etc/all/b'), 'utf8')).toBe('y');
  expect(statSync(join(ofRun, 'web/etc/a.conf')).mode & 0o777).toBe(0o755);
  expect(statSync(join(ofRun, 'web/etc/all/b')).mode & 0o777).toBe(0o600);
  expect(statSync(join(ofRun, 'web/tls/private.key')).mode & 0o777).toBe(0o400);
  expect(existsSync(join(kept, 'volumes/shared'))).toBe(true);
});

test('what this machine cannot have is named, but for sealed files: those are named with the variables', () => {
  const { events } = written({});
  const missing = events.flatMap((event) => (event.event === 'missing' ? [`${event.name}: ${event.what}`] : []));
  expect(missing.sort()).toEqual([
    'web: the file /etc/../tls/private.key',
    'web: what is mounted at /absent',
    'web: what is mounted at /var/run/token',
  ]);
});

test('no event has a value', () => {
  const { events } = written();
  expect(JSON.stringify(events)).not.toContain('planted');
});

const PATHS = new Map([
  ['/data', '/home/me/data'],
  ['/data/tls', '/run/tls'],
  ['/etc/a.conf', '/run/a.conf'],
]);

test.each([
  ['/data', '/home/me/data'],
  ['/data/x', '/home/me/data/x'],
  ['/data/tls/key.pem', '/run/tls/key.pem'],
  ['file:///data/x', 'file:///home/me/data/x'],
  ['--dir=/data,/etc/a.conf', '--dir=/home/me/data,/run/a.conf'],
  ['/database', '/database'],
  ['/srv/data', '/srv/data'],
  ['/etc/aXconf', '/etc/aXconf'],
  ['https://example.org/data', 'https://example.org/data'],
])('the path in %j becomes %j', (text, expected) => {
  expect(withLocalPaths(text, PATHS)).toBe(expected);
});

async function missingOf(text: string): Promise<string[]> {
  const root = testFolder();
  mkdirSync(join(root, '.goldenpath/dev'), { recursive: true });
  writeFileSync(join(root, '.goldenpath/dev/web.yaml'), text);
  const context = {
    cwd: root,
    env: process.env,
    signal: new AbortController().signal,
    source: { platformFile: join(root, 'platform.yaml') },
  } as unknown as FleetContext;
  const events: DevEvent[] = [];
  const databases = {
    secrets: new Map(),
    authority: undefined,
    services: [],
    lost: new Promise<never>(() => undefined),
  };
  const fleet = { facts: { apps: [] } } as unknown as Parameters<typeof outsideOf>[3]['fleet'];
  const onEvent = (event: DevEvent) => events.push(event);
  await outsideOf(context, { name: 'web', pod: pod() }, databases, {
    context,
    fleet,
    environment: 'dev',
    out: root,
    onEvent,
    opened: [],
  });
  return events.flatMap((event) => (event.event === 'missing' ? [event.what] : []));
}

test('sealed values without one of this machine are named, and Secrets that were not sealed', async () => {
  expect(await missingOf('KEY: a\n')).toEqual(['what is sealed: PASSWORD, URL', 'the Secret web-absent']);
  expect(await missingOf('KEY: a\nPASSWORD: b\nURL: c\n')).toEqual(['the Secret web-absent']);
  await expect(missingOf('PASSWORD: b\n')).rejects.toMatchObject({ code: 'missing-local-secrets' });
});

test('a value that is a file alone is no variable', () => {
  expect([...fileNames(pod())]).toEqual(['KEY', 'PASSWORD', 'URL']);
  const spec = {
    volumes: VOLUMES,
    containers: [container([{ name: 'tls', mountPath: '/tls' }], { envFrom: [{ secretRef: { name: 'web-tls' } }] })],
  };
  const also = workload('Deployment', 'web-mailer', spec, { app: 'web.mailer' }) as unknown as KubernetesObject;
  expect([...fileNames(pod([...OBJECTS, also]))]).toEqual(['PASSWORD', 'URL']);
});

import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';
import { render } from '@goldenpath/testing/rendered/render';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const CACHE = { emptyDirs: { cache: { mountPath: '/var/cache/nginx', sizeLimit: '1Gi' } } };
const MEMORY = { emptyDirs: { shm: { mountPath: '/run/shm', sizeLimit: '64Mi', medium: 'Memory' } } };

interface Pods {
  readonly containers: readonly { readonly volumeMounts: unknown; readonly resources: Record<string, object> }[];
  readonly volumes: unknown;
}

/** Returns the pods of each controller by its name. */
async function podsOf(data: SpecData, environment = 'prod'): Promise<Record<string, Pods>> {
  const { facts } = await openWritten([{ ...SHOP, ...data }]);
  const found = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (found === undefined) throw new Error(`There is no ${environment}.`);
  return Object.fromEntries(
    render(found).flatMap((object) => {
      const spec = object['spec'] as {
        template?: { spec: Pods };
        jobTemplate?: { spec: { template: { spec: Pods } } };
      };
      const pods = spec?.jobTemplate?.spec.template.spec ?? spec?.template?.spec;
      return pods?.containers === undefined ? [] : [[object.metadata.name, pods]];
    }),
  );
}

const TMP = { name: 'tmp', emptyDir: { sizeLimit: '256Mi' } };
const CACHE_VOLUME = { name: 'empty-dir-cache', emptyDir: { sizeLimit: '1Gi' } };

test('a folder is an empty volume of the pods, and the node has the disk space', async () => {
  const { shop } = await podsOf({ volumes: CACHE });
  expect(shop?.volumes).toEqual([TMP, CACHE_VOLUME]);
  expect(shop?.containers[0]?.volumeMounts).toEqual([
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'empty-dir-cache', mountPath: '/var/cache/nginx' },
  ]);
  expect(shop?.containers[0]?.resources).toMatchObject({
    requests: { 'ephemeral-storage': '1280Mi' },
    limits: { 'ephemeral-storage': '1536Mi' },
  });
});

test('a folder in memory takes no disk space', async () => {
  const { shop } = await podsOf({ volumes: MEMORY });
  expect(shop?.volumes).toEqual([TMP, { name: 'empty-dir-shm', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }]);
  expect(shop?.containers[0]?.resources).toMatchObject({ requests: { 'ephemeral-storage': '256Mi' } });
});

test('B18: the disk space follows the size of /tmp, and nothing is asked for without one', async () => {
  const [large, usual] = [await podsOf({ volumes: { tmp: { size: '2Gi' } } }), await podsOf({})];
  expect(large['shop']?.containers[0]?.resources['requests']).toMatchObject({ 'ephemeral-storage': '2048Mi' });
  expect(Object.keys(usual['shop']?.containers[0]?.resources['requests'] ?? {})).toEqual(['cpu', 'memory']);
});

test('an environment replaces a folder, or adds one', async () => {
  const dev = { volumes: { emptyDirs: { cache: { mountPath: '/c' }, more: { mountPath: '/more' } } } };
  const { shop } = await podsOf({ volumes: CACHE, overrides: { dev } }, 'dev');
  expect(shop?.volumes).toEqual([
    TMP,
    { name: 'empty-dir-cache', emptyDir: { sizeLimit: '256Mi' } },
    { name: 'empty-dir-more', emptyDir: { sizeLimit: '256Mi' } },
  ]);
});

test('processes and the migration have the folders of the application, and their own', async () => {
  const own = { volumes: { tmp: { size: '1Gi' }, emptyDirs: { work: { mountPath: '/work' } } } };
  const pods = await podsOf({
    volumes: CACHE,
    processes: { plain: {}, worker: own },
    migration: { command: ['migrate'], ...own },
  });
  const WITH_OWN = [
    { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
    CACHE_VOLUME,
    { name: 'empty-dir-work', emptyDir: { sizeLimit: '256Mi' } },
  ];
  expect(pods['shop']?.volumes).toEqual([TMP, CACHE_VOLUME]);
  expect(pods['shop-plain']?.volumes).toEqual([TMP, CACHE_VOLUME]);
  expect(pods['shop-worker']?.volumes).toEqual(WITH_OWN);
  expect(pods['shop-migration']?.volumes).toEqual(WITH_OWN);
});

test('a job has them too', async () => {
  const pods = await podsOf({ kind: 'scheduled-job', schedule: '0 2 * * *', volumes: CACHE });
  expect(pods['shop']?.volumes).toEqual([TMP, CACHE_VOLUME]);
});

describe('refuses', () => {
  const memory = (limit: string) => ({ resources: { limits: { memory: limit } } });
  const cases: readonly [string, SpecData, readonly string[]][] = [
    [
      'a folder in memory as large as the limit',
      { volumes: MEMORY, resources: { requests: { memory: '32Mi' }, limits: { memory: '64Mi' } } },
      ['memory-for-folders: The folders in memory can take 64Mi, and the memory limit is 64Mi.'],
    ],
    [
      'a process that has no memory for the folder of the application',
      {
        volumes: MEMORY,
        processes: { worker: { resources: { requests: { memory: '1Mi' }, limits: { memory: '48Mi' } } } },
      },
      ['memory-for-folders: The folders in memory of worker can take 64Mi, and the memory limit is 48Mi.'],
    ],
    [
      'it in one environment',
      {
        volumes: MEMORY,
        overrides: { dev: { resources: { requests: { memory: '1Mi' }, ...memory('60Mi').resources } } },
      },
      ['memory-for-folders: The folders in memory can take 64Mi in dev, and the memory limit is 60Mi.'],
    ],
    [
      'shared memory twice, or a folder below it',
      {
        volumes: {
          emptyDirs: { a: { mountPath: '/dev/shm' }, b: { mountPath: '/dev/shm' }, c: { mountPath: '/dev/shm/c' } },
        },
      },
      [
        'mount-path-taken: /dev is already in use in every pod.',
        'mount-path-taken: /dev is already in use in every pod.',
        'mount-path-taken: /dev is already in use in every pod.',
      ],
    ],
    [
      'two folders, one in the other',
      { volumes: { emptyDirs: { a: { mountPath: '/srv/a' }, b: { mountPath: '/srv' } } } },
      [
        'mount-path-taken: "/srv/a" and the folder `b` at "/srv" overlap.',
        'mount-path-taken: "/srv" and the folder `a` at "/srv/a" overlap.',
      ],
    ],
    [
      'a misspelt field',
      { volumes: { emptyDir: { cache: { mountPath: '/a' } } } },
      ['unknown-field: `emptyDir` is unknown here: did you mean `emptyDirs`?'],
    ],
    [
      'a misspelt medium',
      { volumes: { emptyDirs: { a: { mountPath: '/a', medium: 'memory' } } } },
      ['not-a-choice: `volumes.emptyDirs.a.medium` cannot be the text "memory".'],
    ],
  ];

  test.each(cases)('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...spec })).toEqual(expected);
  });
});

test('an application can have more shared memory', async () => {
  const shm = { mountPath: '/dev/shm', sizeLimit: '128Mi', medium: 'Memory' };
  const { shop } = await podsOf({ volumes: { emptyDirs: { shm } } });
  expect(shop?.containers[0]?.volumeMounts).toContainEqual({ name: 'empty-dir-shm', mountPath: '/dev/shm' });
  expect(shop?.volumes).toContainEqual({ name: 'empty-dir-shm', emptyDir: { sizeLimit: '128Mi', medium: 'Memory' } });
});

import { complaintsOn, openWritten, type PlatformEdit, type SpecData } from '@goldenpath/testing/written-fleet';
import { render } from '@goldenpath/testing/rendered/render';
import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const SHOP = { kind: 'backend-app-rds', name: 'shop', description: 'Sells things', owner: 'app-team' };
const DATABASE = { database: { name: 'shop_db', username: 'shop_owner' } };
const SHARED = { sharedStorage: { size: '20Gi', mountPath: '/srv/uploads' } };
const EFS: PlatformEdit = (platform) => ({
  ...platform,
  kubernetes: { ...platform.kubernetes, sharedStorageClass: 'efs-sc' },
});

interface PodSpec {
  readonly containers: readonly { readonly volumeMounts: readonly unknown[] }[];
  readonly volumes: readonly unknown[];
  readonly securityContext: unknown;
}

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...SHOP, ...DATABASE, ...SHARED, ...spec }], EFS);
  const app = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (app === undefined) throw new Error(`There is no ${environment}.`);
  return render(app);
}

test('an application with a database has a claim that many pods mount, and that Argo CD never deletes', async () => {
  const claims = (await objectsOf({})).filter(({ kind }) => kind === 'PersistentVolumeClaim');
  expect(claims).toMatchObject([
    {
      metadata: {
        name: 'shop-shared',
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'efs-sc',
        resources: { requests: { storage: '20Gi' } },
      },
    },
  ]);
});

test('an environment has another size', async () => {
  const objects = await objectsOf({ overrides: { dev: { sharedStorage: { size: '1Gi' } } } }, 'dev');
  const claim = objects.find(({ kind }) => kind === 'PersistentVolumeClaim');
  expect(claim).toMatchObject({ spec: { resources: { requests: { storage: '1Gi' } } } });
});

test('all pods mount it and have its group: those of processes and the migration too', async () => {
  const objects = await objectsOf({ processes: { worker: {} }, migration: { command: ['migrate'] } });
  const pods = objects.flatMap((object) => {
    const { template } = (object['spec'] ?? {}) as { template?: { spec?: PodSpec } };
    return template?.spec?.containers === undefined ? [] : [template.spec];
  });
  expect(pods).toHaveLength(3);
  for (const { containers, volumes, securityContext } of pods) {
    expect(volumes).toContainEqual({ name: 'shared-storage', persistentVolumeClaim: { claimName: 'shop-shared' } });
    expect(containers[0]?.volumeMounts).toContainEqual({ name: 'shared-storage', mountPath: '/srv/uploads' });
    expect(securityContext).toMatchObject({ fsGroup: 10001 });
  }
});

test('an override alone makes none', async () => {
  const objects = await objectsOf(
    { sharedStorage: undefined, overrides: { dev: { sharedStorage: { size: '1Gi' } } } },
    'dev',
  );
  expect(objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
});

describe('refuses', () => {
  const cases: readonly [string, PlatformEdit | undefined, SpecData, readonly string[]][] = [
    [
      'it where the platform has no class',
      undefined,
      SHARED,
      ['shared-storage-not-offered: The platform offers no volumes that several pods share.'],
    ],
    [
      'the place of a file',
      EFS,
      { ...SHARED, files: { '/srv/uploads': { content: 'a' } } },
      ['mount-path-taken: "/srv/uploads" is a file of `files`.'],
    ],
    [
      'the place of the volume of each pod',
      EFS,
      { kind: 'stateful-app', database: undefined, storage: { size: '1Gi', mountPath: '/srv' }, ...SHARED },
      ['mount-path-taken: "/srv/uploads" and the volume at /srv overlap.'],
    ],
  ];

  test.each(cases)('%s', async (_, platform, spec, expected) => {
    expect(await complaintsOn(platform, { ...SHOP, ...DATABASE, ...spec })).toEqual(expected);
  });
});

describe('a review says', () => {
  const before: Edit = ({ platform, apps }) => {
    platform.kubernetes = { ...platform.kubernetes, sharedStorageClass: 'efs-sc' };
    apps['orders-api'].sharedStorage = { size: '20Gi', mountPath: '/srv/uploads' };
  };
  const inProd = (edit: Edit, rule: 'shared-storage-loss' | 'shared-storage-fixed') =>
    found(reviewOf(edit, before), rule).filter((text) => text.includes('/prod'));

  test('that the volume is no longer used', () => {
    expect(inProd(({ apps }) => delete apps['orders-api'].sharedStorage, 'shared-storage-loss')).toEqual([
      'danger orders-api/prod: orders-api no longer has its shared volume in prod: a shared volume of 20Gi of orders-api in prod remains with its files, unused.',
    ]);
    expect(inProd(({ apps }) => delete apps['orders-api'], 'shared-storage-loss')).toHaveLength(1);
  });

  test('that the volume stays in the old namespace', () => {
    const [text] = inProd(({ platform }) => (platform.kubernetes.namespace = 'other'), 'shared-storage-loss');
    expect(text).toContain('starts with an empty shared volume');
  });

  test('that it gets another class', () => {
    expect(inProd(({ platform }) => (platform.kubernetes.sharedStorageClass = 'nfs'), 'shared-storage-fixed')).toEqual([
      'danger orders-api/prod: The shared volume of orders-api in prod would change from the storage class efs-sc to nfs, and the cluster refuses that.',
    ]);
  });

  test('that it shrinks or grows', () => {
    const resize = (size: string) =>
      inProd(({ apps }) => (apps['orders-api'].sharedStorage.size = size), 'shared-storage-fixed');
    expect(resize('10Gi')).toEqual([
      'danger orders-api/prod: The shared volume of orders-api in prod would shrink from 20Gi to 10Gi, and the cluster refuses that.',
    ]);
    expect(resize('30Gi')).toEqual([
      'warning orders-api/prod: The shared volume of orders-api in prod would grow from 20Gi to 30Gi: the cluster refuses that if efs-sc does not allow it.',
    ]);
    expect(resize('20480Mi')).toEqual([]);
  });
});

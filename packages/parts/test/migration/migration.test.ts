import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';
import { complaintsAbout, openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const SHOP = { kind: 'stateless-app', name: 'shop', description: 'Sells things', owner: 'app-team' };
const MIGRATION = { migration: { command: ['node', 'dist/src/migrate.js'] } };

async function objectsOf(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...SHOP, ...MIGRATION, ...spec }]);
  const of = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return render(of, { newTag: 'prod-1a2b3c4' });
}

const WAVE = 'argocd.argoproj.io/sync-wave';
const waveOf = (object: { metadata: { annotations?: Readonly<Record<string, string>> } }) =>
  Number(object.metadata.annotations?.[WAVE] ?? 0);

describe('a migration', () => {
  test('is a Job with the image, the variables and the user of the application, and its own command', async () => {
    const objects = await objectsOf({ runAsUser: 2000 });
    const job = objectOf(objects, 'Job', 'shop-migration');
    const own = at(objectOf(objects, 'Deployment'), 'spec.template.spec');
    const pod = at(job, 'spec.template.spec');
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      containers: [
        {
          command: ['node', 'dist/src/migrate.js'],
          image: at(own, 'containers.0.image'),
          envFrom: at(own, 'containers.0.envFrom'),
          securityContext: at(own, 'containers.0.securityContext'),
        },
      ],
    });
    expect(at(pod, 'containers.0.image')).toMatch(/:prod-1a2b3c4$/);
    expect(at(pod, 'securityContext.runAsUser')).toBe(2000);
    expect(at(pod, 'containers.0.ports')).toBeUndefined();
    expect(at(pod, 'containers.0.livenessProbe')).toBeUndefined();
  });

  test('runs in each sync of Argo CD, after what it reads and before the pods', async () => {
    const objects = await objectsOf({
      kind: 'backend-app-rds',
      database: { name: 'shop_db', username: 'shop_owner' },
      files: { '/etc/shop/a.conf': { content: 'a' } },
    });
    const job = objectOf(objects, 'Job');
    expect(job.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    });
    for (const name of ['shop-config', 'shop-files'])
      expect(waveOf(objectOf(objects, 'ConfigMap', name))).toBeLessThanOrEqual(waveOf(job));
    expect(waveOf(objectOf(objects, 'ExternalSecret'))).toBeLessThanOrEqual(waveOf(job));
    expect(waveOf(objectOf(objects, 'Deployment'))).toBeGreaterThan(waveOf(job));
  });

  test('never runs twice at once', async () => {
    expect(objectOf(await objectsOf({}), 'Job').spec).toMatchObject({
      parallelism: 1,
      completions: 1,
      podReplacementPolicy: 'Failed',
      backoffLimit: 0,
      activeDeadlineSeconds: 600,
    });
  });

  test('gets no request: no Service and no disruption budget matches its pod', async () => {
    const objects = await objectsOf({ replicas: 3 });
    const labels = at(objectOf(objects, 'Job'), 'spec.template.metadata.labels') as Record<string, string>;
    expect(labels['app']).toBe('shop.migration');
    for (const kind of ['Service', 'PodDisruptionBudget', 'Deployment']) {
      const spec = at(objectOf(objects, kind), 'spec.selector') as Record<string, unknown>;
      expect((spec['matchLabels'] ?? spec) as unknown).toEqual({ app: 'shop' });
    }
  });

  test('of a stateful application does not mount its volumes, which are in use', async () => {
    const objects = await objectsOf({ kind: 'stateful-app', storage: { size: '1Gi', mountPath: '/data' } });
    expect(at(objectOf(objects, 'Job'), 'spec.template.spec.containers.0.volumeMounts')).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
    ]);
  });

  test('can differ in an environment', async () => {
    const spec = { overrides: { dev: { migration: { args: ['--seed'], activeDeadlineSeconds: 60 } } } };
    expect(objectOf(await objectsOf(spec, 'dev'), 'Job').spec).toMatchObject({
      activeDeadlineSeconds: 60,
      template: { spec: { containers: [{ command: MIGRATION.migration.command, args: ['--seed'] }] } },
    });
  });
});

test('without a migration nothing changes', async () => {
  const objects = await objectsOf({ migration: undefined });
  expect(identities(objects).some((identity) => identity.startsWith('Job'))).toBe(false);
  expect(objects.map(waveOf)).toEqual(objects.map(() => 0));
});

describe('a migration is refused', () => {
  test.each<[string, SpecData, string]>([
    ['without a command', { migration: {} }, 'missing-field: `migration` lacks `command`.'],
    [
      'with a password',
      { migration: { command: ['migrate', '--password', 'hunter22'] } },
      'secret-in-plain-text: `migration.command[2]` holds the value of a secret.',
    ],
    [
      'with a field that is misspelt',
      { migration: { ...MIGRATION.migration, backofLimit: 1 } },
      'unknown-field: `backofLimit` is unknown here: did you mean `backoffLimit`?',
    ],
  ])('%s', async (_, spec, expected) => {
    expect(await complaintsAbout({ ...SHOP, ...spec })).toEqual([expected]);
  });
});

describe('review', () => {
  const migrates: Edit = ({ apps }) => Object.assign(apps['user-service'], MIGRATION);
  const stops: Edit = ({ apps }) => delete apps['user-service'].migration;

  test('a rollout that no longer waits for its migration is a danger in production', () => {
    expect(found(reviewOf(stops, migrates), 'migration-dropped')).toContain(
      'danger user-service/prod: user-service no longer runs `node dist/src/migrate.js` before a rollout in prod.',
    );
  });

  test('an application that goes, with its migration, is not', () => {
    expect(
      found(
        reviewOf(({ apps }) => delete apps['user-service'], migrates),
        'migration-dropped',
      ),
    ).toEqual([]);
  });
});

import { at, identities, objectOf } from '@goldenpath/testing/rendered/objects';
import { render } from '@goldenpath/testing/rendered/render';
import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';
import { openWritten, type SpecData } from '@goldenpath/testing/written-fleet';

const WIKI = {
  kind: 'backend-app-rds',
  name: 'wiki',
  description: 'Keeps pages',
  owner: 'app-team',
  database: { name: 'wiki_db', username: 'wiki_app' },
};
const VOLUME = { storage: { size: '5Gi', mountPath: '/var/wiki' } };

async function factsIn(spec: SpecData, environment = 'prod') {
  const { facts } = await openWritten([{ ...WIKI, ...spec }]);
  const of = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (of === undefined) throw new Error(`There is no ${environment}.`);
  return of;
}

const objectsOf = async (spec: SpecData) => render(await factsIn(spec), { newTag: 'prod-1a2b3c4' });

describe('a volume beside a database', () => {
  test('makes the pods those of a StatefulSet with its Services, and keeps everything of the database', async () => {
    const [without, withVolume] = [await objectsOf({}), await objectsOf(VOLUME)];
    const rest = (objects: readonly { kind: string }[]) =>
      identities(objects as never).filter((name) => !/^(Deployment|StatefulSet|Service) /.test(name));
    expect(rest(withVolume)).toEqual(rest(without));
    expect(identities(withVolume).filter((name) => /^(Deployment|StatefulSet|Service) /.test(name))).toEqual([
      'StatefulSet wiki',
      'Service wiki',
      'Service wiki-lb',
    ]);
    const pod = at(objectOf(withVolume, 'StatefulSet'), 'spec.template.spec');
    expect(at(pod, 'containers.0.envFrom')).toEqual(
      at(objectOf(without, 'Deployment'), 'spec.template.spec.containers.0.envFrom'),
    );
    expect(at(pod, 'securityContext.fsGroup')).toBe(10001);
  });

  test('has the same shape as one of a stateful application', async () => {
    const { database: _, ...others } = WIKI;
    const { facts } = await openWritten([{ ...others, kind: 'stateful-app', ...VOLUME }]);
    const stateful = facts.apps[0]?.environments.find(({ environment }) => environment === 'prod');
    const objects = render(stateful!, { newTag: 'prod-1a2b3c4' });
    const claims = (of: typeof objects) => at(objectOf(of, 'StatefulSet'), 'spec.volumeClaimTemplates');
    expect(claims(await objectsOf(VOLUME))).toEqual(claims(objects));
    for (const name of ['wiki', 'wiki-lb'])
      expect(objectOf(await objectsOf(VOLUME), 'Service', name).spec).toEqual(objectOf(objects, 'Service', name).spec);
  });

  test('is mounted by the pods of the application alone: a process and a migration do not wait for it', async () => {
    const objects = await objectsOf({
      ...VOLUME,
      migration: { command: ['migrate'] },
      processes: { worker: { command: ['work'] } },
    });
    const mounts = (kind: string, name: string) =>
      (
        at(objectOf(objects, kind, name), 'spec.template.spec.containers.0.volumeMounts') as { mountPath: string }[]
      ).map(({ mountPath }) => mountPath);
    expect(mounts('StatefulSet', 'wiki')).toContain('/var/wiki');
    expect(mounts('Deployment', 'wiki-worker')).not.toContain('/var/wiki');
    expect(mounts('Job', 'wiki-migration')).not.toContain('/var/wiki');
  });

  test('has a disruption budget with several pods', async () => {
    expect(identities(await objectsOf({ ...VOLUME, replicas: 3 }))).toContain('PodDisruptionBudget wiki');
  });

  test('changes nothing of the stacks', async () => {
    const [without, withVolume] = [await factsIn({}), await factsIn(VOLUME)];
    expect(withVolume['database']).toEqual(without['database']);
    expect(withVolume.stack).toEqual(without.stack);
  });
});

const kept: Edit = ({ apps }) => {
  apps['orders-api'].autoscaling = undefined;
  apps['orders-api'].overrides = {
    ...apps['orders-api'].overrides,
    prod: { replicas: 3, database: { instance: 'dedicated', size: 'large' } },
  };
  apps['orders-api'].storage = { size: '5Gi', mountPath: '/var/orders' };
};

describe('the review', () => {
  test('says that the pods change their controller, and that the Service has to be deleted', () => {
    const review = reviewOf(kept);
    expect(found(review, 'controller-changed')).toContain(
      'danger orders-api/prod: orders-api changes from a Deployment to a StatefulSet in prod. The pods of the Deployment run beside the new ones, and get requests, until the Deployment is pruned.',
    );
    expect(found(review, 'immutable-field').some((finding) => finding.includes('Service/orders-api'))).toBe(true);
    expect(found(review, 'database-loss')).toEqual([]);
    expect(found(review, 'storage-loss')).toEqual([]);
  });

  test('says that the data of a volume that is taken out stays behind, and that the controller changes back', () => {
    const review = reviewOf(({ apps }) => delete apps['orders-api'].storage, kept);
    expect(found(review, 'storage-loss')).toContain(
      'danger orders-api/prod: orders-api no longer has volumes in prod: 3 volumes of 5Gi of orders-api in prod remain with their data, unused.',
    );
    expect(found(review, 'controller-changed')).toContain(
      'danger orders-api/prod: orders-api changes from a StatefulSet to a Deployment in prod. The pods of the StatefulSet run beside the new ones, and get requests, until the StatefulSet is pruned.',
    );
  });

  test('of a smaller volume and of another path is as for a stateful application', () => {
    const review = reviewOf(({ apps }) => (apps['orders-api'].storage = { size: '1Gi', mountPath: '/srv' }), kept);
    expect(found(review, 'storage-shrunk')).toHaveLength(environmentsOf(review));
    expect(found(review, 'data-at-risk')).toHaveLength(environmentsOf(review));
    expect(found(review, 'controller-changed')).toEqual([]);
  });

  test('has the price of the volumes', () => {
    expect(JSON.stringify(reviewOf(kept).cost)).toContain('3 volumes of 5Gi');
  });

  test('does not find a change where the controller stays', () => {
    expect(
      found(
        reviewOf(({ apps }) => (apps['orders-api'].replicas = 2)),
        'controller-changed',
      ),
    ).toEqual([]);
  });

  test('does not find a job that becomes a service: its pods get no requests', () => {
    const served: Edit = ({ apps }) => {
      const { schedule: _, timeZone: __, concurrencyPolicy: ___, ...rest } = apps['nightly-report'];
      apps['nightly-report'] = { ...rest, kind: 'stateless-app' };
    };
    expect(found(reviewOf(served), 'controller-changed')).toEqual([]);
  });

  test('does not find a new application, or one that moves to another namespace', () => {
    const moved: Edit = (draft) => {
      kept(draft);
      draft.platform.kubernetes = { ...draft.platform.kubernetes, namespace: '{team}-{environment}' };
    };
    expect(found(reviewOf(moved), 'controller-changed')).toEqual([]);
  });
});

function environmentsOf(review: ReturnType<typeof reviewOf>): number {
  return new Set(review.findings.flatMap(({ environment }) => environment ?? [])).size;
}

import { type Edit, found, nothing, reviewOf } from '@goldenpath/testing/reviews';

describe('storage-loss', () => {
  const alone: Edit = ({ apps }) => {
    apps['user-service'].uses = [];
    apps['my-redis'].environments = ['dev', 'prod'];
  };
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'an application leaves the fleet',
      ({ apps }) => delete apps['my-redis'],
      [
        'danger my-redis/dev: my-redis leaves the fleet: a volume of 10Gi of my-redis in dev remains with its data, unused.',
        'danger my-redis/prod: my-redis leaves the fleet: 3 volumes of 50Gi of my-redis in prod remain with their data, unused.',
      ],
    ],
    [
      'another name is another application',
      ({ apps }) => {
        apps['cache'] = { ...apps['my-redis'], name: 'cache', environments: ['prod'] };
        delete apps['my-redis'];
      },
      [
        'danger my-redis/dev: my-redis leaves the fleet: a volume of 10Gi of my-redis in dev remains with its data, unused.',
        'danger my-redis/prod: my-redis leaves the fleet: 3 volumes of 50Gi of my-redis in prod remain with their data, unused.',
      ],
    ],
    [
      'an application leaves an environment',
      ({ apps }) => (apps['my-redis'].environments = ['prod']),
      [
        'danger my-redis/dev: my-redis no longer runs in dev: a volume of 10Gi of my-redis in dev remains with its data, unused.',
      ],
    ],
    [
      'an application that keeps nothing any more',
      ({ apps }) => {
        const { name, description, owner, image } = apps['my-redis'];
        apps['my-redis'] = { kind: 'stateless-app', name, description, owner, image, environments: ['dev', 'prod'] };
      },
      [
        'danger my-redis/dev: my-redis no longer has volumes in dev: a volume of 10Gi of my-redis in dev remains with its data, unused.',
        'danger my-redis/prod: my-redis no longer has volumes in prod: 3 volumes of 50Gi of my-redis in prod remain with their data, unused.',
      ],
    ],
    [
      'another namespace',
      ({ platform }) => (platform.kubernetes.namespace = '{environment}'),
      [
        'danger my-redis/dev: my-redis moves from the namespace apps to dev in dev and starts with empty volumes: a volume of 10Gi of my-redis in dev remains with its data, unused.',
        'danger my-redis/prod: my-redis moves from the namespace apps to prod in prod and starts with empty volumes: 3 volumes of 50Gi of my-redis in prod remain with their data, unused.',
      ],
    ],
    ['fewer pods: their claims are kept', ({ apps }) => (apps['my-redis'].overrides.prod.replicas = 1), []],
    ['nothing', nothing, []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit, alone), 'storage-loss')).toEqual(expected);
  });
});

import { type Edit, found, nothing, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';

describe('secret-loss', () => {
  test('an application leaves an environment', () => {
    const review = reviewOf(({ apps }) => (apps['reporting-db'].environments = ['dev']));
    expect(found(review, 'secret-loss')).toEqual([
      'danger reporting-db/prod: reporting-db no longer runs in prod: the secret goldenpath/prod/reporting/postgres is deleted, and with it the password.',
    ]);
  });

  test('another name of the database', () => {
    const review = reviewOf(({ apps }) => (apps['reporting-db'].database.name = 'figures'));
    expect(found(review, 'secret-loss')[0]).toBe(
      'danger reporting-db/dev: The database of reporting-db in dev has another name: the secret goldenpath/dev/reporting/postgres is deleted, and with it the password.',
    );
  });

  test('what the stacks say, where no spec does', () => {
    const review = reviewOfStack('app-reporting-db-prod', (stack) => {
      stack.resource.aws_secretsmanager_secret.secret.name = 'elsewhere';
    });
    expect(found(review, 'secret-loss')).toEqual([
      'danger reporting-db/prod: The secret aws_secretsmanager_secret.secret of reporting-db in prod does not survive: Terraform replaces it, because name changes.',
    ]);
  });

  test('another application gets a secret of the same name', () => {
    const review = reviewOf(({ apps }) => {
      apps['figures-db'] = { ...apps['reporting-db'], name: 'figures-db' };
      delete apps['reporting-db'];
    });
    expect(found(review, 'secret-loss')[1]).toBe(
      'danger reporting-db/prod: reporting-db leaves the fleet, and figures-db gets a secret of the same name: goldenpath/prod/reporting/postgres is deleted, and Secrets Manager accepts no new secret of that name until the recovery window ends.',
    );
  });

  test('an instance of its own keeps its secret', () => {
    const review = reviewOf(({ apps }) => (apps['orders-api'].overrides.prod.database.instance = 'shared'));
    expect(found(review, 'secret-loss')).toEqual([]);
  });
});

describe('repository-loss', () => {
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'an application leaves the fleet',
      ({ apps }) => delete apps['orders-api'],
      [
        'danger orders-api/–: orders-api leaves the fleet: the repository goldenpath-idp/orders-api is archived and no longer managed.',
      ],
    ],
    [
      'another organisation',
      ({ platform, apps }) => {
        platform.organisation = 'acme';
        delete apps['orders-api'];
        apps['user-service'].uses = [];
        delete apps['my-redis'];
      },
      [
        'danger my-redis/–: my-redis leaves the fleet: the repository goldenpath-idp/my-redis is archived and no longer managed.',
        'danger orders-api/–: orders-api leaves the fleet: the repository goldenpath-idp/orders-api is archived and no longer managed.',
        'danger user-service/–: user-service has another repository, acme/user-service: the repository goldenpath-idp/user-service is archived and no longer managed.',
      ],
    ],
    ['another description', ({ apps }) => (apps['orders-api'].description = 'Orders'), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'repository-loss')).toEqual(expected);
  });
});

describe('registry-loss', () => {
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'an upstream image instead of a built one',
      ({ apps }) => (apps['user-service'].image = 'nginx:1.27'),
      [
        'danger user-service/–: user-service is no longer built: the registry user-service is deleted with all images in it.',
      ],
    ],
    [
      'another risk, and so another encryption',
      ({ apps }) => (apps['user-service'].risk = 'medium'),
      [
        'danger user-service/–: The registry aws_ecr_repository.registry of user-service does not survive, nor do the images in it: Terraform replaces it, because encryption_configuration[0].encryption_type changes.',
      ],
    ],
    ['an application that is new', ({ apps }) => (apps['cart'] = { ...apps['user-service'], name: 'cart' }), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'registry-loss')).toEqual(expected);
  });
});

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
        'danger my-redis/dev: my-redis keeps no volumes in dev any more: a volume of 10Gi of my-redis in dev remains with its data, unused.',
        'danger my-redis/prod: my-redis keeps no volumes in prod any more: 3 volumes of 50Gi of my-redis in prod remain with their data, unused.',
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

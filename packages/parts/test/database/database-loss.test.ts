import type { ResourceChange } from '@goldenpath/review';
import { type Edit, found, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';
import { NO_PLANS } from '@goldenpath/testing/comparisons';

const cases: readonly [string, Edit, readonly string[]][] = [
  [
    'an application leaves the fleet',
    ({ apps }) => delete apps['reporting-db'],
    [
      'danger reporting-db/dev: reporting-db leaves the fleet: the database reporting of reporting-db in dev remains on goldenpath-idp-dev, unmanaged.',
      'danger reporting-db/prod: reporting-db leaves the fleet: the database reporting of reporting-db in prod remains on goldenpath-idp-prod, unmanaged.',
    ],
  ],
  [
    'an application leaves an environment',
    ({ apps }) => (apps['reporting-db'].environments = ['dev']),
    [
      'danger reporting-db/prod: reporting-db no longer runs in prod: the database reporting of reporting-db in prod remains on goldenpath-idp-prod, unmanaged.',
    ],
  ],
  [
    'an instance of its own is given up for the shared one',
    ({ apps }) => (apps['orders-api'].overrides.prod.database.instance = 'shared'),
    [
      'danger orders-api/prod: The database orders_db of orders-api in prod moves from its own instance orders-api-prod to the shared instance goldenpath-idp-prod without its data, which is lost with its own instance orders-api-prod.',
    ],
  ],
  [
    'the shared instance is left for one of its own',
    ({ apps }) => (apps['reporting-db'].overrides.prod.database.instance = 'dedicated'),
    [
      'danger reporting-db/prod: The database reporting of reporting-db in prod moves from the shared instance goldenpath-idp-prod to its own instance reporting-db-prod without its data, which remains on goldenpath-idp-prod, unmanaged.',
    ],
  ],
  [
    'another name',
    ({ apps }) => {
      apps['reporting-db'].environments = ['dev', 'prod'];
      apps['reporting-db'].database.name = 'figures';
    },
    [
      'danger reporting-db/dev: reporting-db in dev gets an empty database figures: reporting remains on goldenpath-idp-dev, unmanaged.',
      'danger reporting-db/prod: reporting-db in prod gets an empty database figures: reporting remains on goldenpath-idp-prod, unmanaged.',
    ],
  ],
  [
    'a database that is retired',
    ({ apps }) =>
      (apps['reporting-db'].overrides = { dev: { database: { retire: { reason: 'Moved', graceDays: 7 } } } }),
    [
      'danger reporting-db/dev: reporting-db in dev retires the database reporting (Moved): `goldenpath rds retire` locks it, backs it up, and drops it after 7 days.',
    ],
  ],
  [
    'an application without a database any more',
    ({ apps }) => {
      const { name, description, owner, risk } = apps['orders-api'];
      apps['orders-api'] = { kind: 'stateless-app', name, description, owner, risk, environments: ['prod'] };
    },
    [
      'danger orders-api/dev: orders-api no longer runs in dev: the database orders_db of orders-api in dev remains on goldenpath-idp-dev, unmanaged.',
      'danger orders-api/test: orders-api no longer runs in test: the database orders_db of orders-api in test remains on goldenpath-idp-test, unmanaged.',
      'danger orders-api/staging: orders-api no longer runs in staging: the database orders_db of orders-api in staging remains on goldenpath-idp-staging, unmanaged.',
      'danger orders-api/prod: orders-api in prod no longer has a database: orders_db is lost with its own instance orders-api-prod.',
    ],
  ],
  [
    'an environment that is gone',
    ({ platform, apps }) => {
      platform.environments = platform.environments.filter(({ name }: { name: string }) => name !== 'staging');
      delete apps['orders-api'].overrides.staging;
    },
    [
      'danger –/staging: The shared instance goldenpath-idp-staging of staging is gone, and all databases on it are lost.',
      'danger orders-api/staging: The environment staging is gone: the database orders_db of orders-api in staging is lost with the shared instance goldenpath-idp-staging.',
    ],
  ],
  [
    'more storage and a larger size',
    ({ apps }) => Object.assign(apps['orders-api'].overrides.prod.database, { size: 'xlarge', storageGb: 200 }),
    [],
  ],
  [
    'another application takes the database over',
    ({ apps }) => {
      apps['figures-db'] = { ...apps['reporting-db'], name: 'figures-db' };
      delete apps['reporting-db'];
    },
    [],
  ],
  ['an organisation with another name: instances are renamed', ({ platform }) => (platform.organisation = 'other'), []],
  ['a database that is new', ({ apps }) => (apps['reporting-db'].environments = ['dev', 'test', 'prod']), []],
];

test.each(cases)('%s', (_, edit, expected) => {
  expect(found(reviewOf(edit), 'database-loss')).toEqual(expected);
});

test('a loss that only the stacks show', () => {
  const review = reviewOfStack('app-orders-api-prod', (stack) => {
    stack.resource.aws_db_instance.instance.username = 'another';
  });
  expect(found(review, 'database-loss')).toEqual([
    'danger orders-api/prod: The RDS instance aws_db_instance.instance of orders-api in prod does not survive: Terraform replaces it, because username changes.',
  ]);
});

test('a loss that only a plan shows', () => {
  const change: ResourceChange = {
    address: 'aws_db_instance.shared-instance',
    type: 'aws_db_instance',
    action: 'replace',
    attributes: [],
    replacedBecause: ['availability_zone'],
  };
  const stack = {
    stack: 'platform-prod',
    app: null,
    environment: 'prod',
    status: 'planned',
    changes: [change],
    problems: [],
  } as const;
  const review = reviewOf(() => {}, undefined, { plans: { ...NO_PLANS, source: 'real', stacks: [stack] } });
  expect(found(review, 'database-loss')).toEqual([
    'danger –/prod: The RDS instance aws_db_instance.shared-instance of the platform in prod does not survive: Terraform replaces it, because availability_zone changes.',
  ]);
  expect(review.resources).toEqual({ create: 0, update: 0, replace: 1, destroy: 0 });
  expect(review.verdict.blocked).toBe(true);
});

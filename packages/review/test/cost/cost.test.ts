import { type Edit, reviewOf } from '@goldenpath/testing/reviews';

const prod = (edit: Edit) => reviewOf(edit).cost;

test('a larger instance: twice, as it has a standby', () => {
  expect(prod(({ apps }) => (apps['orders-api'].overrides.prod.database.size = 'xlarge'))).toEqual({
    currency: 'USD',
    date: '2025-01-15',
    source: 'AWS list prices for us-east-1, on demand: RDS for PostgreSQL, Secrets Manager, EBS',
    note: 'The prices are those of us-east-1: prices of eu-west-2 are not known.',
    environments: [
      {
        environment: 'prod',
        // (0.072 × 730 + 100 × 0.115) × 2, the master's secret and the database's.
        before: 128.92,
        after: 352.3,
        difference: 223.38,
        items: [{ app: 'orders-api', what: 'db.t3.medium, Multi-AZ → db.r6g.large, Multi-AZ', difference: 223.38 }],
      },
    ],
    monthlyDifference: 223.38,
  });
});

test('volumes of all pods', () => {
  expect(prod(({ apps }) => (apps['my-redis'].overrides.prod.replicas = 5)).environments).toEqual([
    {
      environment: 'prod',
      before: 12,
      after: 20,
      difference: 8,
      items: [{ app: 'my-redis', what: '3 volumes of 50Gi → 5 volumes of 50Gi', difference: 8 }],
    },
  ]);
});

test('a removed application costs nothing: by environment in the platform’s order, the largest first', () => {
  const { environments, monthlyDifference } = prod(({ apps }) => delete apps['orders-api']);
  expect(environments.map(({ environment, difference }) => `${environment} ${difference}`)).toEqual([
    'dev -0.4',
    'test -0.4',
    'staging -0.4',
    'prod -128.92',
  ]);
  expect(environments[3]?.items.map(({ what, difference }) => `${what} ${difference}`)).toEqual([
    'db.t3.medium, Multi-AZ -105.12',
    '100 GB of database storage, Multi-AZ -23',
    'a secret -0.4',
    "the secret of the instance's master -0.4",
  ]);
  expect(monthlyDifference).toBe(-130.12);
});

test('pods are not counted', () => {
  expect(prod(({ apps }) => (apps['user-service'].overrides.prod.replicas = 9))).toMatchObject({
    environments: [],
    monthlyDifference: 0,
  });
});

describe('a region whose prices are not known', () => {
  const larger: Edit = ({ apps }) => (apps['orders-api'].overrides.prod.database.size = 'xlarge');
  const inRegion =
    (region: string): Edit =>
    ({ platform }) =>
      (platform.aws.region = region);

  test('is named only if there are amounts', () => {
    expect(prod(larger).note).toBe('The prices are those of us-east-1: prices of eu-west-2 are not known.');
    expect(prod(({ apps }) => (apps['user-service'].overrides.prod.replicas = 9)).note).toBeNull();
    expect(reviewOf(larger, inRegion('us-east-1')).cost.note).toBeNull();
  });

  test('a review across two regions says so, also if the amounts are equal', () => {
    const { note, monthlyDifference } = prod(inRegion('us-east-1'));
    expect({ note, monthlyDifference }).toEqual({
      note: 'The platform moves from eu-west-2 to us-east-1. The prices are those of us-east-1: prices of eu-west-2 are not known, so the difference between the regions is not counted.',
      monthlyDifference: 0,
    });
    expect(prod(inRegion('eu-central-1')).note).toContain('prices of eu-west-2 and eu-central-1 are not known');
  });
});

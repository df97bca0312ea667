import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

/** The database of orders-api in prod, which has an instance of its own. */
const inProd =
  (fields: object): Edit =>
  ({ apps }) => {
    const { instance } = apps['orders-api'].overrides.prod.database;
    apps['orders-api'].overrides.prod.database = { instance, ...fields };
  };
const aurora = (fields: object = {}): Edit => inProd({ engine: 'aurora-postgresql', ...fields });
const capacity = (minCapacity: number, maxCapacity: number): Edit =>
  aurora({ serverless: { minCapacity, maxCapacity } });

describe('another engine', () => {
  test('leaves the data behind, and is refused', () => {
    const review = reviewOf(aurora());
    expect(found(review, 'database-loss')).toEqual([
      'danger orders-api/prod: The database orders_db of orders-api in prod moves from the RDS instance orders-api-prod to an Aurora cluster without its data, which stays in the last snapshot.',
    ]);
    expect(found(review, 'storage-shrunk')).toEqual([]);
  });

  test('leaves it behind in the other direction too', () => {
    expect(found(reviewOf(inProd({}), aurora()), 'database-loss')).toEqual([
      'danger orders-api/prod: The database orders_db of orders-api in prod moves from the Aurora cluster orders-api-prod to an RDS instance without its data, which stays in the last snapshot.',
    ]);
  });

  test('loses nothing where it stays', () => {
    expect(found(reviewOf(aurora({ readers: 3 }), aurora()), 'database-loss')).toEqual([]);
  });
});

describe('capacity', () => {
  test('that goes down is a finding', () => {
    expect(found(reviewOf(capacity(1, 8), capacity(2, 16)), 'capacity-reduced')).toEqual([
      'warning orders-api/prod: The cluster orders-api-prod in prod gets 1 to 8 ACU instead of 2 to 16 ACU.',
    ]);
    expect(found(reviewOf(capacity(0, 16), capacity(2, 16)), 'capacity-reduced')).toEqual([
      'warning orders-api/prod: The cluster orders-api-prod in prod gets 0 to 16 ACU instead of 2 to 16 ACU, and pauses when nothing is connected.',
    ]);
  });

  test('that goes up is none', () => {
    expect(found(reviewOf(capacity(2, 16), capacity(1, 8)), 'capacity-reduced')).toEqual([]);
  });

  test('is a reason, and has a price', () => {
    const { cost } = reviewOf(capacity(2, 16), capacity(1, 16));
    const units = 0.12 * 730 * 2;
    expect(cost.monthlyDifference).toBeCloseTo(units, 2);
  });
});

describe('readers', () => {
  test('that are removed are a finding', () => {
    expect(found(reviewOf(aurora({ readers: 1 }), aurora({ readers: 3 })), 'reader-removed')).toEqual([
      'warning orders-api/prod: The cluster orders-api-prod in prod keeps 1 reader of 3.',
    ]);
  });

  test('are the standby: production without one is a danger', () => {
    const review = reviewOf(aurora({ readers: 0 }), aurora({ readers: 1 }));
    expect(found(review, 'reader-removed')).toEqual([
      'warning orders-api/prod: The cluster orders-api-prod in prod has no readers any more.',
    ]);
    expect(found(review, 'no-multi-az')).toEqual([
      'danger orders-api/prod: The instance orders-api-prod in prod no longer has a standby in a second availability zone.',
    ]);
  });

  test('that are added are none', () => {
    expect(found(reviewOf(aurora({ readers: 3 }), aurora({ readers: 1 })), 'reader-removed')).toEqual([]);
  });
});

test('another major version is a danger for a cluster too', () => {
  expect(found(reviewOf(aurora({ version: '17' }), aurora()), 'major-version-upgrade')).toEqual([
    'danger orders-api/prod: The instance orders-api-prod in prod is upgraded from PostgreSQL 16 to 17 in its next maintenance window: it is unavailable for minutes up to hours, and cannot go back.',
  ]);
});

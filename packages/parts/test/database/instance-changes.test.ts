import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const KEY = 'arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

/** Of the one database that has an instance of its own. */
const own: (name: string, value: unknown) => Edit =
  (name, value) =>
  ({ apps }) =>
    (apps['orders-api'].overrides.prod.database[name] = value);
const inProd: (name: string, value: unknown) => Edit =
  (name, value) =>
  ({ platform }) =>
    (platform.environments[3].databases[name] = value);
const version: (value: string) => Edit =
  (value) =>
  ({ platform }) =>
    (platform.postgres = { version: value });

describe('another major version', () => {
  test('is a danger for each instance, with the moment', () => {
    const both: Edit = (draft) => {
      inProd('version', '17')(draft);
      inProd('maintenanceWindow', 'sun:03:00-sun:04:00')(draft);
    };
    expect(found(reviewOf(both), 'major-version-upgrade')).toEqual([
      'danger –/prod: The instance goldenpath-idp-prod in prod is upgraded from PostgreSQL 16 to 17 in its next maintenance window, sun:03:00-sun:04:00 (UTC): it is unavailable for minutes up to hours, and cannot go back.',
      'danger orders-api/prod: The instance orders-api-prod in prod is upgraded from PostgreSQL 16 to 17 in its next maintenance window, sun:03:00-sun:04:00 (UTC): it is unavailable for minutes up to hours, and cannot go back.',
    ]);
  });

  test('can be that of one dedicated instance', () => {
    expect(found(reviewOf(own('version', '18'), inProd('applyImmediately', true)), 'major-version-upgrade')).toEqual([
      'danger orders-api/prod: The instance orders-api-prod in prod is upgraded from PostgreSQL 16 to 18 as soon as it is deployed: it is unavailable for minutes up to hours, and cannot go back.',
    ]);
  });

  test('cannot be an earlier one', () => {
    const review = reviewOf(inProd('version', '16'), version('17'));
    expect(found(review, 'major-version-upgrade')).toEqual([]);
    expect(found(review, 'immutable-field')).toEqual([
      'danger –/prod: AWS refuses to take the instance goldenpath-idp-prod in prod back from PostgreSQL 17 to 16.',
      'danger orders-api/prod: AWS refuses to take the instance orders-api-prod in prod back from PostgreSQL 17 to 16.',
    ]);
  });

  test('replaces nothing', () => {
    expect(found(reviewOf(version('17')), 'database-loss')).toEqual([]);
  });
});

test('another key replaces the instances, and they lose their data', () => {
  const review = reviewOf(inProd('kmsKey', KEY));
  expect(found(review, 'encryption-key-changed')).toEqual([
    `danger –/prod: The instance goldenpath-idp-prod in prod gets the key ${KEY} instead of the key of AWS, which replaces it: its data stays in the last snapshot only.`,
    `danger orders-api/prod: The instance orders-api-prod in prod gets the key ${KEY} instead of the key of AWS, which replaces it: its data stays in the last snapshot only.`,
  ]);
  expect(found(review, 'database-loss')).toHaveLength(2);
});

describe('a snapshot to restore', () => {
  const restore = own('restoreFrom', 'orders-api-prod-final-1a2b3c4d');

  test('has no effect on an instance that exists', () => {
    const review = reviewOf(restore);
    expect(found(review, 'restored-from-snapshot')).toEqual([
      'warning orders-api/prod: The instance orders-api-prod in prod exists, so the snapshot orders-api-prod-final-1a2b3c4d is not restored.',
    ]);
    expect(found(review, 'database-loss')).toEqual([]);
  });

  test('is the content of a new one, and may be forgotten afterwards', () => {
    const without: Edit = ({ apps }) => delete apps['orders-api'].overrides.prod;
    const review = reviewOf((draft) => {
      draft.apps['orders-api'].overrides.prod = { database: { instance: 'dedicated' } };
      restore(draft);
    }, without);
    expect(found(review, 'restored-from-snapshot')).toEqual([
      'warning orders-api/prod: The instance orders-api-prod in prod is created with the data of the snapshot orders-api-prod-final-1a2b3c4d.',
    ]);
    const forgotten = reviewOf(({ apps }) => delete apps['orders-api'].overrides.prod.database.restoreFrom, restore);
    expect(found(forgotten, 'database-loss')).toEqual([]);
    expect(found(forgotten, 'restored-from-snapshot')).toEqual([]);
  });
});

test('extended support is what an instance is created with', () => {
  const review = reviewOf((draft) => {
    inProd('extendedSupport', true)(draft);
    draft.apps['reporting-db'].overrides = { prod: { database: { instance: 'dedicated' } } };
  });
  expect(found(review, 'extended-support')).toEqual([
    'warning –/prod: The instance goldenpath-idp-prod in prod exists, so it keeps the support that it was created with.',
    'warning orders-api/prod: The instance orders-api-prod in prod exists, so it keeps the support that it was created with.',
    'warning reporting-db/prod: The instance reporting-db-prod in prod has extended support for PostgreSQL 16: 292.00 USD a month more after 2029-02-28, and twice that from the third year.',
  ]);
});

test('another role is a danger in production, where the login of its pods ends', () => {
  const renamed: Edit = ({ apps }) => (apps['orders-api'].database.username = 'orders_owner');
  expect(found(reviewOf(renamed), 'credentials-moved')).toContain(
    'danger orders-api/prod: The database orders_db of orders-api in prod gets the role orders_owner instead of orders_app_user: the content of goldenpath/prod/orders_db/postgres is replaced, and the old login ends.',
  );
  expect(
    found(
      reviewOf(({ apps }) => (apps['orders-api'].database.name = 'orders')),
      'credentials-moved',
    ),
  ).toEqual([]);
});

describe('connections', () => {
  const limit: (value: number) => Edit =
    (value) =>
    ({ apps }) =>
      (apps['reporting-db'].database.connectionLimit = value);

  test('that a shared instance does not have are reported where the change adds to them', () => {
    expect(found(reviewOf(limit(100)), 'connection-budget')).toContain(
      'warning reporting-db/dev: The applications on the shared instance goldenpath-idp-dev can open 110 connections, and a db.t3.micro has about 70 for them.',
    );
    expect(found(reviewOf(limit(90), limit(100)), 'connection-budget')).toEqual([]);
    expect(found(reviewOf(limit(101), limit(100)), 'connection-budget')).not.toEqual([]);
    expect(
      found(
        reviewOf(({ apps }) => (apps['user-service'].description = 'Other')),
        'connection-budget',
      ),
    ).toEqual([]);
  });

  test('that the limit of a login does not allow are reported where pods are added', () => {
    const pods =
      (replicas: number): Edit =>
      ({ apps }) =>
        (apps['orders-api'].overrides.staging.replicas = replicas);
    expect(found(reviewOf(pods(3)), 'connection-budget')).toEqual([
      'warning orders-api/staging: The 3 pods of orders-api in staging can open 30 connections, and the limit of their login is 20.',
    ]);
    expect(found(reviewOf(pods(3), pods(4)), 'connection-budget')).toEqual([]);
    expect(found(reviewOf(pods(2), pods(1)), 'connection-budget')).toEqual([]);
  });
});

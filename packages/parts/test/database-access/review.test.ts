import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

/** `user-service` gets access to the database of `orders-api`. */
const uses: (access?: string) => Edit =
  (access) =>
  ({ apps }) => {
    if (access === undefined) delete apps['user-service'].databases;
    else apps['user-service'].databases = { 'orders-api': { access } };
  };
const ofUser = (review: Parameters<typeof found>[0], rule: Parameters<typeof found>[1]) =>
  found(review, rule).filter((text) => text.includes('user-service/prod'));

test('a new access is a privilege that the application gains: a reader is a warning, an editor and an owner are dangers', () => {
  expect(ofUser(reviewOf(uses('reader')), 'privilege-gained')).toEqual([
    'warning user-service/prod: user-service in prod may read the database orders_db of orders-api from now on.',
  ]);
  expect(ofUser(reviewOf(uses('owner')), 'privilege-gained')).toEqual([
    'danger user-service/prod: user-service in prod may do everything with the database orders_db of orders-api from now on.',
  ]);
});

test('so is a higher access, with what it was before', () => {
  expect(ofUser(reviewOf(uses('editor'), uses('reader')), 'privilege-gained')).toEqual([
    'danger user-service/prod: user-service in prod may change the rows of the database orders_db of orders-api from now on, and was a reader before.',
  ]);
  expect(ofUser(reviewOf(uses('reader'), uses('editor')), 'privilege-gained')).toEqual([]);
});

test('an access that ends or becomes lower is a warning, and no loss of data', () => {
  const ended = reviewOf(uses(), uses('editor'));
  expect(ofUser(ended, 'database-access-dropped')).toEqual([
    'warning user-service/prod: user-service in prod loses its access to the database orders_db of orders-api.',
  ]);
  expect(found(ended, 'secret-loss')).toEqual([]);
  expect(ofUser(reviewOf(uses('reader'), uses('owner')), 'database-access-dropped')).toEqual([
    'warning user-service/prod: user-service in prod becomes a reader of the database orders_db of orders-api, and was an owner.',
  ]);
  expect(found(reviewOf(uses('owner'), uses('reader')), 'database-access-dropped')).toEqual([]);
});

test('an application that leaves loses its access', () => {
  const leaves: Edit = ({ apps }) => delete apps['user-service'];
  expect(ofUser(reviewOf(leaves, uses('editor')), 'database-access-dropped')).toEqual([
    expect.stringContaining('it loses its access to the database orders_db of orders-api.'),
  ]);
});

test('the secret of an access is in the costs', () => {
  const { cost } = reviewOf(uses('reader')) as unknown as { readonly cost: unknown };
  expect(JSON.stringify(cost)).toContain('the secret for the database of orders-api');
});

test('its connections count on the shared instance', () => {
  const many: Edit = ({ apps }) => (apps['user-service'].databases = { 'reporting-db': { connectionLimit: 500 } });
  expect(found(reviewOf(many), 'connection-budget')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^warning user-service\/dev: The applications on the shared instance/),
    ]),
  );
});

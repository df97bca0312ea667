import { reviewOf } from '@goldenpath/testing/reviews';

test('a moved state is reported, because no plan shows it', () => {
  const { plans, affected, resources } = reviewOf(
    ({ platform }) => (platform.state.bucket = 'another'),
    ({ platform }) => (platform.state = { type: 's3', bucket: 'one' }),
  );
  expect(plans.note).toMatch(/^The state of \d+ stacks moves to another backend: migrate it before this is merged/);
  expect(affected.length).toBeGreaterThan(0);
  expect(resources).toEqual({ create: 0, update: 0, replace: 0, destroy: 0 });
});

test('a state in another kind of backend counts as moved, and is reported first', () => {
  const { plans } = reviewOf(({ platform, apps }) => {
    platform.state = { type: 's3', bucket: 'one' };
    apps['orders-api'].description = 'Orders';
  });
  expect(plans.note).toMatch(/^The state of \d+ stacks moves to another backend.* Nothing was planned/);
});

test('a state that does not move is not reported', () => {
  expect(reviewOf(({ apps }) => (apps['orders-api'].description = 'Orders')).plans.note).not.toContain('state');
});

test('it blocks, because the state has to be moved before the merge', () => {
  const review = reviewOf(
    ({ platform }) => (platform.state.bucket = 'another'),
    ({ platform }) => (platform.state = { type: 's3', bucket: 'one' }),
  );
  expect(review.findings).toMatchObject([
    { rule: 'immutable-field', severity: 'danger', app: null, environment: null },
  ]);
  expect(review.findings[0]?.message).toMatch(
    /^The state of \d+ stacks moves to another backend, where Terraform finds no state/,
  );
  expect(review.verdict.blocked).toBe(true);
});

import { reviewOf } from '@goldenpath/testing/reviews';

const leave = ({ apps }: { apps: Record<string, unknown> }) => {
  delete apps['reporting-db'];
};

test('a stack that leaves the fleet has no plan, and all its resources count as destroyed', () => {
  const real = { source: 'real', note: null, stacks: [] } as const;
  const { plans, resources } = reviewOf(leave, undefined, { plans: real });
  expect(plans).toMatchObject({ source: 'real', note: null });
  expect(plans.stacks.map(({ stack, status }) => `${stack} ${status}`)).toEqual([
    'app-reporting-db-dev removed',
    'app-reporting-db-prod removed',
  ]);
  expect(resources.destroy).toBe(plans.stacks.flatMap(({ changes }) => changes).length);
  expect(resources.destroy).toBeGreaterThan(0);
});

test('a plan of such a stack is reported once', () => {
  const planned = {
    stack: 'app-reporting-db-prod',
    app: 'reporting-db',
    environment: 'prod',
    status: 'removed',
    changes: [],
    problems: [],
  } as const;
  const { plans } = reviewOf(leave, undefined, { plans: { source: 'simulated', note: null, stacks: [planned] } });
  expect(plans.stacks.filter(({ stack }) => stack === planned.stack)).toEqual([planned]);
});

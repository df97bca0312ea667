import { reviewChange } from '@goldenpath/review';
import { comparisonOf, edited, exampleFleet } from './support/sides';

const fleet = exampleFleet();

test('a fleet that stays as it is', () => {
  const review = reviewChange(comparisonOf(fleet, fleet));
  expect(review).toMatchObject({
    affected: [],
    findings: [],
    manifests: [],
    approvals: [],
    platform: [],
    concerned: [],
  });
  expect(review.verdict).toEqual({ blocked: false, summary: 'Changes nothing.' });
});

test('one value of one application in one environment', () => {
  const head = edited(fleet, ({ apps }) => {
    apps['user-service'].overrides.prod.replicas = 6;
  });
  const review = reviewChange(comparisonOf(fleet, head));
  expect(review.verdict.summary).toBe('Changes user-service in prod.');
  expect(review.affected).toEqual([
    { app: 'user-service', environment: 'prod', change: 'changed', reasons: ['overrides.prod.replicas 4 → 6'] },
  ]);
  expect(review.manifests).toEqual([
    {
      app: 'user-service',
      environment: 'prod',
      object: 'Deployment/user-service',
      change: 'changed',
      changes: [{ path: 'spec.replicas', before: 4, after: 6 }],
    },
  ]);
});

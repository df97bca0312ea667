import { found, reviewOf } from '@goldenpath/testing/reviews';

describe('uses-target-leaves', () => {
  test('an application that others use leaves the fleet', () => {
    const review = reviewOf(({ apps }) => {
      apps['user-service'].uses = [];
      delete apps['my-redis'];
    });
    expect(found(review, 'uses-target-leaves')).toEqual([
      'danger my-redis/prod: my-redis leaves the fleet, and user-service uses it in prod until then.',
      'warning my-redis/dev: my-redis leaves the fleet, and user-service uses it in dev until then.',
      'warning my-redis/test: my-redis leaves the fleet, and user-service uses it in test until then.',
      'warning my-redis/staging: my-redis leaves the fleet, and user-service uses it in staging until then.',
    ]);
  });

  test('those that use it leave with it', () => {
    const review = reviewOf(({ apps }) => {
      for (const name of ['orders-api', 'user-service', 'my-redis']) delete apps[name];
    });
    expect(found(review, 'uses-target-leaves')).toEqual([]);
  });
});

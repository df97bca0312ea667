import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

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
        for (const name of ['my-redis', 'nightly-report', 'receipts']) delete apps[name];
      },
      [
        ...['my-redis', 'nightly-report', 'orders-api', 'receipts'].map(
          (name) =>
            `danger ${name}/–: ${name} leaves the fleet: the repository goldenpath-idp/${name} is archived and no longer managed.`,
        ),
        'danger user-service/–: user-service has another repository, acme/user-service: the repository goldenpath-idp/user-service is archived and no longer managed.',
      ],
    ],
    ['another description', ({ apps }) => (apps['orders-api'].description = 'Orders'), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'repository-loss')).toEqual(expected);
  });
});

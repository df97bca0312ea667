import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

describe('registry-loss', () => {
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'an upstream image instead of a built one',
      ({ apps }) => (apps['user-service'].image = 'nginx:1.27'),
      [
        'danger user-service/–: user-service is no longer built: the registry user-service is deleted with all images in it.',
      ],
    ],
    [
      'another risk, and so another encryption',
      ({ apps }) => (apps['user-service'].risk = 'medium'),
      [
        'danger user-service/–: The registry aws_ecr_repository.registry of user-service does not survive, nor do the images in it: Terraform replaces it, because encryption_configuration[0].encryption_type changes.',
      ],
    ],
    ['an application that is new', ({ apps }) => (apps['cart'] = { ...apps['user-service'], name: 'cart' }), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'registry-loss')).toEqual(expected);
  });
});

import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

describe('fewer-images-kept', () => {
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'B02: a lower risk',
      ({ apps }) => (apps['user-service'].risk = 'low'),
      [
        'warning user-service/–: The registry user-service keeps 20 images of each environment instead of 50. Older ones expire.',
      ],
    ],
    [
      'an environment that the application leaves',
      ({ apps }) => {
        apps['user-service'].environments = ['dev', 'staging', 'prod'];
        delete apps['user-service'].overrides?.test;
      },
      [
        'warning user-service/–: The registry user-service no longer counts the images tagged test-* apart: they expire with those that no environment runs.',
      ],
    ],
    ['a registry that goes, which is another finding', ({ apps }) => (apps['user-service'].image = 'nginx:1.27'), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'fewer-images-kept')).toEqual(expected);
  });
});

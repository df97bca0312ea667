import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const cases: readonly [string, Edit, readonly string[]][] = [
  [
    'smaller volumes',
    ({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '10240Mi'),
    [
      'danger my-redis/prod: The volumes of my-redis in prod would shrink from 50Gi to 10240Mi, and the cluster refuses that.',
    ],
  ],
  ['a larger volume', ({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '51Gi'), []],
];

test.each(cases)('%s', (_, edit, expected) => {
  expect(found(reviewOf(edit), 'storage-shrunk')).toEqual(expected);
});

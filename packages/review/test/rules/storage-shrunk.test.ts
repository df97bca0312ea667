import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const cases: readonly [string, Edit, readonly string[]][] = [
  [
    'smaller volumes',
    ({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '10240Mi'),
    [
      'danger my-redis/prod: The volumes of my-redis in prod would shrink from 50Gi to 10240Mi, and the cluster refuses that.',
    ],
  ],
  [
    'less storage of an instance of its own',
    ({ apps }) => (apps['orders-api'].overrides.prod.database.storageGb = 50),
    [
      'danger orders-api/prod: The storage of the instance orders-api-prod would shrink from 100 to 50 GB, and AWS refuses that.',
    ],
  ],
  [
    'less storage of a shared instance',
    ({ platform }) => (platform.environments[3].databases.shared.storageGb = 80),
    [
      'danger –/prod: The storage of the instance goldenpath-idp-prod would shrink from 100 to 80 GB, and AWS refuses that.',
    ],
  ],
  ['more of all', ({ apps }) => (apps['my-redis'].overrides.prod.storage.size = '51Gi'), []],
];

test.each(cases)('%s', (_, edit, expected) => {
  expect(found(reviewOf(edit), 'storage-shrunk')).toEqual(expected);
});

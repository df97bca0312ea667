import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const cases: readonly [string, Edit, readonly string[]][] = [
  [
    'less storage of an instance of its own',
    ({ apps }) => (apps['orders-api'].overrides.prod.database.storageGb = 50),
    [
      'danger orders-api/prod: The storage of the instance orders-api-prod would shrink from 100 to 50 GB, and Terraform ignores that: the instance keeps 100 GB, because its storage may grow by itself.',
    ],
  ],
  [
    'less storage of a shared instance',
    ({ platform }) => (platform.environments[3].databases.shared.storageGb = 80),
    [
      'danger –/prod: The storage of the instance goldenpath-idp-prod would shrink from 100 to 80 GB, and Terraform ignores that: the instance keeps 100 GB, because its storage may grow by itself.',
    ],
  ],
  [
    'less storage that may not grow by itself',
    ({ apps }) => Object.assign(apps['orders-api'].overrides.prod.database, { storageGb: 50, maxStorageGb: 50 }),
    [
      'danger orders-api/prod: The storage of the instance orders-api-prod would shrink from 100 to 50 GB, and AWS refuses that.',
    ],
  ],
  ['more of it', ({ apps }) => (apps['orders-api'].overrides.prod.database.storageGb = 150), []],
];

test.each(cases)('%s', (_, edit, expected) => {
  expect(found(reviewOf(edit), 'storage-shrunk')).toEqual(expected);
});

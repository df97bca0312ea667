import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const cases: readonly [string, Edit, readonly string[]][] = [
  [
    'an instance of its own that grows by less than a tenth',
    ({ apps }) => (apps['orders-api'].overrides.prod.database.storageGb = 105),
    [
      'danger orders-api/prod: The storage of the instance orders-api-prod would grow from 100 to 105 GB, and AWS refuses to grow it by less than 10 %.',
    ],
  ],
  [
    'a shared instance that does',
    ({ platform }) => (platform.environments[3].databases.shared.storageGb = 109),
    [
      'danger –/prod: The storage of the instance goldenpath-idp-prod would grow from 100 to 109 GB, and AWS refuses to grow it by less than 10 %.',
    ],
  ],
  ['a tenth more', ({ apps }) => (apps['orders-api'].overrides.prod.database.storageGb = 110), []],
  ['less, which another rule reports', ({ apps }) => (apps['orders-api'].overrides.prod.database.storageGb = 99), []],
];

test.each(cases)('%s', (_, edit, expected) => {
  expect(found(reviewOf(edit), 'storage-step')).toEqual(expected);
});

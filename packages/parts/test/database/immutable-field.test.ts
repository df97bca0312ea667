import { found, reviewOf } from '@goldenpath/testing/reviews';

test('databases stay in their VPC', () => {
  const review = reviewOf(
    ({ platform }) => (platform.environments[3].databases.network.vpcId = 'vpc-0000000000000009'),
  );
  expect(found(review, 'immutable-field')).toEqual([
    expect.stringMatching(
      /^danger –\/prod: AWS refuses to move the databases of prod from vpc-\w+ to vpc-0000000000000009: /,
    ),
  ]);
});

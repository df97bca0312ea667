import { type Edit, found, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';

describe('network-opened', () => {
  const prod =
    (edit: (cidrs: string[]) => string[]): Edit =>
    ({ platform }) => {
      const { network } = platform.environments[3].databases;
      network.clientCidrs = edit(network.clientCidrs);
    };
  const cases: readonly [string, Edit, readonly string[]][] = [
    [
      'another network',
      prod((cidrs) => [...cidrs, '10.50.0.0/16']),
      ['warning –/prod: The databases of prod let in 10.50.0.0/16, which they did not before.'],
    ],
    [
      'a wider one',
      prod(() => ['10.0.0.0/8']),
      ['warning –/prod: The databases of prod let in 10.0.0.0/8, which they did not before.'],
    ],
    [
      'everybody',
      prod((cidrs) => [...cidrs, '0.0.0.0/0']),
      ['danger –/prod: The databases of prod let in 0.0.0.0/0, which they did not before.'],
    ],
    [
      'everybody in two halves',
      prod(() => ['0.0.0.0/1', '128.0.0.0/1']),
      ['danger –/prod: The databases of prod let in 0.0.0.0/1 and 128.0.0.0/1, which they did not before.'],
    ],
    ['a part of what was let in', prod(() => ['10.40.7.0/24']), []],
    ['another order', prod((cidrs) => [...cidrs].reverse()), []],
    ['an application that uses another', ({ apps }) => (apps['orders-api'].uses = ['user-service', 'my-redis']), []],
  ];

  test.each(cases)('%s', (_, edit, expected) => {
    expect(found(reviewOf(edit), 'network-opened')).toEqual(expected);
  });

  test('an instance that becomes public', () => {
    const review = reviewOfStack('platform-prod', (stack) => {
      stack.resource.aws_db_instance['shared-instance'].publicly_accessible = true;
    });
    expect(found(review, 'network-opened')).toEqual([
      'danger –/prod: The RDS instance aws_db_instance.shared-instance of the platform in prod becomes reachable from the internet.',
    ]);
  });
});

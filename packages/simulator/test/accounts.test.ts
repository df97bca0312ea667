import { join } from 'node:path';
import { Account } from '../src/account';
import { Cloud } from './support/cloud';
import { testFolder } from './support/folder';

const ROLE = (account: string) => [{ role_arn: `arn:aws:iam::${account}:role/ci/deploy` }];
const OTHER = '222222222222';

function cloudOfTwo(): { cloud: Cloud; other: Account } {
  const other = new Account(join(testFolder(), 'other.jsonl'));
  return { cloud: new Cloud('aws', ['aws_ecr_repository'], { accounts: new Map([[OTHER, other]]) }), other };
}

test('a provider without a role acts in the default account', () => {
  const { cloud, other } = cloudOfTwo();
  expect(cloud.configure({ allowed_account_ids: ['111122223333'] }).problems).toEqual([]);
  expect(cloud.make('aws_ecr_repository', { name: 'shop' })['arn']).toContain(':111122223333:');
  expect([cloud.account.types(), other.types()]).toEqual([['aws_ecr_repository'], []]);
});

test('A1: a provider acts in the account of the role that it assumes', () => {
  const { cloud, other } = cloudOfTwo();
  expect(cloud.configure({ allowed_account_ids: [OTHER], assume_role: ROLE(OTHER) }).problems).toEqual([]);
  const made = cloud.make('aws_ecr_repository', { name: 'shop' });
  expect(made['arn']).toContain(`:${OTHER}:`);
  expect([cloud.account.types(), other.types()]).toEqual([[], ['aws_ecr_repository']]);
  expect(cloud.read('aws_ecr_repository', made)).toMatchObject({ name: 'shop' });
  expect(cloud.import('aws_ecr_repository', 'shop').problems).toEqual([]);
});

test('the same name is free in each account', () => {
  const { cloud } = cloudOfTwo();
  expect(cloud.apply('aws_ecr_repository', { name: 'shop' }).problems).toEqual([]);
  cloud.configure({ assume_role: ROLE(OTHER) });
  expect(cloud.apply('aws_ecr_repository', { name: 'shop' }).problems).toEqual([]);
});

test.each([
  ['of one account', { allowed_account_ids: ['111122223333'], assume_role: ROLE(OTHER) }, OTHER],
  ['of the default account', { allowed_account_ids: [OTHER], assume_role: ROLE('111122223333') }, '111122223333'],
])('A1: a stack is refused in an account that the role of its provider is not of: a role %s', (_what, config, acts) => {
  expect(cloudOfTwo().cloud.configure(config).problems).toEqual([
    expect.stringContaining(`AWS account ID not allowed: ${acts}`),
  ]);
});

test('a role of an unknown account cannot be assumed', () => {
  const config = { allowed_account_ids: ['999999999999'], assume_role: ROLE('999999999999') };
  expect(cloudOfTwo().cloud.configure(config).problems).toEqual([expect.stringContaining('Cannot assume IAM Role')]);
});

test('a stack of an unknown account is refused', () => {
  expect(cloudOfTwo().cloud.configure({ allowed_account_ids: ['999999999999'] }).problems).toEqual([
    expect.stringContaining('AWS account ID not allowed: 111122223333'),
  ]);
});

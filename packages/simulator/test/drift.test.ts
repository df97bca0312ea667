import { Cloud } from './support/cloud';

const cloud = new Cloud('aws', ['aws_ecr_repository', 'aws_security_group']);

test('a change outside Terraform is shown, and the next plan reverts it', () => {
  const config = { name: 'app', image_tag_mutability: 'IMMUTABLE' };
  const state = cloud.make('aws_ecr_repository', config);
  cloud.account.tamper('aws_ecr_repository', 'eu-west-1/app', { image_tag_mutability: 'MUTABLE' });
  const refreshed = cloud.read('aws_ecr_repository', state);
  expect(refreshed).toEqual({ ...state, image_tag_mutability: 'MUTABLE' });
  expect(cloud.plan('aws_ecr_repository', config, refreshed).state).toEqual(state);
});

test('a resource deleted outside Terraform is missing on refresh', () => {
  const state = cloud.make('aws_security_group', { name: 'x', vpc_id: 'vpc-1' });
  expect(cloud.read('aws_security_group', state)).toEqual(state);
  const [{ key } = { key: '' }] = cloud.account.all('aws_security_group');
  cloud.account.destroy('aws_security_group', key);
  expect(cloud.read('aws_security_group', state)).toBeNull();
  expect(cloud.destroy('aws_security_group', state).problems).toEqual([]);
});

test('a resource that does not exist cannot be changed', () => {
  expect(() => cloud.account.tamper('aws_ecr_repository', 'none', {})).toThrow(
    'There is no aws_ecr_repository "none" in the simulated account.',
  );
});

test('an existing resource can be imported by id or name, and a missing one cannot', () => {
  const state = cloud.make('aws_ecr_repository', { name: 'imported' });
  expect(cloud.import('aws_ecr_repository', 'imported').state).toEqual(state);
  expect(cloud.import('aws_ecr_repository', 'none').problems[0]).toContain('Cannot import non-existent remote object');
});

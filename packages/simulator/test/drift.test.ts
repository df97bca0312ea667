import { Cloud } from './support/cloud';

const cloud = new Cloud('aws', ['aws_ecr_repository', 'aws_security_group']);

test('what somebody changed behind the back of Terraform shows, and the next plan changes it back', () => {
  const config = { name: 'app', image_tag_mutability: 'IMMUTABLE' };
  const state = cloud.make('aws_ecr_repository', config);
  cloud.account.tamper('aws_ecr_repository', 'eu-west-1/app', { image_tag_mutability: 'MUTABLE' });
  const refreshed = cloud.read('aws_ecr_repository', state);
  expect(refreshed).toEqual({ ...state, image_tag_mutability: 'MUTABLE' });
  expect(cloud.plan('aws_ecr_repository', config, refreshed).state).toEqual(state);
});

test('what somebody deleted is gone for Terraform', () => {
  const state = cloud.make('aws_security_group', { name: 'x', vpc_id: 'vpc-1' });
  expect(cloud.read('aws_security_group', state)).toEqual(state);
  const [{ key } = { key: '' }] = cloud.account.all('aws_security_group');
  cloud.account.destroy('aws_security_group', key);
  expect(cloud.read('aws_security_group', state)).toBeNull();
  expect(cloud.destroy('aws_security_group', state).problems).toEqual([]);
});

test('nobody can change what is not there', () => {
  expect(() => cloud.account.tamper('aws_ecr_repository', 'none', {})).toThrow(
    'There is no aws_ecr_repository "none" in the simulated account.',
  );
});

test('what is there can be imported by its id or its name, and what is not cannot', () => {
  const state = cloud.make('aws_ecr_repository', { name: 'imported' });
  expect(cloud.import('aws_ecr_repository', 'imported').state).toEqual(state);
  expect(cloud.import('aws_ecr_repository', 'none').problems[0]).toContain('Cannot import non-existent remote object');
});

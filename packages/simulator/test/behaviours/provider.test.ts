import type { Values } from '../../src/wire/values';
import { Cloud } from '../support/cloud';

const MARK = 'Simulated cloud: ';

test('a type without a description gets values by its attribute names, always the same', () => {
  const make = (): Values => new Cloud('aws', ['aws_amplify_app']).make('aws_amplify_app', { name: 'jobs' });
  const amplify = make();
  expect(amplify['arn']).toMatch(/^arn:aws:simulated:eu-west-1:111122223333:[0-9a-f]{17}$/);
  expect(amplify['default_domain']).toMatch(/\.simulated\.invalid$/);
  expect(make()).toEqual(amplify);
});

test('every resource has the default tags of the provider, and only its own account is allowed', () => {
  const cloud = new Cloud('aws', ['aws_ecr_repository']);
  expect(cloud.configure({ region: 'us-east-1', default_tags: [{ tags: { team: 'a' } }] }).problems).toEqual([]);
  expect(cloud.make('aws_ecr_repository', { name: 'x', tags: { id: 'x' } })).toMatchObject({
    tags_all: { team: 'a', id: 'x' },
    region: 'us-east-1',
  });
  expect(cloud.configure({ allowed_account_ids: ['999999999999'] }).problems[0]).toBe(
    `${MARK}AWS account ID not allowed: 111122223333`,
  );
  expect(cloud.configure({ access_key: 'planted' }).problems[0]).toContain('credentials of a real cloud');
  expect(cloud.configure({ access_key: 'planted' }).problems[0]).not.toContain('planted');
});

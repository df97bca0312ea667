import { Cloud } from '../../support/cloud';

describe('a role', () => {
  const cloud = new Cloud('aws', [
    'aws_iam_role',
    'aws_iam_role_policy',
    'aws_iam_role_policy_attachment',
    'aws_iam_openid_connect_provider',
  ]);

  test('is not deleted while it has policies', () => {
    const role = cloud.make('aws_iam_role', { name: 'push', assume_role_policy: '{}' });
    const policy = cloud.make('aws_iam_role_policy', { role: 'push', name: 'images', policy: '{}' });
    const attached = cloud.make('aws_iam_role_policy_attachment', {
      role: 'push',
      policy_arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    });
    expect(cloud.destroy('aws_iam_role', role).problems[0]).toContain('must delete policies first');
    cloud.destroy('aws_iam_role_policy', policy);
    expect(cloud.destroy('aws_iam_role', role).problems[0]).toContain('must detach all policies first');
    cloud.destroy('aws_iam_role_policy_attachment', attached);
    expect(cloud.destroy('aws_iam_role', role).problems).toEqual([]);
  });

  test('is replaced when its path changes, and refuses an invalid policy', () => {
    const role = cloud.make('aws_iam_role', { name: 'deploy', assume_role_policy: '{}' });
    expect(role['arn']).toBe('arn:aws:iam::111122223333:role/deploy');
    expect(
      cloud.plan('aws_iam_role', { name: 'deploy', assume_role_policy: '{}', path: '/ci/' }, role).replaces,
    ).toEqual(['path']);
    expect(cloud.validate('aws_iam_role', { name: 'x', assume_role_policy: '{' })[0]).toContain('invalid JSON policy');
  });

  test('without a name gets a unique one', () => {
    const one = cloud.make('aws_iam_role', { name_prefix: 'ci-', assume_role_policy: '{}' });
    const other = cloud.make('aws_iam_role', { name_prefix: 'ci-', assume_role_policy: '{}' });
    expect(one['name']).toMatch(/^ci-[0-9a-f]{26}$/);
    expect(other['name']).not.toBe(one['name']);
  });
});

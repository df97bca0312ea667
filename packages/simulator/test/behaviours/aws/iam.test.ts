import { Cloud } from '../../support/cloud';

const GITHUB = 'token.actions.githubusercontent.com';

function trust(subjects: readonly string[], operator = 'StringEquals'): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${GITHUB}` },
      Condition: { [operator]: { [`${GITHUB}:sub`]: subjects } },
    },
  });
}

function allow(...actions: readonly string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } });
}

describe('B01: a role that trusts GitHub is refused', () => {
  const refusal = (policy: string) =>
    new Cloud('aws', ['aws_iam_role']).apply('aws_iam_role', { name: 'push', assume_role_policy: policy }).problems;

  test('if it names the repository alone, because a repository of today sends numbers', () => {
    expect(refusal(trust(['repo:acme/shop:environment:prod']))[0]).toMatch(
      /matches no token of acme\/shop, which is created today: GitHub sends sub = repo:acme@\d+\/shop@\d+:environment:prod/,
    );
  });

  test('if one of its subjects has no form with numbers', () => {
    const subjects = ['repo:acme@7/shop@42:environment:dev', 'repo:acme/shop:environment:prod'];
    expect(refusal(trust(subjects))[0]).toContain('repo:acme@7/shop@42:environment:prod');
  });

  test('if it has no condition on the subject', () => {
    expect(refusal(trust(['*'], 'StringLike'))[0]).toContain(
      'needs a condition on token.actions.githubusercontent.com:sub',
    );
  });

  test('F14: if it is longer than IAM accepts', () => {
    const subjects = Array.from({ length: 60 }, (_, index) => `repo:acme@7/shop@42:environment:e${index}`);
    expect(refusal(trust(subjects))[0]).toContain('Cannot exceed quota for ACLSizePerRole: 2048');
  });

  test('and made if a token of a new repository matches, whatever older form is beside it', () => {
    expect(refusal(trust(['repo:acme@7/shop@42:environment:prod', 'repo:acme/shop:environment:prod']))).toEqual([]);
    expect(refusal(trust(['repo:acme@7/shop@42:environment:*'], 'StringLike'))).toEqual([]);
  });
});

describe('a role that is tagged as the plan role', () => {
  const types = ['aws_iam_role', 'aws_iam_role_policy'];
  const put = (policy: string, tags: Record<string, string>) => {
    const cloud = new Cloud('aws', types);
    cloud.make('aws_iam_role', { name: 'plan', assume_role_policy: '{}', tags });
    return cloud.apply('aws_iam_role_policy', { role: 'plan', name: 'read', policy }).problems;
  };

  test('must not write, and must not read a secret value', () => {
    const tags = { 'goldenpath-role': 'plan' };
    expect(put(allow('secretsmanager:GetSecretValue'), tags)[0]).toContain('reads a secret value');
    expect(put(allow('rds:Describe*', 'rds:ModifyDBInstance'), tags)[0]).toContain('`rds:ModifyDBInstance` writes');
    expect(put(allow('rds:Describe*', 'ecr:ListTagsForResource'), tags)).toEqual([]);
    expect(put(allow('rds:ModifyDBInstance'), { 'goldenpath-role': 'deploy' })).toEqual([]);
  });
});

describe('policies that are too large are refused', () => {
  const large = (characters: number) => {
    const empty = allow('rds:Describe');
    return allow(`rds:Describe${'X'.repeat(characters - empty.length)}`);
  };
  const types = ['aws_iam_role', 'aws_iam_role_policy', 'aws_iam_policy', 'aws_iam_role_policy_attachment'];
  const cloud = () => {
    const made = new Cloud('aws', types);
    made.make('aws_iam_role', { name: 'deploy', assume_role_policy: '{}' });
    return made;
  };

  test('inline policies of a role have 10,240 characters together', () => {
    const account = cloud();
    const put = (name: string, policy: string) =>
      account.apply('aws_iam_role_policy', { role: 'deploy', name, policy }).problems;
    expect(put('one', large(6000))).toEqual([]);
    expect(put('two', large(4241))[0]).toContain('Maximum policy size of 10240 bytes exceeded for role deploy');
    expect(put('two', large(4240))).toEqual([]);
    // White space does not count.
    expect(put('two', large(4240).replaceAll(':', ' :  '))).toEqual([]);
  });

  test('a managed policy has 6,144 characters', () => {
    const put = (policy: string) => cloud().apply('aws_iam_policy', { name: 'large', policy }).problems;
    expect(put(large(6144))).toEqual([]);
    expect(put(large(6145))[0]).toContain('Cannot exceed quota for PolicySize: 6144');
  });

  test('a role has ten managed policies', () => {
    const account = cloud();
    const attach = (index: number) => {
      const { arn } = account.make('aws_iam_policy', { name: `p${index}`, policy: allow('rds:Describe*') });
      return account.apply('aws_iam_role_policy_attachment', { role: 'deploy', policy_arn: String(arn) }).problems;
    };
    for (let index = 0; index < 10; index += 1) expect(attach(index)).toEqual([]);
    expect(attach(10)[0]).toContain('Cannot exceed quota for PoliciesPerRole: 10');
  });

  test('the plan role gets no managed policy that writes', () => {
    const account = new Cloud('aws', types);
    account.make('aws_iam_role', { name: 'plan', assume_role_policy: '{}', tags: { 'goldenpath-role': 'plan' } });
    const { arn } = account.make('aws_iam_policy', { name: 'p', policy: allow('rds:ModifyDBInstance') });
    const { problems } = account.apply('aws_iam_role_policy_attachment', { role: 'plan', policy_arn: String(arn) });
    expect(problems[0]).toContain('`rds:ModifyDBInstance` writes');
  });
});

describe('a run that assumes a role', () => {
  const types = ['aws_iam_role', 'aws_iam_role_policy', 'aws_ecr_repository'];
  const cloud = new Cloud('aws', types);
  cloud.make('aws_iam_role', { name: 'deploy', path: '/ci/', assume_role_policy: '{}' });
  const reads = ['ecr:DescribeRepositories', 'ecr:ListTagsForResource'];
  cloud.make('aws_iam_role_policy', { role: 'deploy', name: 'ecr', policy: allow('ecr:CreateRepository', ...reads) });
  const role = (arn: string) => cloud.configure({ assume_role: [{ role_arn: arn }] });

  test('is refused what the role may not do, with the call and the resource', () => {
    role('arn:aws:iam::111122223333:role/ci/deploy');
    const { problems } = cloud.apply('aws_ecr_repository', { name: 'shop' });
    expect(problems[0]).toContain(
      'User: arn:aws:sts::111122223333:assumed-role/deploy/terraform is not authorized to perform: ecr:TagResource on resource: arn:aws:ecr:eu-west-1:111122223333:repository/shop because no identity-based policy allows the ecr:TagResource action',
    );
    role('');
    const made = cloud.make('aws_ecr_repository', { name: 'shop' });
    role('arn:aws:iam::111122223333:role/ci/deploy');
    expect(cloud.read('aws_ecr_repository', made)).toMatchObject({ name: 'shop' });
    expect(cloud.destroy('aws_ecr_repository', made).problems[0]).toContain('ecr:DeleteRepository');
  });

  test('is not checked if the role is outside of the account', () => {
    role('arn:aws:iam::999999999999:role/elsewhere');
    expect(cloud.make('aws_ecr_repository', { name: 'other' })).toMatchObject({ name: 'other' });
  });
});

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

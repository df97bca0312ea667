import {
  callTable,
  evaluate,
  excessPermissions,
  KNOWN_CALLS,
  missingPermissions,
  permissionsFor,
  type Policy,
  resourcesOfStack,
  typesWithoutCalls,
  type UsedResource,
} from '@goldenpath/iam';

const scope = { partition: 'aws', region: 'eu-west-2', accountId: '123456789012' };
const EVERY: readonly UsedResource[] = [...KNOWN_CALLS.resources.keys()].map((type) => ({
  mode: 'resource',
  type,
  attributes: {
    monitoring_role_arn: 'arn:aws:iam::123456789012:role/acme-prod-rds-monitor',
    role_arn: 'arn:aws:iam::123456789012:role/acme-prod-pods',
  },
}));
const ALL = ['create', 'read', 'update', 'delete'] as const;

function generated(operations: readonly (typeof ALL)[number][], resources = EVERY): Policy[] {
  return [{ Version: '2012-10-17', Statement: permissionsFor(resources, { scope, operations }) }];
}

describe('generated permissions', () => {
  test('for every operation allow every call of the table', () => {
    expect(missingPermissions(generated(ALL), EVERY, ALL, scope)).toEqual([]);
  });

  test('for reads allow each read, no write and no secret value', () => {
    const reads = generated(['read']);
    expect(missingPermissions(reads, EVERY, ['read'], scope)).toEqual([]);
    expect(excessPermissions(reads)).toEqual([]);
    expect(missingPermissions(reads, EVERY, ['create'], scope).length).toBeGreaterThan(20);
    expect(evaluate(reads, { action: 'secretsmanager:GetSecretValue', resource: '*' })).toBe('not-allowed');
  });

  test('are of the types in use alone', () => {
    const [registry] = generated(ALL, [{ mode: 'resource', type: 'aws_ecr_repository', attributes: {} }]);
    expect(JSON.stringify(registry)).not.toMatch(/rds|iam:|secretsmanager/);
    expect(registry?.Statement).toContainEqual(
      expect.objectContaining({ Resource: ['arn:aws:ecr:eu-west-2:123456789012:repository/*'] }),
    );
  });

  test('are limited to the names of a pattern', () => {
    const statements = permissionsFor([{ mode: 'resource', type: 'aws_iam_role', attributes: {} }], {
      scope,
      operations: ['create'],
      patterns: { aws_iam_role: { name: ['*-push'] } },
      conditions: { 'iam:CreateRole': { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::1:policy/b' } } },
    });
    const policies = [{ Statement: statements }];
    const context = { 'iam:PermissionsBoundary': 'arn:aws:iam::1:policy/b' };
    const push = { action: 'iam:CreateRole', resource: 'arn:aws:iam::123456789012:role/shop-push' };
    expect(evaluate(policies, { ...push, context })).toBe('allowed');
    expect(evaluate(policies, push)).toBe('not-allowed');
    const admin = { ...push, resource: 'arn:aws:iam::123456789012:role/admin', context };
    expect(evaluate(policies, admin)).toBe('not-allowed');
  });

  test('say the same, whatever the order of the resources', () => {
    expect(generated(ALL, [...EVERY].reverse())).toEqual(generated(ALL));
  });

  test('leave out what the table does not have, by name', () => {
    const stack = {
      resource: { aws_lambda_function: { jobs: {} }, github_repository: { r: {} } },
      data: { aws_vpc: { v: {} } },
    };
    expect(typesWithoutCalls(resourcesOfStack(stack))).toEqual(['aws_lambda_function', 'data aws_vpc']);
  });

  test('are those of more types with the calls of an extension', () => {
    const call = (operation: string) => [{ action: `lambda:${operation}` }];
    const table = callTable({
      resources: [
        {
          type: 'aws_lambda_function',
          arn: 'arn:{partition}:lambda:{region}:{account}:function:{function_name}',
          create: call('CreateFunction'),
          read: call('GetFunction'),
          update: [],
          delete: call('DeleteFunction'),
          source: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html'],
        },
      ],
    });
    const used: UsedResource = { mode: 'resource', type: 'aws_lambda_function', attributes: { function_name: 'a' } };
    expect(typesWithoutCalls([used], table)).toEqual([]);
    const policies = [{ Statement: permissionsFor([used], { scope, operations: ALL, table }) }];
    expect(missingPermissions(policies, [used], ALL, scope, table)).toEqual([]);
    expect(missingPermissions([], [used], ALL, scope, table).map(({ resource }) => resource)).toContain(
      'arn:aws:lambda:eu-west-2:123456789012:function:a',
    );
  });

  test('of an association are to pass the role of its pods, which the same stack makes', () => {
    const resources = resourcesOfStack({
      resource: {
        aws_iam_role: { pods: { name: 'shop-pods', path: '/apps/' } },
        aws_eks_pod_identity_association: { pods: { cluster_name: 'main', role_arn: '${aws_iam_role.pods.arn}' } },
      },
    });
    const statements = permissionsFor(resources, {
      scope,
      operations: ALL,
      rolePath: '/apps/',
      patterns: { aws_iam_role: { name: ['*-pods'] } },
    });
    expect(missingPermissions([{ Statement: statements }], resources, ALL, scope)).toEqual([]);
    const pass = { action: 'iam:PassRole', context: { 'iam:PassedToService': 'pods.eks.amazonaws.com' } };
    const role = 'arn:aws:iam::123456789012:role/apps/';
    expect(evaluate([{ Statement: statements }], { ...pass, resource: `${role}shop-pods` })).toBe('allowed');
    expect(evaluate([{ Statement: statements }], { ...pass, resource: `${role}admin` })).toBe('not-allowed');
  });
});

describe('the table of calls', () => {
  test.each([...KNOWN_CALLS.resources.values()])('$type has its sources, a read and unique calls', (entry) => {
    expect(entry.source.length).toBeGreaterThan(0);
    for (const page of entry.source) expect(page).toMatch(/^https:\/\//);
    expect(entry.read.length).toBeGreaterThan(0);
    for (const operation of ALL) {
      const calls = entry[operation].map(({ action, on = '', context }) => JSON.stringify([action, on, context]));
      expect(new Set(calls).size).toBe(calls.length);
    }
  });

  test('a refresh of a type changes nothing and reads no secret value', () => {
    const reads = [...KNOWN_CALLS.resources.values()].flatMap(({ read }) => read.map(({ action }) => action));
    expect(excessPermissions([{ Statement: { Effect: 'Allow', Action: reads, Resource: '*' } }])).toEqual([]);
  });
});

describe('a role that plans has too much', () => {
  const allowed = (Action: string | readonly string[], Resource = '*'): Policy => ({
    Statement: { Effect: 'Allow', Action, Resource },
  });

  test.each([
    ['secretsmanager:GetSecretValue', 'reads a secret value'],
    ['secretsmanager:Get*', 'reads a secret value'],
    ['ssm:GetParameter', 'reads a secret value'],
    ['kms:Decrypt', 'reads a secret value'],
    ['*', 'reads a secret value'],
    ['rds:*', 'writes'],
    ['iam:PutRolePolicy', 'writes'],
    ['ec2:Cr*', 'writes'],
    ['s3:PutObject', 'writes'],
  ] as const)('with %s', (action, why) => {
    expect(excessPermissions([allowed(action)])).toEqual([{ action, why }]);
  });

  test('with everything but a list', () => {
    const policy: Policy = { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } };
    expect(excessPermissions([policy])).toEqual([{ action: 'iam:*', why: 'allows everything but a list' }]);
  });

  test('but not with the lock file of a state, or with what is denied everywhere', () => {
    expect(excessPermissions([allowed(['s3:PutObject', 's3:DeleteObject'], 'arn:aws:s3:::states/*.tflock')])).toEqual(
      [],
    );
    const deny: Policy = { Statement: { Effect: 'Deny', Action: 'secretsmanager:GetSecretValue', Resource: '*' } };
    expect(excessPermissions([allowed('secretsmanager:GetSecretValue'), deny])).toEqual([]);
  });
});

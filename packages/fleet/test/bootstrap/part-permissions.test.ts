import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyPart, definePart, type PartPermissions, type ResourceCalls } from '@goldenpath/extension';
import { openFleet } from '@goldenpath/fleet';
import { evaluate, excessPermissions, permissionsFor } from '@goldenpath/iam';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { declaredPermissions } from '../../src/bootstrap/part-permissions';
import { roleOf, type Stack } from './support';

const ACCOUNT = { partition: 'aws', region: 'eu-west-2', accountId: '123456789012' };
const LAMBDA: ResourceCalls = {
  type: 'aws_lambda_function',
  arn: 'arn:{partition}:lambda:{region}:{account}:function:{function_name}',
  create: [{ action: 'lambda:CreateFunction' }],
  read: [{ action: 'lambda:GetFunction' }],
  update: [{ action: 'lambda:UpdateFunctionCode' }],
  delete: [{ action: 'lambda:DeleteFunction' }],
  source: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html'],
};

function part(permissions: object): AnyPart {
  return definePart({ name: 'jobs', description: 'Jobs.', permissions: () => permissions as PartPermissions });
}

test('the roles of a fleet with an extension have the permissions that its part declares', async () => {
  const folder = testFolder();
  const example = join(ROOT, 'examples', 'extension-queue');
  cpSync(join(example, 'fleet'), folder, { recursive: true });
  mkdirSync(join(folder, 'node_modules', '@goldenpath-examples'), { recursive: true });
  symlinkSync(example, join(folder, 'node_modules', '@goldenpath-examples', 'extension-queue'), 'junction');
  const fleet = openFleet({ cwd: folder });
  try {
    const done = await fleet.bootstrap();
    expect(done.unknownTypes).toEqual([]);
    const file = join(done.folder, 'cdktf.out', 'stacks', String(done.accounts[0]?.stack), 'cdk.tf.json');
    const stack = JSON.parse(readFileSync(file, 'utf8')) as Stack;
    const queue = `arn:aws:sqs:${String(done.accounts[0]?.region)}:${String(done.accounts[0]?.accountId)}:orders`;
    const deploy = roleOf(stack, 'deploy').policies;
    expect(evaluate(deploy, { action: 'sqs:CreateQueue', resource: queue })).toBe('allowed');
    const plan = roleOf(stack, 'plan').policies;
    expect(evaluate(plan, { action: 'sqs:GetQueueAttributes', resource: queue })).toBe('allowed');
    expect(evaluate(plan, { action: 'sqs:CreateQueue', resource: queue })).toBe('not-allowed');
    expect(excessPermissions(plan)).toEqual([]);
  } finally {
    fleet.close();
  }
});

test('a type that goldenpath does not know has exactly the calls that the part declares', () => {
  const { resources, table } = declaredPermissions([part({ resources: ['aws_lambda_function'], calls: [LAMBDA] })]);
  const statements = permissionsFor(resources('aws'), { scope: ACCOUNT, operations: ['read'], table });
  expect(statements).toEqual([
    {
      Effect: 'Allow',
      Action: ['lambda:GetFunction'],
      Resource: ['arn:aws:lambda:eu-west-2:123456789012:function:*'],
    },
  ]);
});

test('a name pattern of buckets holds for their settings', () => {
  const { patterns } = declaredPermissions([
    part({
      resources: ['aws_s3_bucket', 'aws_s3_bucket_versioning', 'aws_dynamodb_table'],
      names: { aws_s3_bucket: ['acme-*'] },
    }),
  ]);
  expect(patterns).toEqual({
    aws_s3_bucket: { bucket: ['acme-*'] },
    aws_s3_bucket_versioning: { bucket: ['acme-*'] },
  });
});

test('a part without names for roles does not let the deploy role change any role', () => {
  const { patterns } = declaredPermissions([part({ resources: ['aws_iam_role', 'aws_iam_policy'] })]);
  expect(patterns).toEqual({ aws_iam_policy: { name: [] }, aws_iam_role: { name: [] } });
});

test('a managed policy that a part attaches is the only one that may be attached for it', () => {
  const { resources } = declaredPermissions([
    part({ resources: [], attachedPolicies: ['service-role/AmazonRDSEnhancedMonitoringRole'] }),
  ]);
  expect(resources('aws-cn').map(({ attributes }) => attributes['policy_arn'])).toEqual([
    'arn:aws-cn:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
  ]);
});

test.each([
  ['no list', {}, '`resources` is not a list'],
  ['a type of another provider', { resources: ['github_repository'] }, '"github_repository" is not a resource type'],
  ['a policy of everything', { resources: [], attachedPolicies: ['*'] }, '"*" is not the name of a managed policy'],
  ['calls without a source', { resources: [], calls: [{ ...LAMBDA, source: [] }] }, 'need a `source`'],
  ['calls without an ARN', { resources: [], calls: [{ ...LAMBDA, arn: '' }] }, 'need an `arn`'],
  ['no list of calls', { resources: [], calls: [{ ...LAMBDA, delete: undefined }] }, '`delete` of aws_lambda_function'],
  [
    'a pattern of actions',
    { resources: [], calls: [{ ...LAMBDA, create: [{ action: 'lambda:*' }] }] },
    'which is not one action',
  ],
  [
    'a read that writes',
    { resources: [], calls: [{ ...LAMBDA, read: [{ action: 'lambda:InvokeFunction' }] }] },
    '`read` of aws_lambda_function has lambda:InvokeFunction, which writes',
  ],
  [
    'a read of a secret value',
    { resources: [], calls: [{ ...LAMBDA, read: [{ action: 'secretsmanager:GetSecretValue' }] }] },
    'which reads a secret value',
  ],
])('permissions with %s are refused', (_name, permissions, message) => {
  expect(() => declaredPermissions([part(permissions)])).toThrow(message);
  expect(() => declaredPermissions([part(permissions)])).toThrow('The permissions of the part jobs are wrong');
});

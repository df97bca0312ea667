import {
  type ApiCall,
  evaluate,
  INLINE_POLICIES_LIMIT,
  MANAGED_POLICY_LIMIT,
  missingPermissions,
  policySize,
  resourcesOfStack,
} from '@goldenpath/iam';
import { bootstrapped, roleOf, type Stack, stackTexts } from './support';

const SCOPE = { partition: 'aws', region: 'eu-west-2', accountId: '123456789012' };
const KEY = 'arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';
const OTHER_KEY = 'arn:aws:kms:eu-west-2:123456789012:key/00000000-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

const withKey = (platform: string): string =>
  platform.replace('sizes: [small]\n', `sizes: [small]\n      kmsKey: ${KEY}\n      logRetentionDays: 30\n`);

function throughService(service: string, action: string, resource: string): ApiCall {
  return { action, resource, context: { 'kms:ViaService': `${service}.eu-west-2.amazonaws.com` } };
}

async function policiesOf(kind: string, change: (platform: string) => string) {
  const { stacks } = await bootstrapped(change);
  return roleOf(stacks[0] as Stack, kind).policies;
}

test('R7: the deploy role uses the key of an environment through RDS and Secrets Manager, and no other key', async () => {
  const policies = await policiesOf('deploy', withKey);
  for (const [service, action] of [
    ['rds', 'kms:CreateGrant'],
    ['rds', 'kms:DescribeKey'],
    ['secretsmanager', 'kms:GenerateDataKey'],
    ['secretsmanager', 'kms:Decrypt'],
  ] as const) {
    expect(evaluate(policies, throughService(service, action, KEY))).toBe('allowed');
    if (action === 'kms:DescribeKey') continue;
    expect(evaluate(policies, throughService('s3', action, KEY))).toBe('not-allowed');
    expect(evaluate(policies, throughService(service, action, OTHER_KEY))).toBe('not-allowed');
  }
  const plan = await policiesOf('plan', withKey);
  expect(evaluate(plan, throughService('secretsmanager', 'kms:Decrypt', KEY))).toBe('not-allowed');
});

test('R1, R10: the deploy role may do what an instance from a snapshot, with a key, logs and a final snapshot needs', async () => {
  const { folder, stacks } = await bootstrapped((platform) =>
    withKey(platform).replace(
      'logRetentionDays: 30\n',
      'logRetentionDays: 30\n      shared: { restoreFrom: nightly }\n',
    ),
  );
  const resources = (await stackTexts(folder)).flatMap((text) =>
    resourcesOfStack(JSON.parse(text) as Record<string, unknown>),
  );
  const instance = resources.find(({ attributes }) => attributes['snapshot_identifier'] === 'nightly');
  expect(instance?.attributes).toMatchObject({ kms_key_id: KEY, master_user_secret_kms_key_id: KEY });
  expect(resources.map(({ type }) => type)).toContain('aws_cloudwatch_log_group');
  const { policies } = roleOf(stacks[0] as Stack, 'deploy');
  expect(missingPermissions(policies, resources, ['create', 'read', 'update', 'delete'], SCOPE)).toEqual([]);
  // A role without the policy of resources lacks these calls: the check sees them.
  const missing = missingPermissions([], instance === undefined ? [] : [instance], ['create', 'delete'], SCOPE);
  const actions = missing.map(({ action, resource }) => `${action} ${resource}`);
  expect(actions).toContain('rds:CreateDBInstance arn:aws:rds:eu-west-2:123456789012:og:default:sample');
  expect(actions).toContain('rds:RestoreDBInstanceFromDBSnapshot arn:aws:rds:eu-west-2:123456789012:snapshot:nightly');
  expect(actions.some((call) => call.startsWith('rds:CreateDBSnapshot '))).toBe(true);
  expect(actions).toContain(`kms:CreateGrant ${KEY}`);
});

test('a state key that is given by its alias can be used: the alias is a condition, not the resource', async () => {
  const alias = 'arn:aws:kms:eu-west-2:123456789012:alias/states';
  const change = (platform: string) => platform.replace('  type: s3\n', `  type: s3\n  kmsKeyId: ${alias}\n`);
  for (const kind of ['plan', 'deploy']) {
    const policies = await policiesOf(kind, change);
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      const call = throughService('s3', action, KEY);
      const named = { ...call, context: { ...call.context, 'kms:ResourceAliases': ['alias/states'] } };
      expect(evaluate(policies, named)).toBe('allowed');
      expect(evaluate(policies, call)).toBe('not-allowed');
    }
  }
});

test('A7: the deploy role makes roles below the path of the platform file alone', async () => {
  const policies = await policiesOf('deploy', (platform) =>
    platform.replace('\n  region: eu-west-2\n', '\n  region: eu-west-2\n  rolePath: /platform/\n'),
  );
  const role = (path: string) => `arn:aws:iam::123456789012:role/${path}shop-push`;
  expect(evaluate(policies, { action: 'iam:CreateRole', resource: role('platform/') })).toBe('allowed');
  expect(evaluate(policies, { action: 'iam:CreateRole', resource: role('') })).toBe('not-allowed');
});

test('policies that IAM does not accept inline are managed ones, and allow the same', async () => {
  const keys = Array.from(
    { length: 60 },
    (_, index) => `arn:aws:kms:eu-west-2:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-${String(index).padStart(12, '0')}`,
  );
  const environments = keys.map(
    (key, index) =>
      `  - { name: e${index}, logLevel: info, host: "{app}.e${index}.{domain}", cluster: { name: e${index} }, databases: { network: { vpcId: vpc-0d0e0f10, subnetIds: [subnet-0d0e0f10, subnet-0d0e0f11], clientCidrs: [10.0.0.0/16] }, kmsKey: ${key} } }\n`,
  );
  const { folder, stacks } = await bootstrapped((platform) =>
    platform.replace('\nkubernetes:', `${environments.join('')}\nkubernetes:`),
  );
  const { resource } = stacks[0] as Stack;
  const managed = Object.values(resource['aws_iam_policy'] ?? {});
  const attached = Object.values(resource['aws_iam_role_policy_attachment'] ?? {});
  expect(managed.length).toBeGreaterThan(1);
  expect(managed.map(({ name }) => name)).toContain('goldenpath-idp-deploy-resources-1');
  expect(attached.map(({ role }) => role)).toEqual(managed.map(() => '${aws_iam_role.deploy-role.name}'));
  for (const { policy } of managed) expect(policySize(String(policy))).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
  const { inline, policies: all } = roleOf(stacks[0] as Stack, 'deploy');
  const sizes = inline.map((policy) => policySize(JSON.stringify(policy)));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(INLINE_POLICIES_LIMIT);
  expect(all).toHaveLength(inline.length + managed.length);
  const resources = (await stackTexts(folder)).flatMap((text) =>
    resourcesOfStack(JSON.parse(text) as Record<string, unknown>),
  );
  expect(missingPermissions(all, resources, ['create', 'read', 'update', 'delete'], SCOPE)).toEqual([]);
  const widen = {
    action: 'iam:CreatePolicyVersion',
    resource: 'arn:aws:iam::123456789012:policy/goldenpath-idp-deploy-resources-1',
  };
  expect(evaluate(all, widen)).toBe('denied');
});

describe('roles that the platform file names', () => {
  const roles = bootstrapped((platform) =>
    platform.replace(
      '\n  region: eu-west-2\n',
      '\n  region: eu-west-2\n  rolePath: /apps/\n  roles: { plan: ci/reader, deploy: ci/writer }\n',
    ),
  ).then(({ stacks }) => stacks[0] as Stack);

  test('are made with their own paths', async () => {
    const made = (await roles).resource['aws_iam_role'];
    expect(made?.['plan-role']).toMatchObject({ name: 'reader', path: '/ci/' });
    expect(made?.['deploy-role']).toMatchObject({ name: 'writer', path: '/ci/' });
    expect(made?.['release-role']).toMatchObject({ path: '/apps/' });
  });

  test.each([
    ['plan', 'ci/reader'],
    ['deploy', 'ci/writer'],
  ])('may assume themselves, as Terraform does in a job that has the %s role already', async (kind, path) => {
    const arn = `arn:aws:iam::123456789012:role/${path}`;
    const { policies, trust } = roleOf(await roles, kind);
    expect(evaluate(policies, { action: 'sts:AssumeRole', resource: arn })).toBe('allowed');
    expect(JSON.stringify(trust)).toContain(`"aws:PrincipalArn":["${arn}"]`);
    const other = `arn:aws:iam::123456789012:role/${kind === 'plan' ? 'ci/writer' : 'ci/reader'}`;
    expect(evaluate(policies, { action: 'sts:AssumeRole', resource: other })).toBe('not-allowed');
  });
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import {
  evaluate,
  evaluateTrust,
  excessPermissions,
  listOf,
  mintGithubToken,
  missingPermissions,
  parsePolicy,
  resourcesOfStack,
  SECRET_READS,
  typesWithoutCalls,
  type UsedResource,
} from '@goldenpath/iam';
import { bootstrapped, REPOSITORY, roleOf, type Stack, stackTexts } from './support';
import { ROOT } from '@goldenpath/testing/fleet';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import { ROLE_WORKFLOWS } from '../../src/bootstrap/trust';

const SCOPE = { partition: 'aws', region: 'eu-west-2', accountId: '123456789012' };
const WORKFLOWS = 'mikeybeezy/goldenpath-idp-infra/.github/workflows';
const DATABASES =
  '{ network: { vpcId: vpc-0d0e0f10, subnetIds: [subnet-0d0e0f10, subnet-0d0e0f11], clientCidrs: [10.0.0.0/16] } }';
const ALL = ['create', 'read', 'update', 'delete'] as const;

/** All resources of the example fleet's stacks. */
async function fleetResources(): Promise<UsedResource[]> {
  return (await stackTexts(ROOT)).flatMap((text) => resourcesOfStack(JSON.parse(text) as Record<string, unknown>));
}

const example = bootstrapped();
const [stack] = [example.then(({ stacks }) => stacks[0] as Stack)];

test('A2: an account gets its bucket, identity provider, roles and GitOps repository', async () => {
  const { done } = await example;
  expect(done.accounts).toEqual([
    {
      accountId: '123456789012',
      region: 'eu-west-2',
      stack: 'bootstrap-123456789012',
      environments: ['dev', 'test', 'staging', 'prod'],
      buckets: ['goldenpath-idp-terraform-state'],
      oidcProvider: true,
      roles: ['plan', 'deploy', 'release'].map((kind) => ({
        kind,
        name: `goldenpath-idp-${kind}`,
        arn: `arn:aws:iam::123456789012:role/goldenpath-idp-${kind}`,
        path: '/',
      })),
      gitopsRepository: 'goldenpath-idp/gitops',
    },
  ]);
  expect(done.unknownTypes).toEqual([]);
});

test('A2: the bucket is versioned, encrypted, private and reached over TLS only', async () => {
  const { resource } = await stack;
  const of = (type: string) => Object.values(resource[type] ?? {})[0] ?? {};
  expect(of('aws_s3_bucket')).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(of('aws_s3_bucket_versioning')['versioning_configuration']).toEqual({ status: 'Enabled' });
  expect(JSON.stringify(of('aws_s3_bucket_server_side_encryption_configuration'))).toContain('AES256');
  expect(of('aws_s3_bucket_public_access_block')).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  const policy = parsePolicy(String(of('aws_s3_bucket_policy')['policy']));
  const plain = { action: 's3:GetObject', resource: 'arn:aws:s3:::goldenpath-idp-terraform-state/x' };
  expect(evaluate([policy], { ...plain, context: { 'aws:SecureTransport': 'false' } })).toBe('denied');
});

test('I3: the plan role reads what the stacks of the fleet need, writes nothing and reads no secret value', async () => {
  const { policies } = roleOf(await stack, 'plan');
  const resources = await fleetResources();
  expect(resources.length).toBeGreaterThan(50);
  expect(missingPermissions(policies, resources, ['read'], SCOPE)).toEqual([]);
  expect(excessPermissions(policies)).toEqual([]);
  const secret = 'arn:aws:secretsmanager:eu-west-2:123456789012:secret:goldenpath/prod/orders_db/postgres-a1b2c3';
  for (const action of SECRET_READS) expect(evaluate(policies, { action, resource: secret })).not.toBe('allowed');
});

test('no role of workflows reads the values of secrets of an application', async () => {
  const resource =
    'arn:aws:secretsmanager:eu-west-2:123456789012:secret:goldenpath/prod/shop/secrets/session_key-a1b2c3';
  for (const kind of ['plan', 'deploy'] as const) {
    const { policies } = roleOf(await stack, kind);
    for (const action of SECRET_READS) expect(evaluate(policies, { action, resource })).not.toBe('allowed');
  }
  const { policies } = roleOf(await stack, 'deploy');
  for (const action of ['CreateSecret', 'DescribeSecret', 'DeleteSecret'])
    expect(evaluate(policies, { action: `secretsmanager:${action}`, resource })).toBe('allowed');
});

test('the deploy role may do with the stacks of the fleet what Terraform does, and nothing to the roles of bootstrap', async () => {
  const { policies } = roleOf(await stack, 'deploy');
  expect(missingPermissions(policies, await fleetResources(), ALL, SCOPE)).toEqual([]);
  for (const name of ['goldenpath-idp-plan', 'goldenpath-idp-deploy', 'admin']) {
    const resource = `arn:aws:iam::123456789012:role/${name}`;
    expect(evaluate(policies, { action: 'iam:PutRolePolicy', resource })).not.toBe('allowed');
    expect(evaluate(policies, { action: 'iam:UpdateAssumeRolePolicy', resource })).not.toBe('allowed');
  }
  const attach = { action: 'iam:AttachRolePolicy', resource: 'arn:aws:iam::123456789012:role/shop-push' };
  const admin = { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' };
  expect(evaluate(policies, { ...attach, context: admin })).toBe('not-allowed');
});

test('the table has the calls of every type in the stacks of the fleet', async () => {
  expect(typesWithoutCalls(await fleetResources())).toEqual([]);
});

/** The files of workflows in which a job assumes the role of a variable. */
function workflowsWith(variable: string): string[] {
  const folder = join(ROOT, '.github', 'workflows');
  const isAssumed = new RegExp(`role-to-assume: \\$\\{\\{.*\\bvars\\.${variable}\\b`);
  return readdirSync(folder)
    .filter((file) => isAssumed.test(readFileSync(join(folder, file), 'utf8')))
    .sort();
}

test.each([
  ['plan', 'PLAN_ROLE_ARN'],
  ['deploy', 'DEPLOY_ROLE_ARN'],
  ['release', 'PROMOTE_ROLE_ARN'],
  ['preview', 'PREVIEW_ROLE_ARN'],
] as const)('I2: the %s role is for exactly the workflows that assume it', (kind, variable) => {
  expect(ROLE_WORKFLOWS[kind]).toEqual(workflowsWith(variable));
});

test.each([
  ['plan', 'plan', 'plan.yml@refs/pull/7/merge'],
  ['plan', 'scheduled', 'drift.yml@refs/heads/main'],
  ['plan', 'scheduled', 'deploy-target.yml@refs/heads/main'],
  ['deploy', 'prod', 'deploy-target.yml@refs/heads/main'],
  ['deploy', 'organisation-wide', 'deploy.yml@refs/heads/main'],
  ['release', 'prod', 'release.yml@refs/heads/main'],
])('I1: the %s role lets a job of a repository of today in: %s, %s', async (kind, environment, workflow) => {
  const { trust } = roleOf(await stack, kind);
  const job = { repository: REPOSITORY, ref: 'refs/heads/main', environment, workflow: `${WORKFLOWS}/${workflow}` };
  expect(evaluateTrust(trust, mintGithubToken(job))).toBe('allowed');
  const others = [
    { ...job, environment: 'elsewhere' },
    { ...job, repository: { ...REPOSITORY, id: '43' } },
    { ...job, workflow: `${WORKFLOWS}/other.yml@refs/heads/main` },
  ];
  for (const other of others) expect(evaluateTrust(trust, mintGithubToken(other))).toBe('not-allowed');
});

test('I2: a workflow of a branch gets neither the deploy role nor the release role', async () => {
  for (const [kind, file] of [
    ['deploy', 'deploy-target.yml'],
    ['release', 'release.yml'],
  ] as const) {
    const workflow = `${WORKFLOWS}/${file}@refs/heads/feature`;
    const job = { repository: REPOSITORY, ref: 'refs/heads/feature', environment: 'prod', workflow };
    expect(evaluateTrust(roleOf(await stack, kind).trust, mintGithubToken(job))).toBe('not-allowed');
  }
});

test('F14: a platform of many environments has roles that IAM accepts', async () => {
  const { stacks } = await bootstrapped((platform) => {
    const environments = Array.from(
      { length: 40 },
      (_, index) =>
        `  - { name: extra${index}, logLevel: info, host: "{app}.e${index}.{domain}", cluster: { name: e${index} }, databases: ${DATABASES} }\n`,
    );
    return platform.replace('\nkubernetes:', `${environments.join('')}\nkubernetes:`);
  });
  const { trust } = roleOf(stacks[0] as Stack, 'deploy');
  expect(JSON.stringify(trust).length).toBeLessThanOrEqual(2048);
  const workflow = `${WORKFLOWS}/deploy-target.yml@refs/heads/main`;
  const job = { repository: REPOSITORY, ref: 'refs/heads/main', environment: 'extra39', workflow };
  expect(evaluateTrust(trust, mintGithubToken(job))).toBe('allowed');
  expect(evaluateTrust(trust, mintGithubToken({ ...job, workflow: 'other' }))).toBe('not-allowed');
});

test('A7: a permissions boundary is demanded of every role that the deploy role makes', async () => {
  const boundary = 'arn:aws:iam::123456789012:policy/boundary';
  const { stacks } = await bootstrapped((platform) =>
    platform.replace(
      '  region: eu-west-2\n',
      '  region: eu-west-2\n  permissionsBoundary: boundary\n  rolePath: /platform/\n',
    ),
  );
  const { policies } = roleOf(stacks[0] as Stack, 'deploy');
  const call = { action: 'iam:CreateRole', resource: 'arn:aws:iam::123456789012:role/platform/shop-push' };
  expect(evaluate(policies, call)).toBe('not-allowed');
  expect(evaluate(policies, { ...call, context: { 'iam:PermissionsBoundary': boundary } })).toBe('allowed');
  expect(stacks[0]?.resource['aws_iam_role']?.['deploy-role']).toMatchObject({
    path: '/platform/',
    permissions_boundary: boundary,
  });
});

describe('A1: an environment with an account of its own', () => {
  const account = (state: string) => (platform: string) =>
    platform.replace(
      '  - name: prod\n',
      `  - name: prod\n    aws: { accountId: "210987654321", region: eu-west-1${state} }\n`,
    );

  test('gets its own stack, bucket and roles', async () => {
    const { done, stacks } = await bootstrapped(account(', state: { bucket: prod-states }'));
    const shown = done.accounts.map(({ accountId, environments, buckets, roles }) => ({
      accountId,
      environments,
      buckets,
      roles: roles.map(({ kind }) => kind),
    }));
    expect(shown).toEqual([
      {
        accountId: '123456789012',
        environments: ['dev', 'test', 'staging'],
        buckets: ['goldenpath-idp-terraform-state'],
        roles: ['plan', 'deploy', 'release'],
      },
      { accountId: '210987654321', environments: ['prod'], buckets: ['prod-states'], roles: ['plan', 'deploy'] },
    ]);
    const [hub, prod] = stacks as [Stack, Stack];
    expect(JSON.stringify(roleOf(prod, 'deploy').trust)).toContain(':environment:prod');
    expect(JSON.stringify(roleOf(hub, 'deploy').trust)).not.toContain(':environment:prod');
    expect(JSON.stringify(hub.resource['aws_s3_bucket_policy'])).not.toContain('210987654321');
  });

  test('uses a bucket of another account only if the platform file says so, and the policy of the bucket lets its roles in', async () => {
    const { stacks } = await bootstrapped((platform) =>
      account('')(platform).replace('  type: s3\n', '  type: s3\n  sharedByAccounts: true\n'),
    );
    const [hub] = stacks as [Stack, Stack];
    const bucket = JSON.stringify(hub.resource['aws_s3_bucket_policy']);
    expect(bucket).toContain('arn:aws:iam::210987654321:role/goldenpath-idp-deploy');
    expect(bucket).not.toContain('goldenpath-idp-release');
  });
});

test('the first state is in a file, and the next ones in the bucket', async () => {
  const folder = copyOfFleet();
  const fleet = openFleet({ cwd: folder });
  const backend = async (localState: boolean) => {
    const done = await fleet.bootstrap({ localState });
    const file = join(done.folder, 'cdktf.out', 'stacks', 'bootstrap-123456789012', 'cdk.tf.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { terraform: { backend: unknown } }).terraform.backend;
  };
  expect(await backend(true)).toEqual({ local: { path: '../../../bootstrap-123456789012.tfstate' } });
  expect(await backend(false)).toMatchObject({
    s3: { bucket: 'goldenpath-idp-terraform-state', key: 'goldenpath/bootstrap-123456789012.tfstate' },
  });
  writeFileSync(join(folder, 'dist', 'bootstrap', 'bootstrap-123456789012.tfstate'), '{}');
  const approve = () => Promise.resolve(true);
  await expect(fleet.bootstrap({ action: 'deploy', approve })).rejects.toThrow('is still in');
  fleet.close();
});

test('the objects of Argo CD have a repository too when the manifests are in those of the applications', async () => {
  const { done } = await bootstrapped((platform) => platform.replace('layout: central', 'layout: app-repositories'));
  expect(done.accounts.map(({ gitopsRepository }) => gitopsRepository)).toEqual(['goldenpath-idp/gitops']);
});

test('the same fleet gives the same bytes', async () => {
  const again = await bootstrapped();
  expect(again.stacks).toEqual((await example).stacks);
});

test.each([
  [{ repository: 'nowhere' }, '`nowhere` is not a repository on GitHub'],
  [{ accounts: ['999999999999'] }, '`999999999999` is not an account of the platform file'],
  [{ action: 'deploy' as const }, 'changes a real cloud'],
])('refuses %j', async (options, message) => {
  const fleet = openFleet({ cwd: copyOfFleet() });
  await expect(fleet.bootstrap(options)).rejects.toThrow(message);
  fleet.close();
});

test('the manifest of each GitHub App asks for what its workflows use', async () => {
  const { done } = await example;
  const permissions = done.githubApps.map(({ prefix, manifest }) => {
    const text = JSON.parse(readFileSync(manifest, 'utf8')) as { public: boolean; default_permissions: object };
    expect(text.public).toBe(false);
    return [
      prefix,
      Object.entries(text.default_permissions)
        .filter(([, level]) => level === 'write')
        .map(([name]) => name),
    ];
  });
  expect(Object.fromEntries(permissions)).toEqual({
    PLAN: [],
    DEPLOY: ['actions_variables', 'administration', 'contents', 'environments'],
    GITOPS: ['contents'],
    RECORD: ['contents'],
    REQUEST: ['contents', 'pull_requests'],
    RELEASE: ['actions'],
  });
});

test('only actions that AWS limits to no resource are allowed for every resource', async () => {
  const made = await stack;
  const policies = ['plan', 'deploy', 'release'].flatMap((kind) => roleOf(made, kind).policies);
  const wide = policies
    .flatMap(({ Statement: statements }) => listOf(statements))
    .filter(({ Resource: resources }) => listOf(resources).includes('*'))
    .flatMap(({ Action: actions }) => listOf(actions));
  expect([...new Set(wide)].sort()).toEqual([
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeSecurityGroupRules',
    'ec2:DescribeSecurityGroups',
    'ecr:GetAuthorizationToken',
    'logs:DescribeLogGroups',
  ]);
});

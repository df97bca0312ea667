import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate, evaluateTrust, mintGithubToken } from '@goldenpath/iam';
import { bootstrapped, REPOSITORY, roleOf, type Stack } from './support';

const ACCOUNT = '123456789012';
const KEY = `arn:aws:kms:eu-west-2:${ACCOUNT}:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/goldenpath-idp-preview`;
const WORKFLOWS = 'mikeybeezy/goldenpath-idp-infra/.github/workflows';

const withPreviews = (platform: string): string =>
  platform
    .replace('\nkubernetes:\n', '\npreviews: { from: dev }\nkubernetes:\n')
    .replace('sizes: [small]\n', `sizes: [small]\n      kmsKey: ${KEY}\n`);

/** The applications whose pull requests have previews. The others have none. */
function previewing(...apps: readonly string[]): (folder: string) => void {
  return (folder) => {
    for (const app of apps) {
      const file = join(folder, 'apps', app, 'app.yaml');
      writeFileSync(file, `${readFileSync(file, 'utf8')}\npreview: true\n`);
    }
  };
}

const made = bootstrapped(withPreviews, previewing('orders-api'));
const preview = made.then(({ stacks }) => roleOf(stacks[0] as Stack, 'preview'));

const secret = (name: string) => `arn:aws:secretsmanager:eu-west-2:${ACCOUNT}:secret:${name}`;
const OWN = secret('goldenpath/dev/orders_db_pr_12/postgres-a1b2c3');
const OF_DEV = secret('goldenpath/dev/orders_db/postgres-a1b2c3');
const OF_PROD = secret('goldenpath/prod/orders_db_pr_12/postgres-a1b2c3');

test.each([
  ['secretsmanager:CreateSecret', OWN, 'allowed'],
  ['secretsmanager:TagResource', OWN, 'allowed'],
  ['secretsmanager:GetSecretValue', OWN, 'allowed'],
  ['secretsmanager:PutSecretValue', OWN, 'allowed'],
  ['secretsmanager:UpdateSecretVersionStage', OWN, 'allowed'],
  ['secretsmanager:DeleteSecret', OWN, 'allowed'],
  // It is asked for before it is made, so that its ARN has no random end yet.
  ['secretsmanager:GetSecretValue', secret('goldenpath/dev/orders_db_pr_12/postgres'), 'allowed'],
  ['secretsmanager:GetSecretValue', secret('rds!db-0d0e0f'), 'allowed'],
  ['secretsmanager:GetSecretValue', secret('goldenpath/dev/rds/master-a1b2c3'), 'allowed'],
  ['rds:DescribeDBInstances', `arn:aws:rds:eu-west-2:${ACCOUNT}:db:goldenpath-idp-dev`, 'allowed'],
  ['secretsmanager:CreateSecret', OF_DEV, 'not-allowed'],
  ['secretsmanager:GetSecretValue', OF_DEV, 'not-allowed'],
  ['secretsmanager:PutSecretValue', OF_DEV, 'not-allowed'],
  ['secretsmanager:DeleteSecret', OF_DEV, 'not-allowed'],
  ['secretsmanager:DeleteSecret', secret('goldenpath/dev/orders_pr_data/postgres-a1b2c3'), 'not-allowed'],
  ['secretsmanager:DeleteSecret', secret('goldenpath/dev/shop_pr_1/secrets/session_key-a1b2c3'), 'not-allowed'],
  ['secretsmanager:CreateSecret', OF_PROD, 'not-allowed'],
  ['secretsmanager:DeleteSecret', OF_PROD, 'not-allowed'],
  ['secretsmanager:DeleteSecret', secret('rds!db-0d0e0f'), 'not-allowed'],
  ['secretsmanager:PutSecretValue', secret('goldenpath/dev/rds/master-a1b2c3'), 'not-allowed'],
  ['rds:DeleteDBInstance', `arn:aws:rds:eu-west-2:${ACCOUNT}:db:goldenpath-idp-dev`, 'not-allowed'],
  ['s3:GetObject', 'arn:aws:s3:::goldenpath-idp-terraform-state/goldenpath/platform-dev.tfstate', 'not-allowed'],
])('the preview role: %s on %s is %s', async (action, resource, decision) => {
  const { policies } = await preview;
  expect(evaluate(policies, { action, resource })).toBe(decision);
});

const images = (name: string, account = ACCOUNT) => `arn:aws:ecr:eu-west-2:${account}:repository/${name}`;
const PUSH = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

test.each(PUSH)('the preview role: %s is allowed for applications with previews alone', async (action) => {
  const { policies } = await preview;
  expect(evaluate(policies, { action, resource: images('orders-api') })).toBe('allowed');
  for (const other of [
    images('user-service'),
    images('orders-api-two'),
    images('orders-api', '210987654321'),
    images('orders-api').replace('eu-west-2', 'us-east-1'),
  ])
    expect(evaluate(policies, { action, resource: other })).toBe('not-allowed');
});

test('the preview role logs in to the registry, and removes and changes nothing in it', async () => {
  const { policies } = await preview;
  expect(evaluate(policies, { action: 'ecr:GetAuthorizationToken', resource: '*' })).toBe('allowed');
  for (const action of [
    'ecr:BatchDeleteImage',
    'ecr:CreateRepository',
    'ecr:DeleteRepository',
    'ecr:PutImageTagMutability',
    'ecr:PutLifecyclePolicy',
    'ecr:SetRepositoryPolicy',
  ])
    expect(evaluate(policies, { action, resource: images('orders-api') })).toBe('not-allowed');
});

test('where previews can have no database, the preview role pushes images and does nothing else', async () => {
  const { stacks } = await bootstrapped(
    (platform) =>
      withPreviews(platform).replace(
        '\nsecretStore:\n',
        '\nsecretStore:\n  type: vault\n  vault: { server: "https://vault.example.org" }\n',
      ),
    previewing('user-service'),
  );
  const { policies } = roleOf(stacks[0] as Stack, 'preview');
  expect(evaluate(policies, { action: 'ecr:PutImage', resource: images('user-service') })).toBe('allowed');
  expect(evaluate(policies, { action: 'secretsmanager:CreateSecret', resource: OWN })).toBe('not-allowed');
  expect(evaluate(policies, { action: 'secretsmanager:GetSecretValue', resource: secret('rds!db-1') })).toBe(
    'not-allowed',
  );
});

test('the preview role decrypts with the key of the environment, through Secrets Manager alone', async () => {
  const { policies } = await preview;
  const call = (service: string, action = 'kms:Decrypt') => ({
    action,
    resource: KEY,
    context: { 'kms:ViaService': `${service}.eu-west-2.amazonaws.com` },
  });
  expect(evaluate(policies, call('secretsmanager'))).toBe('allowed');
  expect(evaluate(policies, call('rds'))).toBe('not-allowed');
  expect(evaluate(policies, call('secretsmanager', 'kms:GenerateDataKey'))).toBe('not-allowed');
});

test('the preview role is for jobs of `preview.yml` on the default branch, in the environment of previews', async () => {
  const { trust } = await preview;
  const job = {
    repository: REPOSITORY,
    ref: 'refs/heads/main',
    environment: 'dev',
    workflow: `${WORKFLOWS}/preview.yml@refs/heads/main`,
  };
  expect(evaluateTrust(trust, mintGithubToken(job))).toBe('allowed');
  for (const other of [
    { ...job, environment: 'prod' },
    { ...job, workflow: `${WORKFLOWS}/preview.yml@refs/pull/7/merge` },
    { ...job, workflow: `${WORKFLOWS}/plan.yml@refs/heads/main` },
    { ...job, repository: { ...REPOSITORY, id: '43' } },
  ])
    expect(evaluateTrust(trust, mintGithubToken(other))).toBe('not-allowed');
});

test('bootstrap lists the preview role, and the deploy role may not change it', async () => {
  const { done, stacks } = await made;
  expect(done.accounts[0]?.roles.map(({ kind, arn }) => [kind, arn])).toContainEqual(['preview', ROLE]);
  const { policies } = roleOf(stacks[0] as Stack, 'deploy');
  expect(evaluate(policies, { action: 'iam:PutRolePolicy', resource: ROLE })).toBe('denied');
});

test.each([
  ['without previews', (platform: string) => platform],
  [
    'with another store',
    (platform: string) =>
      withPreviews(platform).replace(
        '\nsecretStore:\n',
        '\nsecretStore:\n  type: vault\n  vault: { server: "https://vault.example.org" }\n',
      ),
  ],
])('there is no preview role %s', async (_when, change) => {
  const { stacks } = await bootstrapped(change);
  expect(Object.keys(stacks[0]?.resource['aws_iam_role'] ?? {})).not.toContain('preview-role');
});

test('the preview role is in the account of the environment that previews are made from', async () => {
  const { stacks } = await bootstrapped((platform) =>
    withPreviews(platform).replace(
      '  - name: dev\n',
      '  - name: dev\n    aws: { accountId: "210987654321", region: eu-west-2, state: { bucket: dev-states } }\n',
    ),
  );
  const roles = stacks.map(({ resource }) => Object.keys(resource['aws_iam_role'] ?? {}).includes('preview-role'));
  expect(roles).toEqual([false, true]);
});

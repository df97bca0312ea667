import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { conditionsHold, evaluate, listOf, parsePolicy, type Policy } from '@goldenpath/iam';
import { bootstrapped, roleOf, type Stack } from './support';

const ACCOUNT = '123456789012';
const KEY = `arn:aws:kms:eu-west-2:${ACCOUNT}:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d`;
const ISSUER = 'oidc.eks.eu-west-2.amazonaws.com/id/0D0E0F';

/** Gives `dev` of the example fleet a cluster, with the operator of secrets in it. */
function withCluster(cluster: string): (platform: string) => string {
  return (platform) => {
    const text = platform
      .replace('  - name: dev\n', `  - name: dev\n    cluster: ${cluster}\n`)
      .replace('\nkubernetes:\n', '\ncomponents: {}\nkubernetes:\n');
    expect(text).toContain(`cluster: ${cluster}`);
    expect(text).toContain('components: {}');
    return text;
  };
}

const irsa = (cluster: string) => (platform: string) =>
  withCluster(cluster)(platform).replace('\nkubernetes:\n', '\nkubernetes:\n  podIdentity: irsa\n');

/** Writes the stacks of bootstrap for a fleet of no clusters but those that `change` adds. The worker needs some. */
function inClusters(change: (platform: string) => string) {
  return bootstrapped(
    (platform) => change(platform.replaceAll(/ {4}cluster:\n {6}name: .*\n/g, '')),
    (folder) => rmSync(join(folder, 'apps', 'receipts'), { recursive: true }),
  );
}

async function readerIn(change: (platform: string) => string) {
  const { done, stacks } = await inClusters(change);
  const stack = stacks[0] as Stack;
  const role = stack.resource['aws_iam_role']?.['secrets-role-dev'];
  const policy = stack.resource['aws_iam_role_policy']?.['secrets-role-dev-policy']?.['policy'];
  return {
    done,
    stack,
    role,
    associations: stack.resource['aws_eks_pod_identity_association'],
    policies: policy === undefined ? [] : [parsePolicy(String(policy))],
    trust: role === undefined ? undefined : parsePolicy(String(role['assume_role_policy'])),
  };
}

/** Whether the only statement of a trust policy lets a request in. */
function lets(trust: Policy | undefined, request: Parameters<typeof conditionsHold>[1]): boolean {
  const [statement, ...others] = listOf(trust?.Statement ?? []);
  expect(others).toEqual([]);
  return statement?.Condition !== undefined && conditionsHold(statement.Condition, request);
}

const named = readerIn(withCluster('{ name: acme-dev }'));

const secret = (name: string, region = 'eu-west-2', account = ACCOUNT) =>
  `arn:aws:secretsmanager:${region}:${account}:secret:${name}-a1b2c3`;

test.each([
  ['GetSecretValue', secret('goldenpath/dev/orders_db/postgres'), 'allowed'],
  ['DescribeSecret', secret('goldenpath/dev/orders_db/postgres'), 'allowed'],
  ['GetSecretValue', secret('goldenpath/dev/shop/secrets/session_key'), 'allowed'],
  ['GetSecretValue', secret('goldenpath/dev/orders_pr_12/postgres'), 'allowed'],
  ['GetSecretValue', secret('goldenpath/prod/orders_db/postgres'), 'not-allowed'],
  ['GetSecretValue', secret('goldenpath/development/orders_db/postgres'), 'not-allowed'],
  ['GetSecretValue', secret('rds!db-0d0e0f'), 'not-allowed'],
  ['GetSecretValue', secret('goldenpath/dev/orders_db/postgres', 'eu-west-1'), 'not-allowed'],
  ['GetSecretValue', secret('goldenpath/dev/orders_db/postgres', 'eu-west-2', '210987654321'), 'not-allowed'],
  ['PutSecretValue', secret('goldenpath/dev/orders_db/postgres'), 'not-allowed'],
  ['DeleteSecret', secret('goldenpath/dev/orders_db/postgres'), 'not-allowed'],
  ['ListSecrets', '*', 'not-allowed'],
])('the operator of dev: %s on %s is %s', async (action, resource, decision) => {
  const { policies } = await named;
  expect(policies).toHaveLength(1);
  expect(evaluate(policies, { action: `secretsmanager:${action}`, resource })).toBe(decision);
});

test('the operator decrypts with the key of its environment, through Secrets Manager alone', async () => {
  const change = (platform: string) =>
    withCluster('{ name: acme-dev }')(platform).replace('sizes: [small]\n', `sizes: [small]\n      kmsKey: ${KEY}\n`);
  const { policies } = await readerIn(change);
  const call = (action: string, service: string, resource = KEY) => ({
    action,
    resource,
    context: { 'kms:ViaService': `${service}.eu-west-2.amazonaws.com` },
  });
  expect(evaluate(policies, call('kms:Decrypt', 'secretsmanager'))).toBe('allowed');
  expect(evaluate(policies, call('kms:Decrypt', 's3'))).toBe('not-allowed');
  expect(evaluate(policies, call('kms:GenerateDataKey', 'secretsmanager'))).toBe('not-allowed');
  const other = KEY.replace('1a2b3c4d', '00000000');
  expect(evaluate(policies, call('kms:Decrypt', 'secretsmanager', other))).toBe('not-allowed');
  const without = (await named).policies;
  expect(evaluate(without, call('kms:Decrypt', 'secretsmanager'))).toBe('not-allowed');
});

test('EKS Pod Identity gives the role to the pod of the operator in this cluster alone', async () => {
  const { associations, role, trust } = await named;
  expect(role).toMatchObject({ name: 'goldenpath-idp-dev-secrets', path: '/' });
  expect(Object.values(associations ?? {})).toEqual([
    expect.objectContaining({
      cluster_name: 'acme-dev',
      namespace: 'platform',
      service_account: 'external-secrets',
      role_arn: '${aws_iam_role.secrets-role-dev.arn}',
    }),
  ]);
  expect(listOf(trust?.Statement ?? [])[0]).toMatchObject({
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  });
  const request = {
    'aws:SourceAccount': ACCOUNT,
    'aws:RequestTag/eks-cluster-name': 'acme-dev',
    'aws:RequestTag/kubernetes-namespace': 'platform',
    'aws:RequestTag/kubernetes-service-account': 'external-secrets',
  };
  expect(lets(trust, request)).toBe(true);
  for (const name of Object.keys(request)) expect(lets(trust, { ...request, [name]: 'other' })).toBe(false);
});

test('with `podIdentity: irsa`, tokens of the operator in this cluster get the role, and there is no association', async () => {
  const { associations, trust } = await readerIn(irsa(`{ name: acme-dev, oidcIssuer: "https://${ISSUER}" }`));
  expect(associations).toBeUndefined();
  expect(listOf(trust?.Statement ?? [])[0]).toMatchObject({
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${ISSUER}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
  });
  const request = {
    [`${ISSUER}:aud`]: 'sts.amazonaws.com',
    [`${ISSUER}:sub`]: 'system:serviceaccount:platform:external-secrets',
  };
  expect(lets(trust, request)).toBe(true);
  for (const subject of ['system:serviceaccount:platform:kong', 'system:serviceaccount:apps:external-secrets'])
    expect(lets(trust, { ...request, [`${ISSUER}:sub`]: subject })).toBe(false);
  expect(lets(trust, { ...request, [`${ISSUER}:aud`]: 'other' })).toBe(false);
});

test.each([
  ['without a cluster in the platform file', withCluster('{ name: acme-dev }'), 'test'],
  ['with `irsa` and no issuer', irsa('{ name: acme-dev }'), 'dev'],
  [
    'with another store',
    (platform: string) =>
      withCluster('{ name: acme-dev }')(platform).replace(
        '\nsecretStore:\n',
        '\nsecretStore:\n  type: vault\n  vault: { server: "https://vault.example.org" }\n',
      ),
    'dev',
  ],
  [
    'without the operator',
    (platform: string) =>
      withCluster('{ name: acme-dev }')(platform).replace(
        'components: {}',
        'components: { external-secrets: { enabled: false } }',
      ),
    'dev',
  ],
])('there is no role %s', async (_when, change, environment) => {
  const { stack } = await readerIn(change);
  expect(Object.keys(stack.resource['aws_iam_role'] ?? {})).not.toContain(`secrets-role-${environment}`);
});

test('the deploy role may not change the role, and the role has the boundary and the path of the environment', async () => {
  const { done, role, stack } = await readerIn((platform) =>
    withCluster('{ name: acme-dev }')(platform).replace(
      '\n  region: eu-west-2\n',
      '\n  region: eu-west-2\n  rolePath: /platform/\n  permissionsBoundary: boundary\n',
    ),
  );
  const arn = `arn:aws:iam::${ACCOUNT}:role/platform/goldenpath-idp-dev-secrets`;
  expect(done.accounts[0]?.operators).toEqual([
    { environment: 'dev', arn, description: 'The External Secrets Operator reads the secrets of dev' },
  ]);
  expect(role).toMatchObject({
    path: '/platform/',
    permissions_boundary: `arn:aws:iam::${ACCOUNT}:policy/boundary`,
  });
  const { policies } = roleOf(stack, 'deploy');
  for (const action of ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:DeleteRole'])
    expect(evaluate(policies, { action, resource: arn })).toBe('denied');
});

test('clusters of another account have their roles in the stack of that account', async () => {
  const { stacks } = await inClusters((platform) =>
    withCluster('{ name: acme-dev }')(platform).replace(
      '  - name: prod\n',
      '  - name: prod\n    cluster: { name: acme-prod }\n    aws: { accountId: "210987654321", region: eu-west-1, state: { bucket: prod-states } }\n',
    ),
  );
  const roles = stacks.map(({ resource }) =>
    Object.keys(resource['aws_iam_role'] ?? {}).filter((id) => id.startsWith('secrets-role-')),
  );
  expect(roles).toEqual([['secrets-role-dev'], ['secrets-role-prod']]);
});

describe('the role of KEDA', () => {
  const withKeda = (change: (platform: string) => string) => (platform: string) =>
    change(platform).replace('\nkubernetes:\n', '\nkubernetes:\n  keda: true\n');

  test('has no policy, and the pod of the operator alone gets it', async () => {
    const { done, stack, associations } = await readerIn(withKeda(withCluster('{ name: acme-dev }')));
    const role = stack.resource['aws_iam_role']?.['keda-role-dev'];
    expect(role).toMatchObject({ name: 'goldenpath-idp-dev-keda', path: '/' });
    expect(Object.keys(stack.resource['aws_iam_role_policy'] ?? {})).not.toContain('keda-role-dev-policy');
    expect(associations?.['keda-role-dev-association']).toMatchObject({
      cluster_name: 'acme-dev',
      namespace: 'platform',
      service_account: 'keda-operator',
    });
    expect(done.accounts[0]?.operators?.map(({ arn }) => arn)).toContain(
      `arn:aws:iam::${ACCOUNT}:role/goldenpath-idp-dev-keda`,
    );
    const { policies } = roleOf(stack, 'deploy');
    const arn = `arn:aws:iam::${ACCOUNT}:role/goldenpath-idp-dev-keda`;
    expect(evaluate(policies, { action: 'iam:PutRolePolicy', resource: arn })).toBe('denied');
  });

  test('with `podIdentity: irsa`, trusts tokens of the operator alone', async () => {
    const { stack } = await readerIn(withKeda(irsa(`{ name: acme-dev, oidcIssuer: "https://${ISSUER}" }`)));
    const trust = parsePolicy(String(stack.resource['aws_iam_role']?.['keda-role-dev']?.['assume_role_policy']));
    const request = {
      [`${ISSUER}:aud`]: 'sts.amazonaws.com',
      [`${ISSUER}:sub`]: 'system:serviceaccount:platform:keda-operator',
    };
    expect(lets(trust, request)).toBe(true);
    expect(lets(trust, { ...request, [`${ISSUER}:sub`]: 'system:serviceaccount:apps:keda-operator' })).toBe(false);
  });

  test('is not made where the clusters do not have KEDA', async () => {
    const { stack } = await named;
    expect(Object.keys(stack.resource['aws_iam_role'] ?? {})).not.toContain('keda-role-dev');
  });
});

import { evaluateTrust, excessPermissions, GITHUB_ISSUER, mintGithubToken, type Policy } from '@goldenpath/iam';
import type { Aws } from '@goldenpath/extension';
import type { BootstrapFacts, BootstrapRole } from '@goldenpath/infra';
import { ROLE_WORKFLOWS } from '../bootstrap/trust';
import { policyOf } from './policy-of';
import { type Checker, valueAt } from './programs';
import { checkOperatorRole } from './operator-roles';

const BOOTSTRAP = 'Run `goldenpath bootstrap deploy` with the credentials of an administrator.';

/** The numbers of the platform's repository. @default they are not known, and trust is not checked */
export interface RepositoryNumbers {
  readonly organisationId: string;
  readonly id: string;
}

/**
 * Checks the account of the credentials, and what bootstrap makes in it. Other accounts need other credentials.
 *
 * @returns the account of the credentials; `undefined` when there are none.
 */
export async function checkAws(
  checker: Checker,
  accounts: readonly BootstrapFacts[],
  numbers: RepositoryNumbers | undefined,
): Promise<string | undefined> {
  const login = 'Log in, such as with `aws sso login`, and set AWS_PROFILE.';
  const identity = await checker.json('credentials', login, 'aws', ['sts', 'get-caller-identity', '--output', 'json']);
  const own = valueAt(identity, 'Account');
  if (typeof own !== 'string') return undefined;
  const known = accounts.map(({ aws }) => aws.accountId);
  checker.expect(
    'credentials',
    known.includes(own) ? undefined : `they are of the account ${own}`,
    `account ${own}`,
    `Use credentials of an account of the platform file: ${known.join(', ')}.`,
  );
  for (const account of accounts) {
    const { accountId } = account.aws;
    if (accountId === own) await checkAccount(checker, account, numbers);
    else
      checker.add(
        `account ${accountId}`,
        'skipped',
        'the credentials are of another account',
        `Run this again with credentials of ${accountId}.`,
      );
  }
  return own;
}

async function checkAccount(
  checker: Checker,
  account: BootstrapFacts,
  numbers: RepositoryNumbers | undefined,
): Promise<void> {
  for (const { bucket } of account.buckets) await checkBucket(checker, bucket);
  const { accountId, partition } = account.aws;
  const provider = `arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB_ISSUER}`;
  const name = 'GitHub identity provider';
  const args = ['iam', 'get-open-id-connect-provider', '--open-id-connect-provider-arn', provider, '--output', 'json'];
  const found = await checker.json(name, BOOTSTRAP, 'aws', args);
  if (found !== undefined) {
    const clients = valueAt(found, 'ClientIDList');
    const isKnown = Array.isArray(clients) && clients.includes('sts.amazonaws.com');
    checker.expect(name, isKnown ? undefined : 'it lacks the client sts.amazonaws.com', 'it exists', BOOTSTRAP);
  }
  for (const role of account.roles) await checkRole(checker, role, account, numbers);
  for (const operator of account.operators ?? []) await checkOperatorRole(checker, operator, BOOTSTRAP);
}

async function checkBucket(checker: Checker, bucket: string): Promise<void> {
  const name = `state bucket ${bucket}`;
  const ask = (operation: string) => checker.run('aws', ['s3api', operation, '--bucket', bucket, '--output', 'json']);
  const versioning = await ask('get-bucket-versioning');
  if (versioning.code !== 0) return checker.failed(name, versioning, BOOTSTRAP);
  const block = await ask('get-public-access-block');
  const encryption = await ask('get-bucket-encryption');
  const denied = [block, encryption].find(({ code, stderr }) => code !== 0 && /AccessDenied/.test(stderr));
  if (denied !== undefined) return checker.failed(name, denied, BOOTSTRAP);
  const problems = [
    ...(/"Enabled"/.test(versioning.stdout) ? [] : ['it is not versioned']),
    ...(block.code === 0 && !/:\s*false/.test(block.stdout) ? [] : ['it can be made public']),
    ...(encryption.code === 0 ? [] : ['it is not encrypted']),
  ];
  return checker.expect(
    name,
    problems.length === 0 ? undefined : problems.join(', '),
    'versioned, encrypted and private',
    BOOTSTRAP,
  );
}

async function checkRole(
  checker: Checker,
  role: BootstrapRole,
  account: BootstrapFacts,
  numbers: RepositoryNumbers | undefined,
): Promise<void> {
  const name = `${role.kind} role ${role.name}`;
  const found = await checker.json(name, BOOTSTRAP, 'aws', [
    'iam',
    'get-role',
    '--role-name',
    role.name,
    '--output',
    'json',
  ]);
  if (found === undefined) return;
  const arn = `arn:${account.aws.partition}:iam::${account.aws.accountId}:role${role.path}${role.name}`;
  const actual = valueAt(found, 'Role', 'Arn');
  const trust = policyOf(valueAt(found, 'Role', 'AssumeRolePolicyDocument'));
  const problem =
    actual !== arn
      ? `its ARN is ${String(actual)}, not ${arn}`
      : (trustProblem(role, account, trust, numbers) ?? (await excessOf(checker, role, account.aws)));
  checker.expect(name, problem, 'it exists, and workflows can assume it', BOOTSTRAP);
}

/** Returns why a job of the platform's repository cannot assume the role, if it cannot. */
function trustProblem(
  { kind, trust: generated }: BootstrapRole,
  { repository, aws }: BootstrapFacts,
  trust: Policy | undefined,
  numbers: RepositoryNumbers | undefined,
): string | undefined {
  if (trust === undefined) return 'its trust policy cannot be read';
  if (numbers === undefined) return undefined;
  const [, environment = 'plan'] = /:environment:([a-z0-9-]+)/.exec(generated) ?? [];
  const [file = ''] = ROLE_WORKFLOWS[kind];
  const [, ref = 'refs/heads/main'] = /\.yml@(refs\/heads\/[^"]+)"/.exec(generated) ?? [];
  const { owner, name } = repository;
  const token = mintGithubToken({
    repository: { organisation: owner, name, ...numbers },
    ref,
    environment,
    ...(aws.partition === 'aws' && { workflow: `${owner}/${name}/.github/workflows/${file}@${ref}` }),
  });
  if (evaluateTrust(trust, token) === 'allowed') return undefined;
  return `it does not trust ${file} of ${owner}/${name}: GitHub sends sub = ${token.sub}`;
}

async function excessOf(checker: Checker, role: BootstrapRole, aws: Aws): Promise<string | undefined> {
  const { kind, managedPolicies, name, path, policies } = role;
  if (kind !== 'plan') return undefined;
  const found: Policy[] = [];
  for (const policyName of Object.keys(policies)) {
    const args = ['iam', 'get-role-policy', '--role-name', name, '--policy-name', policyName, '--output', 'json'];
    const { code, stdout, stderr } = await checker.run('aws', args);
    if (code !== 0) return /NoSuchEntity/.test(stderr) ? `it lacks the policy ${policyName}` : undefined;
    const policy = policyOf(valueAt(JSON.parse(stdout) as unknown, 'PolicyDocument'));
    if (policy !== undefined) found.push(policy);
  }
  for (const policyName of Object.keys(managedPolicies)) {
    const arn = `arn:${aws.partition}:iam::${aws.accountId}:policy${path}${policyName}`;
    const policy = await checker.run('aws', ['iam', 'get-policy', '--policy-arn', arn, '--output', 'json']);
    if (policy.code !== 0) return /NoSuchEntity/.test(policy.stderr) ? `it lacks the policy ${policyName}` : undefined;
    const version = String(valueAt(JSON.parse(policy.stdout) as unknown, 'Policy', 'DefaultVersionId'));
    const args = ['iam', 'get-policy-version', '--policy-arn', arn, '--version-id', version, '--output', 'json'];
    const { code, stdout } = await checker.run('aws', args);
    if (code !== 0) return undefined;
    const text = policyOf(valueAt(JSON.parse(stdout) as unknown, 'PolicyVersion', 'Document'));
    if (text !== undefined) found.push(text);
  }
  const [excess] = excessPermissions(found);
  return excess && `it allows ${excess.action}, which ${excess.why}`;
}

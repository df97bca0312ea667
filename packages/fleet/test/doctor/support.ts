import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckStatus, type Diagnosis, type DoctorArea, openFleet, type ProgramResult } from '@goldenpath/fleet';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';

/** What each command line prints; a number is an exit code with an error. The first key that the line begins with counts. */
export type Answers = Readonly<Record<string, string | Partial<ProgramResult>>>;

export const TRUST = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' },
    Condition: {
      StringLike: {
        'token.actions.githubusercontent.com:sub': 'repo:mikeybeezy@7/goldenpath-idp-infra@42:environment:*',
      },
    },
  },
};

export function role(kind: string, trust: object = TRUST): string {
  const arn = `arn:aws:iam::123456789012:role/goldenpath-idp-${kind}`;
  return JSON.stringify({ Role: { Arn: arn, AssumeRolePolicyDocument: trust } });
}

export function policy(...actions: readonly string[]): string {
  return JSON.stringify({ PolicyDocument: { Statement: { Effect: 'Allow', Action: actions, Resource: '*' } } });
}

interface RulesetChange {
  readonly include?: readonly string[];
  readonly rules?: readonly string[];
  readonly [field: string]: unknown;
}

export function ruleset({ include, rules, ...changes }: RulesetChange = {}): string {
  return JSON.stringify({
    target: 'tag',
    enforcement: 'active',
    conditions: {
      ref_name: { include: include ?? ['refs/tags/deployed/*', 'refs/tags/deploying/**/*'], exclude: [] },
    },
    rules: (rules ?? ['creation', 'update', 'deletion']).map((type) => ({ type })),
    bypass_actors: [{ actor_id: 77, actor_type: 'Integration', bypass_mode: 'always' }],
    ...changes,
  });
}

const HEALTHY: Answers = {
  'node --version': 'v24.1.0',
  'git --version': 'git version 2.47.1',
  'terraform version': 'Terraform v1.14.0',
  'aws --version': 'aws-cli/2.31.0',
  'gh --version': 'gh version 2.80.0',
  'kubectl version --client': 'Client Version: v1.34.1',
  'aws sts get-caller-identity': '{"Account":"123456789012"}',
  'aws s3api get-bucket-versioning': '{"Status":"Enabled"}',
  'aws s3api get-public-access-block': '{"PublicAccessBlockConfiguration":{"BlockPublicAcls":true}}',
  'aws s3api get-bucket-encryption': '{}',
  'aws iam get-open-id-connect-provider': '{"ClientIDList":["sts.amazonaws.com"]}',
  'aws iam get-role-policy': policy('rds:DescribeDBInstances'),
  'aws iam get-role --role-name goldenpath-idp-plan': role('plan'),
  'aws iam get-role --role-name goldenpath-idp-deploy': role('deploy'),
  'aws iam get-role --role-name goldenpath-idp-release': role('release'),
  'gh api orgs/goldenpath-idp': '{"id":9}',
  'gh api repos/goldenpath-idp/gitops/branches/main': '{}',
  'gh api repos/mikeybeezy/goldenpath-idp-infra/environments/': '{"deployment_branch_policy":{}}',
  'gh api repos/mikeybeezy/goldenpath-idp-infra/environments/plan/secrets/': {
    code: 1,
    stderr: 'gh: Not Found (HTTP 404)',
  },
  'gh api repos/mikeybeezy/goldenpath-idp-infra/actions/variables/': 'set',
  'gh api repos/mikeybeezy/goldenpath-idp-infra/actions/variables/PLAN_ROLE_ARN':
    'arn:aws:iam::123456789012:role/goldenpath-idp-plan\n',
  'gh api repos/mikeybeezy/goldenpath-idp-infra/actions/variables/DEPLOY_ROLE_ARN':
    'arn:aws:iam::123456789012:role/goldenpath-idp-deploy\n',
  'gh api repos/mikeybeezy/goldenpath-idp-infra/actions/variables/RECORD_APP_ID': '77\n',
  'gh api --paginate repos/mikeybeezy/goldenpath-idp-infra/rulesets?targets=tag': '[{"id":5}]',
  'gh api repos/mikeybeezy/goldenpath-idp-infra/rulesets/5': ruleset(),
  'gh api repos/mikeybeezy/goldenpath-idp-infra': '{"id":42,"owner":{"id":7}}',
  'kubectl --kubeconfig kube version': '{"serverVersion":{"gitVersion":"v1.34.1"}}',
  'kubectl --kubeconfig kube get': 'found',
};

/** Runs doctor with these answers in place of those of a healthy platform. No program runs. */
export async function diagnose(
  changes: Answers = {},
  areas?: readonly DoctorArea[],
  platform?: (text: string) => string,
) {
  const folder = copyOfFleet();
  const file = join(folder, 'platform.yaml');
  if (platform !== undefined) writeFileSync(file, platform(readFileSync(file, 'utf8')));
  return diagnoseIn(folder, changes, areas);
}

export async function diagnoseIn(folder: string, changes: Answers, areas?: readonly DoctorArea[]) {
  const answers = Object.entries({ ...HEALTHY, ...changes });
  const asked: string[] = [];
  const fleet = openFleet({ cwd: folder });
  const run = (program: string, args: readonly string[]): Promise<ProgramResult> => {
    const line = [program, ...args].join(' ');
    asked.push(line);
    if (line.includes('/variables/STACK_ROLE') && !Object.keys(changes).some((key) => line.startsWith(key)))
      return Promise.resolve({ ...NOT_FOUND, stdout: '' });
    const found = answers
      .filter(([key]) => line.startsWith(key))
      .sort(([one], [other]) => other.length - one.length)[0]?.[1];
    if (typeof found === 'string') return Promise.resolve({ code: 0, stdout: found, stderr: '' });
    return Promise.resolve({ code: 1, stdout: '', stderr: `unexpected: ${line}`, ...found });
  };
  const options = { run, kubeconfig: 'kube', ...(areas !== undefined && { areas }) };
  const diagnosis = await fleet.doctor(options).finally(() => fleet.close());
  return { ...diagnosis, asked };
}

export function of({ checks }: Diagnosis, name: string): { status: CheckStatus; detail: string; remedy?: string } {
  const found = checks.filter((check) => check.name === name);
  expect(found).toHaveLength(1);
  const [{ area: _, name: __, ...rest } = { area: '', name: '', status: 'ok' as const, detail: '' }] = found;
  return rest;
}

export const GONE = { code: 254, stderr: 'An error occurred (NoSuchEntity): it cannot be found' };
export const NO_SUCH_BUCKET = { code: 254, stderr: 'An error occurred (NoSuchBucket)' };
export const NOT_FOUND = { code: 1, stderr: 'gh: Not Found (HTTP 404)' };

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet, type ProgramResult } from '@goldenpath/fleet';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';

const ARN = 'arn:aws:iam::123456789012:role/goldenpath-idp-dev-secrets';

/** What IAM answers about the role; `undefined` where it does not exist. */
interface Answer {
  readonly arn?: string;
  readonly cluster?: string;
  readonly action?: unknown;
}

function roleOf({
  arn = ARN,
  cluster = 'goldenpath-dev',
  action = ['sts:AssumeRole', 'sts:TagSession'],
}: Answer): string {
  const tags = { namespace: 'platform', 'service-account': 'external-secrets' };
  const StringEquals = {
    'aws:SourceAccount': '123456789012',
    'aws:RequestTag/eks-cluster-name': cluster,
    ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [`aws:RequestTag/kubernetes-${name}`, value])),
  };
  const Statement = [
    { Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: action, Condition: { StringEquals } },
  ];
  return JSON.stringify({ Role: { Arn: arn, AssumeRolePolicyDocument: { Version: '2012-10-17', Statement } } });
}

/** Returns the check of the role, for `dev` with the operator. */
async function check(answer: Answer | undefined) {
  const folder = copyOfFleet();
  const file = join(folder, 'platform.yaml');
  const text = readFileSync(file, 'utf8').replace('\nkubernetes:\n', '\ncomponents: {}\nkubernetes:\n');
  writeFileSync(file, text);
  const fleet = openFleet({ cwd: folder });
  const run = (program: string, args: readonly string[]): Promise<ProgramResult> => {
    const line = [program, ...args].join(' ');
    const said = (stdout: string) => Promise.resolve({ code: 0, stdout, stderr: '' });
    if (line.startsWith('aws sts get-caller-identity')) return said('{"Account":"123456789012"}');
    if (line.startsWith('aws iam get-role --role-name goldenpath-idp-dev-secrets') && answer !== undefined)
      return said(roleOf(answer));
    return Promise.resolve({ code: 254, stdout: '', stderr: 'An error occurred (NoSuchEntity): it cannot be found' });
  };
  const { checks } = await fleet.doctor({ run, areas: ['aws'] }).finally(() => fleet.close());
  return checks.find(({ name }) => name === 'operator role goldenpath-idp-dev-secrets');
}

test.each<[string, Answer | undefined, string, string]>([
  ['exists', {}, 'ok', 'the operator in dev can assume it'],
  ['is missing', undefined, 'missing', 'does not exist'],
  ['has another path', { arn: ARN.replace('role/', 'role/team/') }, 'wrong', `not ${ARN}`],
  [
    'trusts another cluster',
    { cluster: 'goldenpath-test' },
    'wrong',
    'does not trust the operator in the cluster of dev',
  ],
  ['lets no tags through', { action: 'sts:AssumeRole' }, 'wrong', 'does not trust the operator'],
])('doctor says so when the role that the operator reads secrets with %s', async (_what, answer, status, detail) => {
  const found = await check(answer);
  expect(found).toMatchObject({ status });
  expect(found?.detail).toContain(detail);
});

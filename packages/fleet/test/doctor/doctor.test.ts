import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckStatus, type Diagnosis, type DoctorArea, openFleet, type ProgramResult } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import { readFileSync } from 'node:fs';

/** What each command line prints; a number is an exit code with an error. The first key that the line begins with counts. */
type World = Readonly<Record<string, string | Partial<ProgramResult>>>;

const TRUST = {
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

function role(kind: string, trust: object = TRUST): string {
  const arn = `arn:aws:iam::123456789012:role/goldenpath-idp-${kind}`;
  return JSON.stringify({ Role: { Arn: arn, AssumeRolePolicyDocument: trust } });
}

function policy(...actions: readonly string[]): string {
  return JSON.stringify({ PolicyDocument: { Statement: { Effect: 'Allow', Action: actions, Resource: '*' } } });
}

interface RulesetChange {
  readonly include?: readonly string[];
  readonly rules?: readonly string[];
  readonly [field: string]: unknown;
}

function ruleset({ include, rules, ...changes }: RulesetChange = {}): string {
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

const HEALTHY: World = {
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

/** Runs doctor in a world. Nothing outside of it is asked. */
async function diagnose(changes: World = {}, areas?: readonly DoctorArea[], platform?: (text: string) => string) {
  const folder = copyOfFleet();
  const file = join(folder, 'platform.yaml');
  if (platform !== undefined) writeFileSync(file, platform(readFileSync(file, 'utf8')));
  return diagnoseIn(folder, changes, areas);
}

async function diagnoseIn(folder: string, changes: World, areas?: readonly DoctorArea[]) {
  const world = Object.entries({ ...HEALTHY, ...changes });
  const asked: string[] = [];
  const fleet = openFleet({ cwd: folder });
  const run = (program: string, args: readonly string[]): Promise<ProgramResult> => {
    const line = [program, ...args].join(' ');
    asked.push(line);
    if (line.includes('/variables/STACK_ROLE') && !Object.keys(changes).some((key) => line.startsWith(key)))
      return Promise.resolve({ ...NOT_FOUND, stdout: '' });
    const found = world
      .filter(([key]) => line.startsWith(key))
      .sort(([one], [other]) => other.length - one.length)[0]?.[1];
    if (typeof found === 'string') return Promise.resolve({ code: 0, stdout: found, stderr: '' });
    return Promise.resolve({ code: 1, stdout: '', stderr: `unexpected: ${line}`, ...found });
  };
  const options = { run, kubeconfig: 'kube', ...(areas !== undefined && { areas }) };
  const diagnosis = await fleet.doctor(options).finally(() => fleet.close());
  return { ...diagnosis, asked };
}

function of({ checks }: Diagnosis, name: string): { status: CheckStatus; detail: string; remedy?: string } {
  const found = checks.filter((check) => check.name === name);
  expect(found).toHaveLength(1);
  const [{ area: _, name: __, ...rest } = { area: '', name: '', status: 'ok' as const, detail: '' }] = found;
  return rest;
}

const GONE = { code: 254, stderr: 'An error occurred (NoSuchEntity): it cannot be found' };
const NO_SUCH_BUCKET = { code: 254, stderr: 'An error occurred (NoSuchBucket)' };
const NOT_FOUND = { code: 1, stderr: 'gh: Not Found (HTTP 404)' };

test('a platform with everything is healthy, and nothing is changed', async () => {
  const { asked, checks, isHealthy } = await diagnose();
  expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(isHealthy).toBe(true);
  expect(checks.length).toBeGreaterThan(30);
  const verbs = asked.filter((line) =>
    /\b(create|put|delete|set|apply|patch)\b|--method|-X |get-secret-value/.test(line),
  );
  expect(verbs).toEqual([]);
});

describe('a tool', () => {
  test.each([
    ['that is too old', { 'terraform version': 'Terraform v1.9.8' }, 'terraform', 'wrong', 'version 1.9.8 is too old'],
    ['that is not there', { 'gh --version': { code: null } }, 'gh', 'missing', 'it is not on the PATH'],
    ['that is optional', { 'kubectl version --client': { code: null } }, 'kubectl', 'skipped', 'it is not on the PATH'],
  ] as const)('%s', async (_what, changes, name, status, detail) => {
    const diagnosis = await diagnose(changes, ['tools']);
    expect(of(diagnosis, name)).toMatchObject({ status, detail });
    expect(diagnosis.isHealthy).toBe(status === 'skipped');
  });

  test('OpenTofu serves as Terraform', async () => {
    const world = { 'terraform version': { code: null }, 'tofu version': 'OpenTofu v1.11.0' };
    expect(of(await diagnose(world, ['tools']), 'tofu').status).toBe('ok');
  });
});

const BUCKET = 'state bucket goldenpath-idp-terraform-state';
const PLAN = 'plan role goldenpath-idp-plan';
const OLD_TRUST = JSON.parse(JSON.stringify(TRUST).replace('@7', '').replace('@42', '')) as object;

describe('in AWS', () => {
  test.each([
    [
      'credentials',
      { 'aws sts get-caller-identity': { code: 253, stderr: 'Unable to locate credentials' } },
      'wrong',
      'Unable to locate',
    ],
    [
      'credentials',
      { 'aws sts get-caller-identity': '{"Account":"999999999999"}' },
      'wrong',
      'the account 999999999999',
    ],
    [BUCKET, { 'aws s3api get-bucket-versioning': NO_SUCH_BUCKET }, 'missing', 'does not exist'],
    [BUCKET, { 'aws s3api get-bucket-versioning': '{}' }, 'wrong', 'not versioned'],
    [BUCKET, { 'aws s3api get-public-access-block': '{"BlockPublicAcls": false}' }, 'wrong', 'can be made public'],
    [
      BUCKET,
      { 'aws s3api get-bucket-versioning': { code: 254, stderr: '(AccessDenied) no' } },
      'skipped',
      'may not look',
    ],
    ['GitHub identity provider', { 'aws iam get-open-id-connect-provider': GONE }, 'missing', 'does not exist'],
    [
      'GitHub identity provider',
      { 'aws iam get-open-id-connect-provider': '{"ClientIDList":[]}' },
      'wrong',
      'sts.amazonaws.com',
    ],
    [PLAN, { 'aws iam get-role --role-name goldenpath-idp-plan': GONE }, 'missing', 'does not exist'],
    [PLAN, { 'aws iam get-role-policy': GONE }, 'wrong', 'lacks the policy'],
    [PLAN, { 'aws iam get-role-policy': policy('secretsmanager:GetSecretValue') }, 'wrong', 'reads a secret value'],
    [PLAN, { 'aws iam get-role-policy': policy('rds:*') }, 'wrong', 'rds:*, which writes'],
  ] as const)('%s: %j', async (name, changes, status, detail) => {
    const found = of(await diagnose(changes, ['github', 'aws']), name);
    expect(found).toMatchObject({ status, detail: expect.stringContaining(detail) });
    expect(found.remedy).toBeDefined();
  });

  test('I1: a role that does not trust tokens of the repository says which subject GitHub sends', async () => {
    const world = { 'aws iam get-role --role-name goldenpath-idp-deploy': role('deploy', OLD_TRUST) };
    expect(of(await diagnose(world, ['github', 'aws']), 'deploy role goldenpath-idp-deploy')).toMatchObject({
      status: 'wrong',
      detail: expect.stringContaining('sub = repo:mikeybeezy@7/goldenpath-idp-infra@42:environment:dev'),
    });
  });

  test('another account is left for its own credentials', async () => {
    const diagnosis = await diagnose({}, ['aws'], (platform) =>
      platform.replace(
        '  - name: prod\n',
        '  - name: prod\n    aws: { accountId: "210987654321", region: eu-west-1, state: { bucket: prod-states } }\n',
      ),
    );
    expect(of(diagnosis, 'account 210987654321')).toMatchObject({ status: 'skipped' });
  });
});

const HERE = 'gh api repos/mikeybeezy/goldenpath-idp-infra';

describe('on GitHub', () => {
  test.each([
    ['organisation', { 'gh api orgs/goldenpath-idp': { code: 4, stderr: 'gh auth login' } }, 'wrong'],
    ['organisation', { 'gh api orgs/goldenpath-idp': { code: null } }, 'missing'],
    [
      'GitOps repository goldenpath-idp/gitops',
      {
        'gh api repos/goldenpath-idp/gitops': NOT_FOUND,
        'gh api repos/goldenpath-idp/gitops/branches/main': NOT_FOUND,
      },
      'missing',
    ],
    ['environment prod', { [`${HERE}/environments/prod`]: NOT_FOUND }, 'missing'],
    ['environment prod', { [`${HERE}/environments/prod`]: '{"deployment_branch_policy":null}' }, 'wrong'],
    ['variable PLAN_ROLE_ARN', { [`${HERE}/actions/variables/PLAN_ROLE_ARN`]: NOT_FOUND }, 'missing'],
    [
      'secret PLAN_APP_PRIVATE_KEY in scheduled',
      { [`${HERE}/environments/scheduled/secrets/PLAN_APP_PRIVATE_KEY`]: NOT_FOUND },
      'missing',
    ],
    ['environment scheduled', { [`${HERE}/environments/scheduled`]: '{"deployment_branch_policy":null}' }, 'wrong'],
    [
      'secret RECORD_APP_PRIVATE_KEY in gitops',
      { [`${HERE}/environments/gitops/secrets/RECORD_APP_PRIVATE_KEY`]: NOT_FOUND },
      'skipped',
    ],
    ['variable RECORD_APP_ID', { [`${HERE}/actions/variables/RECORD_APP_ID`]: NOT_FOUND }, 'skipped'],
    ['environment gitops', { [`${HERE}/environments/gitops`]: NOT_FOUND }, 'missing'],
    [
      'secret REQUEST_APP_PRIVATE_KEY in requests',
      { [`${HERE}/environments/requests/secrets/REQUEST_APP_PRIVATE_KEY`]: NOT_FOUND },
      'skipped',
    ],
  ] as const)('%s: %j', async (name, changes, status) => {
    const found = of(await diagnose(changes as World, ['github']), name);
    expect(found.status).toBe(status);
    expect(found.remedy).toBeDefined();
  });

  describe('previews of pull requests', () => {
    const withPreviews = (platform: string) =>
      platform.replace('\nkubernetes:\n', '\npreviews: { from: dev }\nkubernetes:\n');
    const ROLE = 'arn:aws:iam::123456789012:role/goldenpath-idp-preview';
    const VARIABLE = `${HERE}/environments/dev/variables/PREVIEW_ROLE_ARN`;

    test.each([
      ['variable PREVIEW_APP_ID', {}, 'ok', 'it is set'],
      ['secret PREVIEW_APP_PRIVATE_KEY in dev', {}, 'ok', 'it is set'],
      ['variable PREVIEW_ROLE_ARN in dev', { [VARIABLE]: `${ROLE}\n` }, 'ok', 'it is set'],
      [
        'variable PREVIEW_APP_ID',
        { [`${HERE}/actions/variables/PREVIEW_APP_ID`]: NOT_FOUND },
        'missing',
        'does not exist',
      ],
      [
        'secret PREVIEW_APP_PRIVATE_KEY in dev',
        { [`${HERE}/environments/dev/secrets/PREVIEW_APP_PRIVATE_KEY`]: NOT_FOUND },
        'missing',
        'does not exist',
      ],
      ['variable PREVIEW_ROLE_ARN in dev', { [VARIABLE]: NOT_FOUND }, 'missing', 'does not exist'],
      [
        'variable PREVIEW_ROLE_ARN in dev',
        { [VARIABLE]: 'arn:aws:iam::999999999999:role/goldenpath-idp-preview\n' },
        'wrong',
        'in the account 999999999999',
      ],
    ] as const)('%s: %j is %s', async (name, changes, status, detail) => {
      const found = of(await diagnose(changes as World, ['github'], withPreviews), name);
      expect(found).toMatchObject({ status, detail: expect.stringContaining(detail) });
    });

    test('a remedy says where the role of bootstrap belongs', async () => {
      const found = of(
        await diagnose({ [VARIABLE]: NOT_FOUND }, ['github'], withPreviews),
        'variable PREVIEW_ROLE_ARN in dev',
      );
      expect(found.remedy).toContain(
        `PREVIEW_ROLE_ARN --repo mikeybeezy/goldenpath-idp-infra --env dev --body ${ROLE}`,
      );
    });

    test('a platform without previews needs none of it', async () => {
      const { checks } = await diagnose({}, ['github']);
      expect(checks.filter(({ name }) => name.includes('PREVIEW'))).toEqual([]);
    });
  });

  const KEY = 'secret PLAN_APP_PRIVATE_KEY in plan';
  const plan = (rules: string, secret: World[string]) => ({
    [`${HERE}/environments/plan`]: `{"deployment_branch_policy":null,"protection_rules":[${rules}]}`,
    [`${HERE}/environments/plan/secrets/`]: secret,
  });

  test.each(['', '{"type":"required_reviewers"}'])(
    'I4: a key of the plan App is wrong where a workflow of any branch can print it: rules [%s]',
    async (rules) => {
      const diagnosis = await diagnose(plan(rules, 'PLAN_APP_PRIVATE_KEY'), ['github']);
      expect(diagnosis.isHealthy).toBe(false);
      expect(of(diagnosis, 'environment plan').status).toBe('ok');
      expect(of(diagnosis, KEY)).toMatchObject({
        status: 'wrong',
        detail: expect.stringContaining('any branch can print it'),
        remedy: expect.stringContaining('gh secret delete PLAN_APP_PRIVATE_KEY'),
      });
    },
  );

  test('I4: without a key, the environment of plans is fine', async () => {
    const diagnosis = await diagnose(plan('', NOT_FOUND), ['github']);
    expect(of(diagnosis, KEY).status).toBe('ok');
    expect(diagnosis.isHealthy).toBe(true);
    const unknown = await diagnose(plan('', { code: 1, stderr: 'HTTP 403' }), ['github']);
    expect(of(unknown, KEY).status).not.toBe('ok');
  });

  test('A3: a public repository needs the key that encrypts plan files, where plans are made and applied', async () => {
    const world = {
      [HERE]: '{"id":42,"owner":{"id":7},"visibility":"public"}',
      [`${HERE}/environments/prod/secrets/PLAN_KEY`]: NOT_FOUND,
    };
    const diagnosis = await diagnose(world, ['github']);
    expect(of(diagnosis, 'secret PLAN_KEY in scheduled').status).toBe('ok');
    expect(of(diagnosis, 'secret PLAN_KEY in prod')).toMatchObject({
      status: 'missing',
      remedy: expect.stringContaining('--env prod'),
    });
    const { checks } = await diagnose({}, ['github']);
    expect(checks.filter(({ name }) => name.includes('PLAN_KEY'))).toEqual([]);
  });

  const TAGS = 'ruleset of the tags deployed/*';
  const RULES = `${HERE}/rulesets/5`;
  const RECORD = `${HERE}/actions/variables/RECORD_APP_ID`;
  const LIST = 'gh api --paginate repos/mikeybeezy/goldenpath-idp-infra/rulesets?targets=tag';

  test.each([
    ['there is none', { [LIST]: '[]' }, 'missing', 'whoever can push can move the tags'],
    ['it is only evaluated', { [RULES]: ruleset({ enforcement: 'evaluate' }) }, 'missing', 'whoever can push'],
    ['it is for branches', { [RULES]: ruleset({ target: 'branch' }) }, 'missing', 'whoever can push'],
    [
      'it is for other tags',
      { [RULES]: ruleset({ include: ['refs/tags/v*', 'refs/tags/*'] }) },
      'missing',
      'whoever can push',
    ],
    [
      'it lets anybody move them',
      { [RULES]: ruleset({ rules: ['creation', 'deletion'] }) },
      'wrong',
      'update of deployed/* is not restricted',
    ],
    [
      'it leaves the tags of a running deployment out',
      { [RULES]: ruleset({ include: ['refs/tags/deployed/*'] }) },
      'wrong',
      'creation of deploying/* is not restricted',
    ],
    [
      'the record App is not among those that bypass it',
      { [RULES]: ruleset({ bypass_actors: [{ actor_id: 5, actor_type: 'RepositoryRole' }] }) },
      'wrong',
      'the record App 77 cannot bypass it',
    ],
    ['nothing can bypass it', { [RECORD]: NOT_FOUND }, 'wrong', 'there is no record App'],
    ['there is no record App', { [RECORD]: NOT_FOUND, [LIST]: '[]' }, 'skipped', 'there is no record App'],
    [
      'the plan has none',
      { [LIST]: { code: 1, stderr: 'gh: Upgrade to GitHub Pro or make this repository public (HTTP 403)' } },
      'skipped',
      'has no rulesets',
    ],
    ['it may not be read', { [LIST]: { code: 1, stderr: 'gh: HTTP 403' } }, 'skipped', 'may not look'],
  ] as const)('A5: the tags deployed/* are not protected if %s', async (_why, changes, status, detail) => {
    const found = of(await diagnose(changes as World, ['github']), TAGS);
    expect(found).toMatchObject({ status, detail: expect.stringContaining(detail) });
    if (detail !== 'has no rulesets') expect(found.remedy).toBeDefined();
  });

  test.each([[['~ALL']], [['refs/tags/**/*']]])('A5: the tags deployed/* are protected by %j', async (include) => {
    const world = { [RULES]: ruleset({ include }) };
    expect(of(await diagnose(world, ['github']), TAGS).status).toBe('ok');
  });

  test('A5: the remedy makes a ruleset that passes', async () => {
    const { remedy = '' } = of(await diagnose({ [LIST]: '[]' }, ['github']), TAGS);
    const [, made = ''] = /echo '(.*)' \| gh api/.exec(remedy) ?? [];
    expect(of(await diagnose({ [RULES]: made }, ['github']), TAGS).status).toBe('ok');
  });

  const twoAccounts = (roles: string) => (platform: string) =>
    platform.replace(
      '  - name: prod\n',
      `  - name: prod\n    aws: { accountId: "210987654321", region: eu-west-1, state: { bucket: prod-states }${roles} }\n`,
    );
  const PROD_PLAN = 'variable PLAN_ROLE_ARN_210987654321';
  const PROD_PATH = `${HERE}/actions/variables/PLAN_ROLE_ARN_210987654321`;

  test.each([
    ['is missing, with the role that bootstrap makes', NOT_FOUND, '', 'missing', 'does not exist'],
    [
      'can be left out where Terraform assumes a role of the account',
      NOT_FOUND,
      ', roles: { plan: ci/plan }',
      'skipped',
      'PLAN_ROLE_ARN then assumes',
    ],
    ['is of the account', 'arn:aws:iam::210987654321:role/goldenpath-idp-plan\n', '', 'ok', 'it is set'],
    ['is of another account', 'arn:aws:iam::123456789012:role/a\n', '', 'wrong', 'is in the account 123456789012'],
    ['is not an ARN', 'goldenpath-idp-plan', '', 'wrong', 'not the ARN of a role'],
  ] as const)('A1: PLAN_ROLE_ARN of a second account %s', async (_what, value, roles, status, detail) => {
    const found = of(await diagnose({ [PROD_PATH]: value }, ['github'], twoAccounts(roles)), PROD_PLAN);
    expect(found).toMatchObject({ status, detail: expect.stringContaining(detail) });
    if (status !== 'ok') expect(found.remedy).toContain('gh variable set PLAN_ROLE_ARN_210987654321');
  });

  test.each([
    [`${HERE}/actions/variables/STACK_ROLE`, 'variable STACK_ROLE'],
    [`${HERE}/environments/prod/variables/STACK_ROLE`, 'variable STACK_ROLE in prod'],
  ])('A1: %s must be `none` if it is set', async (path, name) => {
    expect(of(await diagnose({ [path]: 'none\n' }, ['github']), name).status).toBe('ok');
    expect(of(await diagnose({ [path]: 'deploy\n' }, ['github']), name)).toMatchObject({
      status: 'wrong',
      detail: expect.stringContaining('jobs which plan assume the role that is for deployments'),
      remedy: expect.stringContaining('gh variable delete STACK_ROLE'),
    });
    expect(of(await diagnose({ [path]: 'admin\n' }, ['github']), name).status).toBe('wrong');
    expect((await diagnose({}, ['github'])).checks.map((check) => check.name)).not.toContain(name);
  });

  test('a wrong number of the organisation is corrected', async () => {
    const diagnosis = await diagnose({}, ['github'], (platform) => `${platform}\ngithub:\n  organisationId: "8"\n`);
    expect(of(diagnosis, 'organisation')).toMatchObject({
      status: 'wrong',
      remedy: 'Set `github.organisationId` to "9".',
    });
  });
});

describe('in a cluster', () => {
  test.each([
    'namespace apps',
    'storageclass gp3',
    'clustersecretstore.external-secrets.io aws-secrets-manager',
    'clusterissuer.cert-manager.io letsencrypt-prod',
    'ingressclass kong',
  ])('%s is missing', async (name) => {
    const world = { [`kubectl --kubeconfig kube get ${name}`]: { code: 1, stderr: 'Error from server (NotFound)' } };
    const found = of(await diagnose(world, ['cluster']), name);
    expect(found).toMatchObject({ status: 'missing' });
    expect(found.remedy).toBeDefined();
  });

  test('the driver of EFS is checked where the platform names a file system', async () => {
    const shared = (text: string) => text.replace('\nkubernetes:\n', '\nkubernetes:\n  sharedStorageClass: efs-sc\n');
    const withFileSystem = (text: string) =>
      shared(text).replace('    cluster:\n', '    cluster:\n      sharedFileSystem: fs-0a1b2c3d\n');
    const names = async (edit: (text: string) => string) =>
      (await diagnose({}, ['cluster'], edit)).checks.map((check) => check.name);
    expect(await names(withFileSystem)).toEqual(
      expect.arrayContaining(['csidriver efs.csi.aws.com', 'storageclass efs-sc']),
    );
    const without = await names(shared);
    expect(without).toContain('storageclass efs-sc');
    expect(without).not.toContain('csidriver efs.csi.aws.com');
  });

  test('a type that the cluster does not have is missing', async () => {
    const line = 'kubectl --kubeconfig kube get clustersecretstore';
    const world = {
      [line]: { code: 1, stderr: 'error: the server doesn\'t have a resource type "clustersecretstore"' },
    };
    const name = 'clustersecretstore.external-secrets.io aws-secrets-manager';
    expect(of(await diagnose(world, ['cluster']), name).status).toBe('missing');
  });
});

test('what a program prints of a credential is not shown', async () => {
  const bin = testFolder();
  const token = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\necho "bad token $GH_TOKEN" >&2\nexit 1\n`);
  chmodSync(join(bin, 'gh'), 0o755);
  const fleet = openFleet({ cwd: ROOT, env: { PATH: `${bin}:/usr/bin:/bin`, GH_TOKEN: token } });
  const diagnosis = await fleet.doctor({ areas: ['github'] });
  fleet.close();
  expect(of(diagnosis, 'organisation').detail).toContain('bad token');
  expect(JSON.stringify(diagnosis)).not.toContain(token);
});

describe('a secret of `secrets`', () => {
  const NAME = 'goldenpath/prod/user-service/secrets/session_key';
  const DESCRIBE = `aws secretsmanager describe-secret --region eu-west-2 --secret-id ${NAME}`;
  const PARTNER = 'aws secretsmanager describe-secret --region eu-west-2 --secret-id partner/api';
  const VALUE = '{"VersionIdsToStages":{"a":["AWSPREVIOUS"],"b":["AWSCURRENT"]}}';
  const MISSING = { code: 254, stderr: '(ResourceNotFoundException) it can not find the secret' };

  async function check(world: World) {
    const folder = copyOfFleet();
    const file = join(folder, 'apps/user-service/app.yaml');
    const identity = 'kind: stateless-app\nname: user-service\ndescription: Serves users\nowner: app-team\n';
    const secrets = '{ SESSION_KEY: {}, PARTNER_KEY: { name: partner/api } }';
    writeFileSync(file, `${identity}overrides: { prod: { secrets: ${secrets} } }\n`);
    return diagnoseIn(folder, world, ['aws']);
  }

  test.each([
    ['with a value', VALUE, 'ok', 'it has a value'],
    ['without a value', '{}', 'missing', 'it has no value, which user-service in prod reads'],
    ['that the stack has not made yet', MISSING, 'skipped', 'its stack is not applied yet'],
  ])('%s', async (_what, answer, status, detail) => {
    const diagnosis = await check({ [DESCRIBE]: answer, [PARTNER]: VALUE });
    expect(of(diagnosis, `secret ${NAME}`)).toMatchObject({ status, detail });
    expect(diagnosis.asked.join('\n')).not.toContain('get-secret-value');
  });

  test('that must exist and does not', async () => {
    expect(of(await check({ [DESCRIBE]: VALUE, [PARTNER]: MISSING }), 'secret partner/api')).toMatchObject({
      status: 'missing',
      detail: 'it does not exist',
    });
  });
});

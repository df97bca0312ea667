import { type Answers, diagnose, NOT_FOUND, of, ruleset } from './support';

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
    const found = of(await diagnose(changes as Answers, ['github']), name);
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
      const found = of(await diagnose(changes as Answers, ['github'], withPreviews), name);
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
  const plan = (rules: string, secret: Answers[string]) => ({
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
    const answers = {
      [HERE]: '{"id":42,"owner":{"id":7},"visibility":"public"}',
      [`${HERE}/environments/prod/secrets/PLAN_KEY`]: NOT_FOUND,
    };
    const diagnosis = await diagnose(answers, ['github']);
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
    const found = of(await diagnose(changes as Answers, ['github']), TAGS);
    expect(found).toMatchObject({ status, detail: expect.stringContaining(detail) });
    if (detail !== 'has no rulesets') expect(found.remedy).toBeDefined();
  });

  test.each([[['~ALL']], [['refs/tags/**/*']]])('A5: the tags deployed/* are protected by %j', async (include) => {
    const answers = { [RULES]: ruleset({ include }) };
    expect(of(await diagnose(answers, ['github']), TAGS).status).toBe('ok');
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

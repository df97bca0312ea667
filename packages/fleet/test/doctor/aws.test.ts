import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOfFleet } from '@goldenpath/testing/simulated-fleet';
import { type Answers, diagnose, diagnoseIn, GONE, NO_SUCH_BUCKET, of, policy, role, TRUST } from './support';

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
    const answers = { 'aws iam get-role --role-name goldenpath-idp-deploy': role('deploy', OLD_TRUST) };
    expect(of(await diagnose(answers, ['github', 'aws']), 'deploy role goldenpath-idp-deploy')).toMatchObject({
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

describe('a secret of `secrets`', () => {
  const NAME = 'goldenpath/prod/user-service/secrets/session_key';
  const DESCRIBE = `aws secretsmanager describe-secret --region eu-west-2 --secret-id ${NAME}`;
  const PARTNER = 'aws secretsmanager describe-secret --region eu-west-2 --secret-id partner/api';
  const VALUE = '{"VersionIdsToStages":{"a":["AWSPREVIOUS"],"b":["AWSCURRENT"]}}';
  const MISSING = { code: 254, stderr: '(ResourceNotFoundException) it can not find the secret' };

  async function check(answers: Answers) {
    const folder = copyOfFleet();
    const file = join(folder, 'apps/user-service/app.yaml');
    const identity = 'kind: stateless-app\nname: user-service\ndescription: Serves users\nowner: app-team\n';
    const secrets = '{ SESSION_KEY: {}, PARTNER_KEY: { name: partner/api } }';
    writeFileSync(file, `${identity}overrides: { prod: { secrets: ${secrets} } }\n`);
    return diagnoseIn(folder, answers, ['aws']);
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

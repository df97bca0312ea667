import { environmentStack, platformStack, applicationStack } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import { appFacts, appInEnvironment, platformFacts, stackFacts } from '@goldenpath/testing/facts/cloud';
import { type Configuration, parseConfiguration } from '@goldenpath/testing/rendered/configuration';

const base = platformFacts();
const DEFAULT_TAGS = { 'cost-centre': '42' };

/** Production has an account, a region and roles of its own; registries are in the account of the platform. */
const platform = platformFacts({
  environments: base.environments.map((environment) =>
    environment.name === 'prod'
      ? {
          ...environment,
          aws: {
            accountId: '222222222222',
            region: 'eu-central-1',
            partition: 'aws',
            roles: {
              plan: 'arn:aws:iam::222222222222:role/ci/plan',
              deploy: 'arn:aws:iam::222222222222:role/ci/deploy',
            },
            defaultTags: DEFAULT_TAGS,
          },
        }
      : environment,
  ),
});
const context = { platform, registry: builtInRegistry };

const contentOf = (file: { content: string } | undefined): Configuration => parseConfiguration(file?.content ?? '{}');

const inProd = appInEnvironment();
const app = appFacts({ environments: [inProd] });
const prodPlatform = platform.environments.find(({ name }) => name === 'prod');

describe('A1: stacks of an environment are in its account and region', () => {
  test.each([
    ['of an application', contentOf(environmentStack(app, inProd, context))],
    ['of the platform', contentOf(prodPlatform && platformStack(prodPlatform, context))],
  ])('and the provider assumes its role: %s', (_what, { provider, variable }) => {
    expect(provider?.['aws']).toEqual([
      {
        region: 'eu-central-1',
        allowed_account_ids: ['222222222222'],
        default_tags: [{ tags: DEFAULT_TAGS }],
        dynamic: {
          assume_role: {
            for_each:
              '${[for purpose, arn in {"deploy" = "arn:aws:iam::222222222222:role/ci/deploy", "plan" = "arn:aws:iam::222222222222:role/ci/plan"} : arn if purpose == var.aws_role]}',
            content: { role_arn: '${assume_role.value}', session_name: 'goldenpath' },
          },
        },
      },
    ]);
    expect(variable?.['aws_role']).toMatchObject({ type: 'string', ephemeral: true, default: 'deploy' });
  });

  test('what an application has once is in the account of the registries, without a role of it', () => {
    const { provider, variable } = contentOf(applicationStack(app, context));
    expect(provider?.['aws']).toEqual([{ region: 'eu-west-2', allowed_account_ids: ['123456789012'] }]);
    expect(variable).toBeUndefined();
  });
});

test('A1: the state has the key and the role of its bucket', () => {
  const state = {
    type: 's3',
    bucket: 'acme-prod-state',
    region: 'eu-central-1',
    keyPrefix: 'goldenpath',
    kmsKeyId: 'arn:aws:kms:eu-central-1:222222222222:alias/state',
    roleArn: 'arn:aws:iam::222222222222:role/state',
  } as const;
  const here = appInEnvironment({ stack: { ...stackFacts('app-orders-api-prod'), state, stateKey: 'goldenpath/x' } });
  const { terraform } = contentOf(environmentStack(appFacts({ environments: [here] }), here, context));
  expect(terraform).toMatchObject({
    backend: {
      s3: {
        bucket: 'acme-prod-state',
        key: 'goldenpath/x',
        region: 'eu-central-1',
        kms_key_id: state.kmsKeyId,
        assume_role: { role_arn: state.roleArn, session_name: 'goldenpath' },
        use_lockfile: true,
      },
    },
  });
});

test('I3: stacks require a provider that does not read secrets to plan them', () => {
  const { terraform } = contentOf(environmentStack(app, inProd, context));
  const { version = '' } = (terraform as { required_providers: { aws: { version?: string } } }).required_providers.aws;
  const [major, minor] = version.split('.').map(Number);
  expect(major).toBe(6);
  expect(minor).toBeGreaterThanOrEqual(26);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppFacts, type FleetFacts, fleetStacks, type StackFacts } from '@goldenpath/model';
import { App, type TerraformStack } from 'cdktf';
import { builtInRegistry } from '@goldenpath/parts';
import {
  applicationStack,
  appStacks,
  environmentStack,
  platformStack,
  platformStacks,
  stacksManifest,
} from '@goldenpath/infra';
import { buildStack, type PlannedStack, plannedInEnvironment, plannedOfPlatform, plannedOnce } from '../src/stacks';
import { CONTEXT } from '../src/synthesis/root';
import {
  appFacts,
  appInEnvironment,
  databasePart,
  DEDICATED,
  platformFacts,
  stackFacts,
} from '@goldenpath/testing/facts/cloud';
import { type Configuration, parseConfiguration, resourcesOf } from '@goldenpath/testing/rendered/configuration';

const S3: Partial<StackFacts> = {
  state: { type: 's3', bucket: 'acme-state', region: 'eu-west-1', keyPrefix: 'goldenpath' },
  stateKey: 'goldenpath/app-ledger-prod.tfstate',
};

const ledger: AppFacts = appFacts({
  name: 'ledger',
  description: 'Hostile: ${var.x} %{ if } ${TfToken[TOKEN.1]}',
  risk: 'high',
  stack: stackFacts('app-ledger', { state: S3.state ?? { type: 'local' }, stateKey: 'goldenpath/app-ledger.tfstate' }),
  environments: [
    appInEnvironment({
      database: databasePart({ instance: DEDICATED }),
      stack: stackFacts('app-ledger-prod', { ...S3, dependsOn: ['platform-prod'] }),
    }),
  ],
});
const { repository: _noRepository, registry: _noRegistry, stack: _noStack, ...bare } = appFacts();
const { stack: _none, database: _noDatabase, ...nothingThere } = appInEnvironment();
const withoutCloud: AppFacts = { ...bare, name: 'bare', environments: [nothingThere] };

const platform = platformFacts();
const context = { platform, registry: builtInRegistry };
const fleet: FleetFacts = { platform, apps: [withoutCloud, ledger, appFacts()] };
const files = [
  ...platformStacks(platform, builtInRegistry),
  ...fleet.apps.flatMap((app) => appStacks(app, platform, builtInRegistry)),
];
const configurations = files.map(({ path, content }) => ({ path, configuration: parseConfiguration(content) }));

test('there is one file for each stack', () => {
  expect(files.map(({ path }) => path)).toEqual([
    'stacks/platform-prod/cdk.tf.json',
    'stacks/app-ledger/cdk.tf.json',
    'stacks/app-ledger-prod/cdk.tf.json',
    'stacks/app-orders-api/cdk.tf.json',
    'stacks/app-orders-api-prod/cdk.tf.json',
  ]);
  expect(new Set(files.map(({ ownership }) => ownership))).toEqual(new Set(['managed']));
});

test('an application without cloud resources has no stack', () => {
  expect(applicationStack(withoutCloud, context)).toBeUndefined();
  expect(environmentStack(withoutCloud, nothingThere, context)).toBeUndefined();
  expect(
    platformStack({ name: 'dev', aws: platform.aws, approvers: [], mutableTags: true, isProduction: false }, context),
  ).toBeUndefined();
});

describe("CDKTF's own App", () => {
  const outdir = mkdtempSync(join(tmpdir(), 'goldenpath-infra-'));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  test('finds nothing wrong with the stacks, and writes the same bytes', () => {
    synthesise(outdir);
    for (const { path, content } of [...files, stacksManifest(fleetStacks(fleet))]) {
      expect(`${path}\n${content}`).toBe(`${path}\n${readFileSync(join(outdir, path), 'utf8')}`);
    }
  });

  function synthesise(folder: string): void {
    const app = new App({ outdir: folder, context: CONTEXT });
    const [shared] = platform.environments.flatMap((environment) =>
      build(app, plannedOfPlatform(environment, context)),
    );
    for (const facts of [ledger, appFacts()]) {
      build(app, plannedOnce(facts, context));
      const planned = facts.environments.map((inEnvironment) => plannedInEnvironment(facts, inEnvironment, context));
      for (const stack of planned.flatMap((one) => build(app, one))) stack.addDependency(shared as TerraformStack);
    }
    app.synth();
  }

  function build(app: App, planned: PlannedStack | undefined): TerraformStack[] {
    return planned === undefined ? [] : [buildStack(app, planned, builtInRegistry)];
  }
});

test('the same facts give the same bytes, whatever the environment variables and earlier syntheses', () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":"true"}',
    SYNTH_HCL_OUTPUT: 'true',
  });
  try {
    const again = [...fleet.apps].reverse().flatMap((app) => appStacks(app, platform, builtInRegistry));
    for (const { path, content } of again) expect(content).toBe(files.find((file) => file.path === path)?.content);
  } finally {
    process.env = before;
  }
});

test('the manifest does not depend on the order of the stacks', () => {
  const stacks = fleetStacks(fleet);
  expect(stacksManifest([...stacks].reverse())).toEqual(stacksManifest(stacks));
});

/** Resource types of AWS, as we use them, that take no tags. */
const UNTAGGED = [
  'aws_ecr_lifecycle_policy',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_secretsmanager_secret_version',
];

const PROTECTED = ['aws_db_instance', 'aws_ecr_repository', 'aws_secretsmanager_secret', 'github_repository'];

describe.each(configurations)('$path', ({ configuration }) => {
  const resources = resourcesOf(configuration);

  test('every taggable AWS resource has tags', () => {
    const aws = resources.filter(({ type }) => type.startsWith('aws_') && !UNTAGGED.includes(type));
    expect(aws.length).toBeGreaterThan(0);
    for (const { block } of aws) {
      expect(Object.keys(block['tags'] as object)).toEqual(['environment', 'id', 'managed-by', 'owner', 'risk']);
    }
  });

  test('exactly the resources with data are protected', () => {
    const kept = resources.filter(({ block }) => preventsDestroy(block)).map(({ type }) => type);
    expect(kept).toEqual(resources.map(({ type }) => type).filter((type) => PROTECTED.includes(type)));
  });

  test('contains no CDKTF token', () => {
    expect(JSON.stringify(configuration)).not.toMatch(/TfToken\[|e\+\d/);
  });

  test('contains no password', () => {
    expect(passwordArguments(configuration)).toEqual([]);
  });
});

function preventsDestroy(block: Record<string, unknown>): boolean {
  return (block['lifecycle'] as { prevent_destroy?: boolean } | undefined)?.prevent_destroy === true;
}

/** Arguments of resources that Terraform would keep a secret of in its state. */
function passwordArguments(configuration: Configuration): string[] {
  return resourcesOf(configuration).flatMap(({ type, block }) =>
    Object.keys(block)
      .filter((argument) => /^(password|secret_string|secret_binary|plaintext_value|master_password)$/.test(argument))
      .map((argument) => `${type}.${argument}`),
  );
}

test('hostile text is escaped in the configuration', () => {
  const repository = { ...ledger.repository, description: ledger.description } as AppFacts['repository'] & object;
  const hostile: AppFacts = { ...ledger, repository };
  const content = applicationStack(hostile, context)?.content ?? '';
  expect(parseConfiguration(content).resource['github_repository']?.['repository']?.['description']).toBe(
    '${"Hostile: $${var.x} %%{ if } $${\\u0054fToken[TOKEN.1]}"}',
  );
});

test.each([
  [
    'local, beside the output and never in it',
    stackFacts('app-ledger'),
    { local: { path: '../../../terraform.app-ledger.tfstate' } },
  ],
  [
    's3, locked natively and encrypted',
    stackFacts('app-ledger', S3),
    {
      s3: {
        bucket: 'acme-state',
        key: 'goldenpath/app-ledger-prod.tfstate',
        region: 'eu-west-1',
        encrypt: true,
        use_lockfile: true,
      },
    },
  ],
])('the state is %s', (_title, stack, backend) => {
  const { terraform } = parseConfiguration(applicationStack({ ...ledger, stack }, context)?.content ?? '');
  expect(terraform).toMatchObject({ backend, required_version: '>= 1.11.0' });
});

test('providers have the account, the region and the organisation of the facts', () => {
  expect(configurations[1]?.configuration.provider).toEqual({
    aws: [{ region: 'eu-west-2', allowed_account_ids: ['123456789012'] }],
    github: [{ owner: 'acme' }],
  });
});

test('a dedicated instance in an environment without databases is a bug of ours, and the error names the instance', () => {
  const { placement: _noPlacement, ...unplaced } = DEDICATED as Extract<typeof DEDICATED, { mode: 'dedicated' }>;
  const lost = appInEnvironment({ database: databasePart({ instance: unplaced }) });
  expect(() => environmentStack(ledger, lost, context)).toThrow('The instance orders-api-prod is in');
});

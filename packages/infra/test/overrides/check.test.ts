import type { AppFacts } from '@goldenpath/extension';
import { NamedTexts } from '@goldenpath/files';
import { applicationStack, appStacks, checkOverrides, environmentStack } from '@goldenpath/infra';
import { builtInRegistry } from '@goldenpath/parts';
import {
  appFacts,
  appInEnvironment,
  databasePart,
  DEDICATED,
  platformFacts,
  stackFacts,
} from '@goldenpath/testing/facts/cloud';
import { parseConfiguration } from '@goldenpath/testing/rendered/configuration';

const platform = platformFacts();
const options = { platform, registry: builtInRegistry };

const overridesOf = (...resources: object[]) => ({
  handOverrides: {
    overrides: resources.map((resource, index) => ({
      file: `patches/terraform/${index}.yaml`,
      content: JSON.stringify({ resource }),
    })),
  },
});

/** An application with a database of its own in prod, and with its credentials alone in dev. */
function app(
  inProd: readonly object[],
  more: { readonly dev?: readonly object[]; readonly once?: object[] } = {},
): AppFacts {
  const facts = appFacts({
    environments: [
      appInEnvironment({
        environment: 'dev',
        stack: stackFacts('app-orders-api-dev'),
        ...(more.dev !== undefined && overridesOf(...more.dev)),
      }),
      appInEnvironment({ database: databasePart({ instance: DEDICATED }), ...overridesOf(...inProd) }),
    ],
  });
  return more.once === undefined ? facts : { ...facts, ...overridesOf(...more.once) };
}

const instance = (args: object) => ({ aws_db_instance: { instance: args } });
const found = (facts: AppFacts, isLifted: (guard: string) => boolean = () => false) =>
  checkOverrides(facts, { ...options, isLifted }).map(
    ({ path, message, remedy }) => `${path.slice(1).join('.')}: ${message} ${remedy}`,
  );

test('an override that fits is valid, and in the stack', () => {
  const facts = app([
    instance({ iops: 3000, max_allocated_storage: null, lifecycle: { create_before_destroy: true } }),
  ]);
  expect(found(facts)).toEqual([]);
  const before = environmentStack(
    facts,
    { ...(facts.environments[1] as object), handOverrides: undefined } as never,
    options,
  );
  const after = environmentStack(facts, facts.environments[1] as never, options);
  const resourceOf = (content = '') => parseConfiguration(content).resource['aws_db_instance']?.['instance'];
  const { max_allocated_storage: removed, ...rest } = resourceOf(before?.content) ?? {};
  expect(removed).toBeDefined();
  expect(resourceOf(after?.content)).toStrictEqual({
    ...rest,
    iops: 3000,
    lifecycle: { ...(resourceOf(before?.content)?.['lifecycle'] as object), create_before_destroy: true },
  });
});

test.each<[what: string, resource: object, expected: string]>([
  [
    'a type',
    { aws_db_instanc: { instance: { iops: 1 } } },
    'aws_db_instanc: No resource is `aws_db_instanc.instance`: an override changes resources, and adds none. Did you mean `aws_db_instance`?',
  ],
  [
    'a type that is far from any',
    { x_y: { instance: { iops: 1 } } },
    'x_y: No resource is `x_y.instance`: an override changes resources, and adds none. Use one of: aws_db_instance, aws_secretsmanager_secret, aws_secretsmanager_secret_version.',
  ],
  [
    'a type without a schema',
    { terraform_data: { connection: { input: 'x' } } },
    'terraform_data: Resources of the type "terraform_data" cannot be overridden: Golden Path does not know their arguments.',
  ],
  [
    'an ignored password',
    instance({ lifecycle: { ignore_changes: ['engine_lifecycle_support', 'snapshot_identifier', 'password_wo'] } }),
    'aws_db_instance.instance.lifecycle.ignore_changes.2: `password_wo` is not an argument here.',
  ],
  [
    'ignored tags of the provider',
    instance({ lifecycle: { ignore_changes: ['engine_lifecycle_support', 'snapshot_identifier', 'tags_all'] } }),
    'aws_db_instance.instance.lifecycle.ignore_changes.2: `tags_all` is not an argument here.',
  ],
  [
    'a name',
    { aws_db_instance: { instanze: { iops: 1 } } },
    'aws_db_instance.instanze: No resource is `aws_db_instance.instanze`: an override changes resources, and adds none. Did you mean `instance`?',
  ],
  [
    'a name that objects have',
    { aws_db_instance: { constructor: { iops: 1 } } },
    'aws_db_instance.constructor: No resource is `aws_db_instance.constructor`: an override changes resources, and adds none. Use one of: instance.',
  ],
  [
    'a type that objects have',
    JSON.parse('{"__proto__":{"a":{"b":1}}}') as object,
    '__proto__: No resource is `__proto__.a`',
  ],
  [
    'an argument',
    instance({ iop: 1 }),
    'aws_db_instance.instance.iop: `iop` is not an argument here. Did you mean `iops`?',
  ],
  [
    'an argument that objects have',
    instance(JSON.parse('{"__proto__":{"a":1}}') as object),
    'aws_db_instance.instance.__proto__: `__proto__` is not an argument here.',
  ],
  [
    'an argument of another stack',
    { github_repository: { repository: { has_wiki: true } } },
    'github_repository.repository: No resource is `github_repository.repository`: an override changes resources, and adds none. It is in the stack app-orders-api: move the override to the folder of that stack.',
  ],
  [
    'a text for a number',
    instance({ iops: '3000' }),
    'aws_db_instance.instance.iops: `iops` is not a number. Write a number.',
  ],
  [
    'a number for a text',
    instance({ storage_type: 3 }),
    'aws_db_instance.instance.storage_type: `storage_type` is not a text. Write the text in quotes.',
  ],
  [
    'a text for true or false',
    instance({ multi_az: 'yes' }),
    'aws_db_instance.instance.multi_az: `multi_az` is not true or false. Write true or false.',
  ],
  [
    'a text for a list',
    instance({ enabled_cloudwatch_logs_exports: 'postgresql' }),
    'aws_db_instance.instance.enabled_cloudwatch_logs_exports: `enabled_cloudwatch_logs_exports` is not a list. Write a list.',
  ],
  [
    'a number in a list of texts',
    instance({ enabled_cloudwatch_logs_exports: [1] }),
    'aws_db_instance.instance.enabled_cloudwatch_logs_exports.0: `enabled_cloudwatch_logs_exports` is not a text. Write the text in quotes.',
  ],
  [
    'a computed argument',
    instance({ endpoint: 'x' }),
    'aws_db_instance.instance.endpoint: `endpoint` is computed: nothing sets it. Remove it.',
  ],
  ['an id', instance({ id: 'x' }), 'aws_db_instance.instance.id: `id` is computed: nothing sets it. Remove it.'],
  [
    'a password',
    instance({ password: 'x' }),
    'aws_db_instance.instance.password: `password` is a secret or decides when one changes.',
  ],
  [
    'a write-only argument',
    instance({ password_wo: 'x' }),
    'aws_db_instance.instance.password_wo: `password_wo` is a secret or decides when one changes.',
  ],
  [
    'the version of a write-only argument',
    instance({ password_wo_version: 2 }),
    'aws_db_instance.instance.password_wo_version: `password_wo_version` is a secret',
  ],
  [
    'null for a required argument',
    instance({ instance_class: null }),
    'aws_db_instance.instance.instance_class: `instance_class` is required. Write a value instead of null.',
  ],
  [
    'a block as text',
    instance({ blue_green_update: 'x' }),
    'aws_db_instance.instance.blue_green_update: `blue_green_update` is a block: a mapping with arguments.',
  ],
  [
    'too many blocks',
    instance({ blue_green_update: [{}, {}] }),
    'aws_db_instance.instance.blue_green_update: `blue_green_update` has 2 blocks, and at most 1 are allowed. Remove some.',
  ],
  [
    'an argument of a block',
    instance({ blue_green_update: { enable: true } }),
    'aws_db_instance.instance.blue_green_update.enable: `enable` is not an argument here. Did you mean `enabled`?',
  ],
  [
    'null for a block',
    instance({ blue_green_update: null }),
    'aws_db_instance.instance.blue_green_update: `blue_green_update` is a block, and null removes no block.',
  ],
  [
    'an ignored argument',
    instance({ lifecycle: { ignore_changes: ['iop'] } }),
    'aws_db_instance.instance.lifecycle.ignore_changes.0: `iop` is not an argument here. Did you mean `iops`?',
  ],
  [
    'a guarded argument',
    instance({ publicly_accessible: true }),
    'aws_db_instance.instance.publicly_accessible: The override changes `publicly_accessible`, in aws_db_instance.instance of app-orders-api-prod. The guard `public-access` refuses that. Change the override, or ask the platform team to lift `public-access` for this application in `liftedGuards` of the platform file.',
  ],
])('%s that does not fit is one error', (_what, resource, expected) => {
  const [error = '', ...more] = found(app([resource]));
  expect(error.slice(0, expected.length)).toBe(expected);
  expect(more).toEqual([]);
});

test.each([
  [
    { engine_lifecycle_support: 'open-source-rds-extended-suport' },
    'engine_lifecycle_support: "open-source-rds-extended-suport" is not a value of `engine_lifecycle_support`. Did you mean `open-source-rds-extended-support`?',
  ],
  [
    { enabled_cloudwatch_logs_exports: ['postgresql', 'upgrad'] },
    'enabled_cloudwatch_logs_exports.1: "upgrad" is not a value of `enabled_cloudwatch_logs_exports`. Did you mean `upgrade`?',
  ],
])('a value that the provider does not know is one error: %j', (args, expected) => {
  expect(found(app([instance(args)]))).toEqual([`aws_db_instance.instance.${expected}`]);
});

test('a block of a resource needs its required arguments, because it replaces the one that was there', () => {
  const resource = { aws_db_instance: { instance: { s3_import: { bucket_name: 'a' } } } };
  expect(found(app([resource]))[0]).toContain('The block `s3_import` has no `ingestion_role`.');
});

test('a guard that the platform lifts does not count', () => {
  const facts = app([instance({ publicly_accessible: true })]);
  expect(found(facts, (guard) => guard === 'encryption')).toHaveLength(1);
  expect(found(facts, (guard) => guard === 'public-access')).toEqual([]);
});

test('an override that is refused is left out, and the next one is checked', () => {
  const resources = [instance({ publicly_accessible: true }), instance({ publicly_accessible: true })];
  const files = checkOverrides(app(resources), options).map(({ file }) => file);
  expect(files).toEqual(['patches/terraform/0.yaml', 'patches/terraform/1.yaml']);
});

test('an override for all environments needs its resource in one of them', () => {
  const resource = instance({ iops: 3000 });
  const facts = app([resource], { dev: [resource] });
  expect(found(facts)).toEqual([]);
  const [dev] = facts.environments;
  expect(environmentStack(facts, dev as never, options)?.content).not.toContain('iops');
  expect(found(app([], { dev: [resource] }))).toEqual([
    expect.stringContaining('It is in the stack app-orders-api-prod'),
  ]);
});

test('an application without a stack has nothing to override', () => {
  const { stack: _stack, ...bare } = appInEnvironment(overridesOf(instance({ iops: 1 })));
  const { stack: _once, ...facts } = appFacts({ environments: [bare] });
  expect(found(facts)).toEqual([expect.stringContaining('The application has no stack here.')]);
});

test('names in an overridden stack are those of the application, whatever was made before', () => {
  const texts = new NamedTexts();
  for (const name of ['orders-api', 'users-web-7', 'prices-api']) {
    const renamed = JSON.parse(
      JSON.stringify(app([instance({ iops: 3000 })])).replaceAll('orders-api', name),
    ) as AppFacts;
    const context = { ...options, texts };
    const files = [
      applicationStack(renamed, context),
      ...renamed.environments.map((each) => environmentStack(renamed, each, context)),
    ];
    expect(files).toEqual(appStacks(renamed, platform, builtInRegistry));
  }
});

import { Workbench, type Stack } from './support/terraform';

type Resources = { readonly [type: string]: { readonly [name: string]: unknown } };

const BASE: Resources = {
  aws_ecr_repository: { r: { name: 'app' } },
  aws_ecr_lifecycle_policy: { p: { repository: '${aws_ecr_repository.r.name}', policy: '{}' } },
  aws_security_group: { g: { name: 'pg', vpc_id: 'vpc-1' } },
  aws_vpc_security_group_ingress_rule: {
    i: {
      security_group_id: '${aws_security_group.g.id}',
      ip_protocol: 'tcp',
      from_port: 5432,
      to_port: 5432,
      cidr_ipv4: '10.0.0.0/8',
    },
  },
  aws_secretsmanager_secret: { s: { name: 'secret' } },
  aws_secretsmanager_secret_version: {
    v: {
      secret_id: '${aws_secretsmanager_secret.s.id}',
      secret_string_wo: '${ephemeral.random_password.e.result}',
      secret_string_wo_version: 1,
    },
  },
  github_repository: { app: { name: 'app', visibility: 'private' } },
  github_actions_variable: { v: { repository: '${github_repository.app.name}', variable_name: 'A', value: 'b' } },
};

function stackOf(resources: Resources, more: object = {}): Stack {
  return {
    terraform: {
      required_providers: {
        aws: { source: 'aws' },
        github: { source: 'integrations/github' },
        random: { source: 'hashicorp/random' },
      },
    },
    provider: { aws: [{ region: 'eu-west-1' }], github: [{ owner: 'acme' }] },
    ephemeral: { random_password: { e: { length: 20 } } },
    resource: resources,
    ...more,
  } as Stack;
}

/** The base with one resource changed or added. */
function withResource(type: string, name: string, change: object): Stack {
  return stackOf({
    ...BASE,
    [type]: { ...BASE[type], [name]: { ...(BASE[type]?.[name] as object | undefined), ...change } },
  });
}

let bench: Workbench;

beforeAll(async () => {
  bench = await Workbench.open(
    { base: stackOf(BASE) },
    {
      types: new Set([
        ...Object.keys(BASE),
        'random_password',
        'aws_db_instance',
        'aws_iam_role',
        'aws_iam_role_policy',
      ]),
    },
  );
  await bench.init('base');
}, 30_000);

afterAll(() => bench.simulator.stop());

test('the stack without a fault is valid', async () => {
  bench.write('base', stackOf(BASE));
  expect(await bench.terraform('base', 'validate', '-no-color')).toMatchObject({ code: 0 });
  expect(await bench.plan('base')).toMatchObject({ code: 2 });
}, 30_000);

const VALIDATED: [string, Stack, string][] = [
  [
    'an argument that does not exist',
    withResource('aws_ecr_repository', 'r', { nam: 'x' }),
    'Extraneous JSON object property',
  ],
  [
    'a required argument that is missing',
    withResource('aws_ecr_repository', 'x', { force_delete: true }),
    'The argument "name" is required',
  ],
  [
    'text for a number',
    withResource('aws_vpc_security_group_ingress_rule', 'i', { from_port: 'many' }),
    'a number is required',
  ],
  ['text for a boolean', withResource('aws_ecr_repository', 'r', { force_delete: 'perhaps' }), 'a bool is required'],
  ['a list for text', withResource('aws_ecr_repository', 'r', { name: ['app'] }), 'string required'],
  ['text for a list', withResource('github_repository', 'app', { topics: 'one' }), 'set of string required'],
  [
    'a number inside a map of objects',
    withResource('aws_ecr_repository', 'r', { tags: { a: { b: 1 } } }),
    'string required',
  ],
  [
    'an argument for what only the cloud sets',
    withResource('aws_ecr_repository', 'r', { arn: 'arn:mine' }),
    'Value for unconfigurable attribute',
  ],
  [
    'a block field that does not exist',
    withResource('aws_ecr_repository', 'r', { image_scanning_configuration: { scan: true } }),
    'Extraneous JSON object property',
  ],
  [
    'a block without its required field',
    withResource('aws_ecr_repository', 'r', { image_scanning_configuration: {} }),
    'The argument "scan_on_push" is required',
  ],
  [
    'a block too often',
    withResource('aws_ecr_repository', 'r', {
      image_scanning_configuration: [{ scan_on_push: true }, { scan_on_push: false }],
    }),
    'Too many image_scanning_configuration blocks',
  ],
  [
    'text for a block',
    withResource('aws_ecr_repository', 'r', { encryption_configuration: 'AES256' }),
    'Incorrect JSON value type',
  ],
  ['a type that does not exist', stackOf({ ...BASE, aws_ecr_repo: { r: { name: 'x' } } }), 'Invalid resource type'],
  ['a data source that does not exist', stackOf(BASE, { data: { aws_nothing: { x: {} } } }), 'Invalid data source'],
  [
    'an ephemeral resource that does not exist',
    stackOf(BASE, { ephemeral: { random_secret: { e: {} }, random_password: { e: { length: 1 } } } }),
    'Invalid ephemeral resource',
  ],
  [
    'a reference to a resource that does not exist',
    withResource('aws_ecr_lifecycle_policy', 'p', { repository: '${aws_ecr_repository.none.name}' }),
    'Reference to undeclared resource',
  ],
  [
    'a reference to an attribute that does not exist',
    withResource('aws_ecr_lifecycle_policy', 'p', { repository: '${aws_ecr_repository.r.nam}' }),
    'Unsupported attribute',
  ],
  [
    'a reference to an ephemeral that does not exist',
    withResource('aws_secretsmanager_secret_version', 'v', {
      secret_string_wo: '${ephemeral.random_password.none.result}',
    }),
    'Reference to undeclared resource',
  ],
  [
    'an ephemeral value where it would be kept',
    withResource('aws_secretsmanager_secret', 's', { description: '${ephemeral.random_password.e.result}' }),
    'Invalid use of ephemeral value',
  ],
  [
    'resources that need each other',
    withResource('aws_ecr_repository', 'r', { name: '${aws_ecr_lifecycle_policy.p.id}' }),
    'Cycle:',
  ],
  [
    'a function that does not exist',
    withResource('aws_ecr_repository', 'r', { name: '${upcase("a")}' }),
    'Call to unknown function',
  ],
  [
    'a dependency that does not exist',
    withResource('aws_ecr_repository', 'r', { depends_on: ['aws_ecr_repository.none'] }),
    'Reference to undeclared resource',
  ],
  [
    'a lifecycle rule that does not exist',
    withResource('aws_ecr_repository', 'r', { lifecycle: { prevent: true } }),
    'Extraneous JSON object property',
  ],
  [
    'a value that is not allowed',
    withResource('aws_ecr_repository', 'r', { image_tag_mutability: 'SOMETIMES' }),
    'Simulated cloud: expected image_tag_mutability to be one of',
  ],
  [
    'a value that is not allowed in a block',
    withResource('aws_ecr_repository', 'r', { encryption_configuration: [{ encryption_type: 'ROT13' }] }),
    'Simulated cloud: expected encryption_type',
  ],
  [
    'arguments that exclude each other',
    withResource('aws_security_group', 'g', { name_prefix: 'p' }),
    'Simulated cloud: Conflicting configuration arguments',
  ],
  [
    'an argument without the one that it needs',
    withResource('aws_secretsmanager_secret_version', 'v', { secret_string_wo_version: null }),
    'Simulated cloud: Missing required argument',
  ],
  [
    'none of several sources',
    withResource('aws_vpc_security_group_ingress_rule', 'i', { cidr_ipv4: null }),
    'Simulated cloud: Invalid combination of arguments',
  ],
  [
    'two of several sources',
    withResource('aws_vpc_security_group_ingress_rule', 'i', { cidr_ipv6: '::/0' }),
    'Simulated cloud: Invalid combination of arguments',
  ],
  [
    'an exclusion where nothing can be excluded',
    withResource('aws_ecr_repository', 'r', {
      image_tag_mutability_exclusion_filter: [{ filter: 'a', filter_type: 'WILDCARD' }],
    }),
    'Simulated cloud: image_tag_mutability_exclusion_filter can only be set',
  ],
  [
    'a policy that is no JSON',
    withResource('aws_iam_role', 'x', { name: 'x', assume_role_policy: '{' }),
    'invalid JSON policy',
  ],
];

test.each(VALIDATED)(
  'validate reports %s',
  async (_what, stack, words) => {
    bench.write('base', stack);
    const { code, output } = await bench.terraform('base', 'validate', '-no-color');
    // Terraform breaks lines at any space.
    expect(output.replaceAll(/[\s│]+/g, ' ')).toContain(words);
    expect(code).toBe(1);
  },
  30_000,
);

const PLANNED: [string, Stack, string][] = [
  [
    'something to look up that is not there',
    stackOf(BASE, { data: { aws_db_instance: { d: { db_instance_identifier: 'none' } } } }),
    "couldn't find resource",
  ],
  [
    'a role to look up that is not there',
    stackOf(BASE, { data: { aws_iam_role: { d: { name: 'none' } } } }),
    "reading IAM Role (none): couldn't find resource",
  ],
  [
    'another account',
    stackOf(BASE, { provider: { aws: [{ region: 'eu-west-1', allowed_account_ids: ['999999999999'] }] } }),
    'AWS account ID not allowed',
  ],
  [
    'credentials in the provider',
    stackOf(BASE, { provider: { aws: [{ region: 'eu-west-1', access_key: 'planted', secret_key: 'planted' }] } }),
    'credentials of a real cloud',
  ],
];

test.each(PLANNED)(
  'plan reports %s',
  async (_what, stack, words) => {
    bench.write('base', stack);
    const { code, output } = await bench.plan('base');
    expect(output.replaceAll(/[\s│]+/g, ' ')).toContain(words);
    expect(code).toBe(1);
  },
  30_000,
);

const APPLIED: [string, Stack, string][] = [
  [
    'something that it belongs to and that is not there',
    stackOf({ aws_ecr_lifecycle_policy: { p: { repository: 'none', policy: '{}' } } }),
    'RepositoryNotFoundException',
  ],
  [
    'a role that is not there',
    stackOf({ aws_iam_role_policy: { p: { role: 'none', name: 'p', policy: '{}' } } }),
    'NoSuchEntity',
  ],
  [
    'the same name twice',
    stackOf({ aws_ecr_repository: { a: { name: 'twin' }, b: { name: 'twin' } } }),
    'RepositoryAlreadyExistsException',
  ],
  [
    'a database without a password',
    stackOf({
      aws_db_instance: {
        d: { identifier: 'd', engine: 'postgres', instance_class: 'x', allocated_storage: 1, username: 'u' },
      },
    }),
    'Invalid master password',
  ],
];

test.each(APPLIED)(
  'apply reports %s',
  async (_what, stack, words) => {
    bench.write('base', stack);
    const { code, output } = await bench.apply('base');
    expect(output.replaceAll(/[\s│]+/g, ' ')).toContain(words);
    expect(code).toBe(1);
  },
  30_000,
);

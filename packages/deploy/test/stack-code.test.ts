import { codeInStack } from '@goldenpath/deploy';

const REQUIRED = {
  aws: { source: 'aws', version: '6.25.0' },
  github: { source: 'integrations/github' },
  random: { source: 'hashicorp/random' },
};

function stack(more: object = {}, terraform: object = {}): Record<string, unknown> {
  return {
    '//': { metadata: { note: '${file("/etc/passwd")}' } },
    terraform: {
      backend: { s3: { bucket: 'b', key: 'k', region: 'eu-west-1' } },
      required_providers: REQUIRED,
      ...terraform,
    },
    provider: { aws: [{ region: 'eu-west-1', allowed_account_ids: ['1'] }], github: [{ owner: 'acme' }] },
    resource: { aws_s3_bucket: { data: { bucket: 'data', tags: { provisioner: 'a tag' } } } },
    ...more,
  };
}

test('a stack of resources has no code', () => {
  expect(codeInStack(stack())).toBeUndefined();
  const references = {
    resource: {
      terraform_data: { connection: { input: '${aws_db_instance.x.endpoint}' } },
      aws_iam_policy: {
        p: { policy: '${jsonencode({"a" = aws_s3_bucket.data.file_arn})}', name: '$${file("x")} and %%{x}' },
      },
    },
    data: { aws_caller_identity: { me: {} } },
    ephemeral: { random_password: { p: { length: 20 } } },
  };
  expect(codeInStack(stack(references))).toBeUndefined();
});

const ASSUMED = (content: object) => ({
  provider: { aws: [{ dynamic: { assume_role: { for_each: '${[for role in [var.aws_role] : role]}', content } } }] },
});
const S3 = { bucket: 'b', key: 'k', region: 'eu-west-1' };

test('a role that the provider or the backend assumes is no code', () => {
  expect(codeInStack(stack(ASSUMED({ role_arn: '${assume_role.value}', session_name: 'goldenpath' })))).toBeUndefined();
  const role = { role_arn: 'arn:aws:iam::111111111111:role/state', session_name: 'goldenpath' };
  expect(codeInStack(stack({}, { backend: { s3: { ...S3, assume_role: role } } }))).toBeUndefined();
});

const resource = (body: object, type = 'aws_s3_bucket') => ({ resource: { [type]: { x: body } } });
const expression = (text: string) => resource({ bucket: text });

test.each<[string, object]>([
  ['a provisioner', resource({ provisioner: { 'local-exec': { command: 'id' } } })],
  ['a provisioner in a list of blocks', { resource: [{ aws_s3_bucket: [{ x: [{}, { provisioner: [] }] }] }] }],
  ['a provisioner of terraform_data', resource({ provisioner: [{ 'local-exec': {} }] }, 'terraform_data')],
  ['a connection', resource({ connection: { host: 'h' } })],
  ['a provisioner of a removed block', { removed: [{ from: 'aws_x.y', provisioner: { 'local-exec': {} } }] }],
  ['a module', { module: { m: { source: 'git::https://example.test/m.git' } } }],
  ['a block that is not known', { action: {} }],
  ['a program as data', { data: { external: { x: { program: ['sh'] } } } }],
  ['a provider that is not required', resource({}, 'null_resource')],
  ['a provider that is named by a resource', resource({ provider: 'shell.x' })],
  ['the state of another stack', { data: { terraform_remote_state: { x: {} } } }],
  ['data in a check', { check: { c: { data: { aws_x: {} }, assert: {} } } }],
  [
    'another endpoint in a dynamic block',
    { provider: { aws: [{ dynamic: { endpoints: { content: { s3: 'x' } } } }] } },
  ],
  [
    'an argument of a role that is not known',
    ASSUMED({ role_arn: 'a', web_identity_token_file: '/proc/self/environ' }),
  ],
  ['one in a plain block', { provider: { aws: [{ assume_role: [{ role_arn: 'a', token_file: 'b' }] }] } }],
  ['a provider that sends the token elsewhere', { provider: { github: { base_url: 'https://example.test/' } } }],
  [
    'a provider that sends requests elsewhere',
    { provider: { aws: [{ endpoints: [{ s3: 'https://example.test' }] }] } },
  ],
  ['a file of the machine as an object', resource({ source: '/proc/self/environ' }, 'aws_s3_object')],
  ['a function that reads a file', expression('${file("/proc/self/environ")}')],
  ['one after an operator', expression('${1 -filebase64("x")}')],
  ['one with a comment', expression('${file/**/("x")}')],
  ['one with a namespace', expression('${core::file("x")}')],
  ['one in a directive', expression('%{ if fileexists("x") }y%{ endif }')],
  ['one after an escape', expression('$${a} ${templatefile("x", {})}')],
  ['one after two signs', expression('$$${file("x")}')],
  ['one in a map that looks like a comment', resource({ tags: { '//': '${file("x")}' } })],
  ['a template in a text', expression('${templatestring(var.x, {})}')],
  ['a function of a provider', expression('${provider::shell::run("id")}')],
  ['one in the name of a field', resource({ tags: { '${file("x")}': 'y' } })],
  ['one in a local value', { locals: { x: ['${file("x")}'] } }],
])('%s is found', (_what, more) => {
  expect(codeInStack(stack(more))).toEqual(expect.any(String));
});

test.each<[string, object]>([
  ['another provider', { required_providers: { ...REQUIRED, shell: { source: 'evil/shell' } } }],
  ['a provider of another registry', { required_providers: { aws: { source: 'example.test/hashicorp/aws' } } }],
  ['another source of a name', { required_providers: { aws: { source: 'evil/aws' } } }],
  ['a backend that is not known', { backend: { http: { address: 'https://example.test' } } }],
  ['an endpoint of the backend', { backend: { s3: { bucket: 'b', endpoint: 'https://example.test' } } }],
  ['an endpoint for the role of the backend', { backend: { s3: { ...S3, assume_role: { sts_endpoint: 'x' } } } }],
  ['a cloud', { cloud: { organization: 'x' } }],
])('%s in the settings is found', (_what, terraform) => {
  expect(codeInStack(stack({}, terraform))).toEqual(expect.any(String));
});

test('another provider can be allowed', () => {
  const settings = { required_providers: { ...REQUIRED, tls: { source: 'hashicorp/tls' } } };
  const key = resource({ algorithm: 'ED25519' }, 'tls_private_key');
  expect(codeInStack(stack(key, settings))).toContain('hashicorp/tls');
  expect(codeInStack(stack(key, settings), ['hashicorp/tls'])).toBeUndefined();
});

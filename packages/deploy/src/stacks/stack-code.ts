import { type Block, blocksOf, labelledBlocks } from './json-blocks';

/** Providers whose binaries may run with credentials: those of the built-in parts. */
const PROVIDERS = ['hashicorp/aws', 'integrations/github', 'hashicorp/random'];

/** Arguments of a provider that neither send credentials elsewhere nor read files. */
const PROVIDER_ARGUMENTS = new Set([
  'alias',
  'region',
  'allowed_account_ids',
  'forbidden_account_ids',
  'assume_role',
  'default_tags',
  'ignore_tags',
  'max_retries',
  'retry_mode',
  'owner',
]);

const BACKENDS: Readonly<Record<string, ReadonlySet<string>>> = {
  s3: new Set(['bucket', 'key', 'region', 'encrypt', 'use_lockfile', 'dynamodb_table', 'kms_key_id', 'assume_role']),
  local: new Set(['path']),
};

/** Arguments of `assume_role` that neither read files nor name another service. */
const ROLE_ARGUMENTS = new Set(['role_arn', 'session_name', 'external_id', 'duration']);

const SECTIONS = new Set([
  '//',
  'terraform',
  'provider',
  'resource',
  'data',
  'ephemeral',
  'output',
  'locals',
  'variable',
  'moved',
  'removed',
  'import',
  'check',
]);

/** Arguments that name a file of the machine, by type. */
const LOCAL_FILES: Readonly<Record<string, string>> = {
  aws_s3_object: 'source',
  aws_s3_bucket_object: 'source',
  aws_lambda_function: 'filename',
  aws_lambda_layer_version: 'filename',
  aws_synthetics_canary: 'zip_file',
};

const TERRAFORM = new Set(['//', 'required_version', 'required_providers', 'backend']);

/**
 * What a stack could run programs, read files of the machine or send credentials elsewhere with, as a sentence; `undefined` where it has
 * nothing of that kind.
 *
 * Terraform takes such things from a `cdk.tf.json` as from any other file. A stack that another job made, where code of specs and of
 * extensions ran, must not bring them into a job with credentials.
 *
 * @param content - The parsed `cdk.tf.json`.
 * @param allowed - Sources of more providers, such as `hashicorp/tls`.
 */
export function codeInStack(content: Block, allowed: readonly string[] = []): string | undefined {
  const section = Object.keys(content).find((name) => !SECTIONS.has(name));
  if (section !== undefined) return `it has the block \`${section}\``;
  return (
    codeInTerraform(content, [...PROVIDERS, ...allowed]) ??
    codeInProviders(content) ??
    codeInResources(content) ??
    // A comment at the top is not evaluated; below, the same name can be that of a value.
    fileFunctionIn({ ...content, '//': undefined })
  );
}

function codeInTerraform(content: Block, allowed: readonly string[]): string | undefined {
  for (const settings of blocksOf(content['terraform'])) {
    const setting = Object.keys(settings).find((name) => !TERRAFORM.has(name));
    if (setting !== undefined) return `it has \`terraform.${setting}\``;
    for (const { labels, body } of labelledBlocks(settings['backend'], 1)) {
      const [type = ''] = labels;
      const argument = Object.keys(body).find((name) => BACKENDS[type]?.has(name) !== true);
      if (BACKENDS[type] === undefined || argument !== undefined)
        return `its backend is \`${type}\`${argument === undefined ? '' : ` with \`${argument}\``}`;
      const ofRole = codeInRole(body['assume_role']);
      if (ofRole !== undefined) return `the \`assume_role\` of its backend has \`${ofRole}\``;
    }
    const unknown = [...sourcesIn(settings)].find(([, source]) => !allowed.includes(source));
    if (unknown !== undefined) return `it requires the provider \`${unknown[1]}\``;
  }
  return undefined;
}

/** The sources of the required providers by local name, as Terraform completes them. */
function sourcesIn(settings: Block): Map<string, string> {
  const required = blocksOf(settings['required_providers']).flatMap((block) => Object.entries(block));
  return new Map(
    required.map(([name, value]) => {
      const written = typeof value === 'object' && value !== null ? (value as Block)['source'] : undefined;
      const source = typeof written === 'string' ? written : name;
      return [name, source.includes('/') ? source.replace(/^registry\.terraform\.io\//, '') : `hashicorp/${source}`];
    }),
  );
}

function codeInProviders(content: Block): string | undefined {
  for (const { labels, body } of labelledBlocks(content['provider'], 1)) {
    const { dynamic, ...rest } = body;
    const dynamics = labelledBlocks(dynamic, 1);
    const names = [...Object.keys(rest), ...dynamics.map(({ labels: [name = ''] }) => name)];
    const argument = names.find((name) => !PROVIDER_ARGUMENTS.has(name));
    if (argument !== undefined) return `its provider \`${labels[0] ?? ''}\` has \`${argument}\``;
    const roles = [rest['assume_role'], ...dynamics.map((block) => block.body['content'])];
    const ofRole = roles.map(codeInRole).find((name) => name !== undefined);
    if (ofRole !== undefined) return `the \`assume_role\` of its provider has \`${ofRole}\``;
  }
  return undefined;
}

/** An argument of `assume_role` that is not known; all content of a dynamic block is of one, because no other argument is a block. */
function codeInRole(value: unknown): string | undefined {
  return blocksOf(value)
    .flatMap((block) => Object.keys(block))
    .find((name) => !ROLE_ARGUMENTS.has(name));
}

/** Terraform installs the provider of any type that is named, required or not. */
function codeInResources(content: Block): string | undefined {
  const required = new Set(blocksOf(content['terraform']).flatMap((settings) => [...sourcesIn(settings).keys()]));
  for (const section of ['resource', 'data', 'ephemeral'])
    for (const { labels, body } of labelledBlocks(content[section], 2)) {
      const [type = '', name = ''] = labels;
      const provider = providerOf(type, body);
      // Keeps a value, and is part of Terraform itself.
      const isBuiltIn = section === 'resource' && type === 'terraform_data' && provider === 'terraform';
      if (!isBuiltIn && !required.has(provider))
        return `\`${type}.${name}\` is of the provider \`${provider}\`, which it does not require`;
      const argument = ['provisioner', 'connection', LOCAL_FILES[type] ?? ''].find((each) => body[each] !== undefined);
      if (argument !== undefined) return `\`${type}.${name}\` has \`${argument}\``;
    }
  const removed = blocksOf(content['removed']).some((body) => body['provisioner'] !== undefined);
  const checked = labelledBlocks(content['check'], 1).some(({ body }) => body['data'] !== undefined);
  return removed ? 'a `removed` block has a `provisioner`' : checked ? 'a `check` block has `data`' : undefined;
}

function providerOf(type: string, body: Block): string {
  const { provider } = body;
  const named = typeof provider === 'string' ? provider.replace(/^\$\{\s*|\s*\}$/g, '') : type;
  return named.split(typeof provider === 'string' ? '.' : '_')[0] ?? '';
}

/** A function that reads a file or evaluates a text, or one of a provider, at the beginning of a name in an expression. */
const FILE_FUNCTION = /(?<![.\w])(file\w*|template(?:file|string))\b|\bprovider\s*::/;

function fileFunctionIn(value: unknown): string | undefined {
  if (typeof value === 'string') {
    const expressions = value.replaceAll(/(?<!\$)\$\$\{|(?<!%)%%\{/g, '');
    const found = /[$%]\{/.test(expressions) ? FILE_FUNCTION.exec(expressions) : null;
    return found === null ? undefined : `an expression calls \`${found[1] ?? 'provider::'}\``;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, each] of Object.entries(value)) {
    const found = fileFunctionIn(key) ?? fileFunctionIn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

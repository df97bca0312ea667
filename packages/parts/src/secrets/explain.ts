import {
  always,
  type Explain,
  type ExplainContext,
  type ExplanationTable,
  fromEnvironment,
  fromPlatform,
  fromSpec,
} from '@goldenpath/extension';
import { isCreated, type SecretsSettings } from './settings';

function secretsIn({ settings }: ExplainContext): SecretsSettings['secrets'] {
  return (settings['secrets'] as SecretsSettings).secrets;
}

/** Explains a field of an entry of `variables.entries` or `files.entries` by the entry of the spec. */
function fromEntry(because: (context: ExplainContext, variable: string) => string): Explain {
  return (context, path) => {
    const [, group, , index] = path;
    const variables = Object.entries(secretsIn(context)).filter(
      ([, { mountPath }]) => (mountPath === undefined) === (group === 'variables'),
    );
    const variable = variables[Number(index)]?.[0] ?? '';
    return { of: 'setting', setting: ['secrets', variable], because: because(context, variable) };
  };
}

const path = fromEntry((context, variable) => {
  const secret = secretsIn(context)[variable];
  return secret !== undefined && isCreated(secret)
    ? '`goldenpath/{environment}/{name}/secrets/…`, which the stack makes'
    : 'its `name`';
});

const key = fromEntry(() => 'the name of the variable');
const property = fromEntry(() => 'its `key`');
const mountPath = fromEntry(() => 'its `mountPath`');
const unlessAccepted = fromSpec('accept', 'unless the loss is accepted');

function sourceOf(name: 'variables' | 'files'): ExplanationTable {
  return {
    [`${name}.store.name`]: fromPlatform('secretStore.name'),
    [`${name}.store.kind`]: fromPlatform('secretStore.kind'),
    [`${name}.refreshInterval`]: fromPlatform('secretStore.refreshInterval'),
    [`${name}.sealed.scope`]: fromPlatform('secretStore.sealedSecrets.scope'),
    [`${name}.sealed.encryptedData`]: always('what `goldenpath seal` wrote beside the spec'),
  };
}

export const group = 'Secrets';

export const facts: ExplanationTable = {
  ...sourceOf('variables'),
  ...sourceOf('files'),
  isInAws: fromPlatform('secretStore.type'),
  reloads: fromPlatform('kubernetes.reloader'),
  'variables.secretName': fromSpec('name', '`{name}-secrets`'),
  'variables.entries.*.path': path,
  'variables.entries.*.key': key,
  'variables.entries.*.property': property,
  'files.secretName': fromSpec('name', '`{name}-secret-files`'),
  'files.entries.*.path': path,
  'files.entries.*.key': key,
  'files.entries.*.property': property,
  'files.entries.*.mountPath': mountPath,
  'created.*.name': always('the entries of `secrets` without a name, or with `create: true`'),
  'created.*.path': fromSpec('name', '`goldenpath/{environment}/{name}/secrets/…`'),
  'created.*.kmsKeyArn': fromEnvironment('databases.kmsKey'),
  'created.*.isProtected': unlessAccepted,
  checksum: always('a digest of the names: a new or removed secret rolls the pods'),
};

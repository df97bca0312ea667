import { createHash } from 'node:crypto';
import {
  type FactsInput,
  fillTemplate,
  type PodSecret,
  type SecretPathsInput,
  type StoredSecret,
} from '@goldenpath/extension';
import { secretSource } from '../secret-store';
import type { WrittenSecret } from './schema';
import { createdName, isCreated, type SecretsSettings, secretNames } from './settings';
import type { CreatedSecret, SecretEntry, SecretFile, SecretGroup, SecretsPart } from './types';

type Input = FactsInput<SecretsSettings>;

/** Returns the secrets of the pods, apart from those of the database; nothing where there are none. */
export function secretsFacts(input: Input): SecretsPart | undefined {
  const { spec, platform, settings } = input;
  const all = Object.entries(settings.secrets);
  if (all.length === 0) return undefined;
  const variables = all.filter(([, { mountPath }]) => mountPath === undefined).map((each) => entryOf(input, each));
  const files = all.flatMap(([variable, secret]): SecretFile[] =>
    secret.mountPath === undefined ? [] : [{ ...entryOf(input, [variable, secret]), mountPath: secret.mountPath }],
  );
  const names = secretNames(spec.name);
  const isInAws = platform.secretStore.type === 'aws-secrets-manager';
  return {
    reloads: platform.kubernetes.reloader,
    ...(variables.length > 0 && { variables: groupOf(input, names.variables, variables) }),
    ...(files.length > 0 && { files: groupOf(input, names.files, files) }),
    created: isInAws ? createdSecrets(input, all) : [],
    isInAws,
    checksum: createHash('sha256')
      .update(JSON.stringify([variables, files]))
      .digest('hex')
      .slice(0, 16),
  };
}

function groupOf<Entry>({ spec, platform, environment }: Input, secretName: string, entries: readonly Entry[]) {
  const group: SecretGroup<Entry> = {
    secretName,
    ...secretSource({ spec, platform, environment, secretName }),
    entries,
  };
  return group;
}

function entryOf({ environment, spec }: Input, [variable, secret]: readonly [string, WrittenSecret]): SecretEntry {
  const path = pathOf({ environment, app: spec.name }, variable, secret);
  return { key: variable, path, ...(secret.key !== undefined && { property: secret.key }) };
}

/** Returns the paths that the secrets of an application come from, each once. */
export function secretPaths({ secrets }: SecretsSettings, input: SecretPathsInput): string[] {
  return [...new Set(Object.entries(secrets).map(([variable, secret]) => pathOf(input, variable, secret)))];
}

type Owner = Pick<SecretPathsInput, 'app' | 'environment'>;

function pathOf(owner: Owner, variable: string, secret: WrittenSecret): string {
  return isCreated(secret)
    ? createdPath(owner, createdName(variable, secret))
    : fillTemplate(secret.name ?? '', { environment: owner.environment });
}

function createdPath({ app, environment }: Owner, name: string): string {
  return `goldenpath/${environment}/${app}/secrets/${name}`;
}

/** Returns each secret of the store once, in order of name. */
export function storedSecrets({ variables, files, created, isInAws }: SecretsPart): StoredSecret[] {
  if (!isInAws) return [];
  const paths = [...(variables?.entries ?? []), ...(files?.entries ?? [])].map(({ path }) => path);
  return [...new Set(paths)].sort().map((name) => ({ name, isCreated: created.some(({ path }) => path === name) }));
}

/** Returns the Secrets of the pods with their keys. */
export function podSecrets({ variables, files }: SecretsPart): PodSecret[] {
  return [variables, files].flatMap((group) =>
    group === undefined ? [] : [{ name: group.secretName, keys: group.entries.map(({ key }) => key) }],
  );
}

/** Several variables can have keys of one secret. */
function createdSecrets(input: Input, all: readonly (readonly [string, WrittenSecret])[]): CreatedSecret[] {
  const names = all.flatMap(([variable, secret]) => (isCreated(secret) ? [createdName(variable, secret)] : []));
  const kmsKeyArn = input.in.databases?.kmsKey;
  return [...new Set(names)].sort().map((name) => ({
    name,
    path: createdPath({ environment: input.environment, app: input.spec.name }, name),
    ...(kmsKeyArn !== undefined && { kmsKeyArn }),
    isProtected: input.isProtected('secret-loss'),
  }));
}

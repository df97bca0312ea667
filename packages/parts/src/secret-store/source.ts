import type { AppSpec, DataFolder, InEnvironment, Platform } from '@goldenpath/extension';
import { sealedFile, type SealedFile, tryReadSealed } from './sealed-file';
import type { SecretSource } from './types';

/** The folder beside a spec that SealedSecrets are in. */
export const SEALED_FOLDER: DataFolder = { folder: 'sealed', content: 'yaml' };

/** What the source of a Secret follows from. */
export interface SourceInput extends Omit<SealedFile, 'namespace'> {
  readonly spec: Pick<AppSpec, 'data'>;
  readonly platform: Pick<Platform, 'secretStore'>;
}

/** Returns where a Secret of an application comes from in an environment. A part that calls it lists {@link SEALED_FOLDER} as `dataFolders`. */
export function secretSource({ spec, platform: { secretStore }, ...file }: SourceInput): SecretSource {
  const { name, kind, refreshInterval, sealedSecrets } = secretStore;
  if (sealedSecrets === undefined) return { store: { name, kind }, refreshInterval };
  const sealed = tryReadSealed(spec.data?.[sealedFile(file)]);
  return {
    sealed: {
      scope: sealedSecrets.scope,
      ...(sealed !== undefined && { encryptedData: inOrder(sealed.encryptedData) }),
    },
  };
}

function inOrder(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns what is left to do before pods have a Secret, as `summary` of a part; nothing when it is there. */
export function missingSeal(
  secretName: string,
  source: SecretSource,
  { environment, selector }: Pick<InEnvironment, 'environment' | 'selector'>,
): { readonly key: 'todo'; readonly text: string }[] {
  if (!('sealed' in source) || source.sealed.encryptedData !== undefined) return [];
  const app = selector['app'] ?? '';
  const text = `The Secret ${secretName} is not sealed for ${environment}: run \`goldenpath seal ${app} --env ${environment} --secret ${secretName}\`.`;
  return [{ key: 'todo', text }];
}

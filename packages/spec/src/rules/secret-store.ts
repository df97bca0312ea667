import { type Problem, quote, type Rule } from '@goldenpath/extension';
import type { WrittenSecretStore } from '../types/cluster';
import type { PlatformContext } from './platform';

/** The fields of `secretStore` that only some types have. */
const FIELDS_OF_TYPES: Readonly<Record<string, readonly NonNullable<WrittenSecretStore['type']>[]>> = {
  name: ['aws-secrets-manager', 'vault'],
  kind: ['aws-secrets-manager', 'vault'],
  refreshInterval: ['aws-secrets-manager', 'vault'],
  vault: ['vault'],
  sealedSecrets: ['sealed-secrets'],
};

export const secretStoreHasFieldsOfType: Rule<PlatformContext> = {
  name: 'secret-store-field',
  check: ({ written: { secretStore = {} } }) => {
    const { type = 'aws-secrets-manager' } = secretStore;
    return Object.keys(secretStore).flatMap((field): Problem[] => {
      const types = FIELDS_OF_TYPES[field];
      if (types === undefined || types.includes(type)) return [];
      return [
        {
          path: ['secretStore', field],
          at: 'key',
          message: `A secret store of the type ${quote(type)} does not have \`${field}\`.`,
          remedy: `Remove it, or set \`type: ${types.join('` or `type: ')}\`.`,
        },
      ];
    });
  },
};

export const vaultHasAddress: Rule<PlatformContext> = {
  name: 'vault-without-address',
  check: ({ written: { secretStore } }) =>
    secretStore?.type !== 'vault' || secretStore.vault !== undefined
      ? []
      : [
          {
            path: ['secretStore', 'type'],
            message: 'The secret store is Vault, and its address is not known.',
            remedy: 'Set `secretStore.vault.server`, such as `https://vault.example.org:8200`.',
          },
        ],
};

/** The placeholders of the texts of a secret store. */
const KNOWN_PLACEHOLDER = '{environment}';

export const secretStoreHasKnownPlaceholders: Rule<PlatformContext> = {
  name: 'secret-store-placeholder',
  check: ({ written: { secretStore } }) => {
    const texts: readonly (readonly [Problem['path'], string | undefined])[] = [
      ...(['path', 'mountPath', 'role', 'namespace'] as const).map(
        (field) => [['secretStore', 'vault', field], secretStore?.vault?.[field]] as const,
      ),
      [['secretStore', 'sealedSecrets', 'certificate'], secretStore?.sealedSecrets?.certificate],
    ];
    return texts.flatMap(([path, text]): Problem[] =>
      text === undefined || !/[{}]/.test(text.replaceAll(KNOWN_PLACEHOLDER, ''))
        ? []
        : [
            {
              path,
              message: `Only \`${KNOWN_PLACEHOLDER}\` can be in braces here.`,
              remedy: 'Remove the other braces.',
            },
          ],
    );
  },
};

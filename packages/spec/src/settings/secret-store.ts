import type { SecretStore } from '@goldenpath/extension';
import type { WrittenSecretStore } from '../types/cluster';

/** Returns the secret store with all defaults applied. */
export function resolveSecretStore(written: WrittenSecretStore = {}): SecretStore {
  const { type = 'aws-secrets-manager', vault, sealedSecrets } = written;
  return {
    type,
    name: written.name ?? type,
    kind: written.kind ?? 'ClusterSecretStore',
    refreshInterval: written.refreshInterval ?? '1h',
    ...(type === 'vault' && vault !== undefined && { vault: resolveVault(vault) }),
    ...(type === 'sealed-secrets' && {
      sealedSecrets: {
        ...(sealedSecrets?.certificate !== undefined && { certificate: sealedSecrets.certificate }),
        scope: sealedSecrets?.scope ?? 'strict',
      },
    }),
  };
}

function resolveVault(written: NonNullable<WrittenSecretStore['vault']>): NonNullable<SecretStore['vault']> {
  return {
    server: written.server,
    path: written.path ?? 'secret',
    version: written.version ?? 'v2',
    mountPath: written.mountPath ?? 'kubernetes',
    role: written.role ?? 'external-secrets',
    ...(written.namespace !== undefined && { namespace: written.namespace }),
    ...(written.caBundle !== undefined && { caBundle: written.caBundle }),
  };
}

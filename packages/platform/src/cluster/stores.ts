import type { ClusterFacts } from '@goldenpath/extension';
import { inPreviews } from '../previews/labels';
import { afterOperators, LABELS, type PlatformObject } from '../object';

/**
 * Returns the stores that credentials come from, which only the namespaces of applications can use. The External Secrets Operator reads AWS
 * and Vault with the identity of its own pod. SealedSecrets need no store.
 */
export function secretStores(cluster: ClusterFacts): PlatformObject[] {
  const { secretStore, namespaces, previewCalls } = cluster;
  const { name, kind, type } = secretStore;
  if (type === 'sealed-secrets') return [];
  const provider =
    type === 'vault' ? vaultProvider(cluster) : { aws: { service: 'SecretsManager', region: cluster.region } };
  const apiVersion = 'external-secrets.io/v1';
  if (kind === 'ClusterSecretStore')
    return [
      {
        apiVersion,
        kind,
        metadata: { name, labels: LABELS, annotations: afterOperators() },
        spec: {
          provider,
          conditions: [
            { namespaces: namespaces.map((each) => each.name) },
            ...(previewCalls === undefined ? [] : [inPreviews()]),
          ],
        },
      },
    ];
  return namespaces.map((each) => ({
    apiVersion,
    kind,
    metadata: { name, namespace: each.name, labels: LABELS, annotations: afterOperators() },
    spec: { provider },
  }));
}

/** The auth method is without a service account, so the operator logs in with the token of its own pod. */
function vaultProvider({ secretStore, environment }: ClusterFacts): Readonly<Record<string, unknown>> {
  const { vault } = secretStore;
  if (vault === undefined) throw new Error('A secret store of the type `vault` has no Vault.');
  const filled = (text: string) => text.replaceAll('{environment}', environment);
  return {
    vault: {
      server: vault.server,
      ...(vault.namespace !== undefined && { namespace: filled(vault.namespace) }),
      path: filled(vault.path),
      version: vault.version,
      ...(vault.caBundle !== undefined && { caBundle: vault.caBundle }),
      auth: { kubernetes: { mountPath: filled(vault.mountPath), role: filled(vault.role) } },
    },
  };
}

/** The CSI driver of EBS, and its newest general purpose volumes. */
const GP3 = 'gp3';

/**
 * Returns the storage classes of volumes of EBS and of EFS: others belong to the cluster. In production a volume outlives its claim.
 */
export function storageClasses(cluster: ClusterFacts): PlatformObject[] {
  return [...blockStorage(cluster), ...sharedStorage(cluster)];
}

function blockStorage({ storageClass, isProduction }: ClusterFacts): PlatformObject[] {
  if (storageClass !== GP3) return [];
  return [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: GP3, labels: LABELS },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: GP3, encrypted: 'true' },
      reclaimPolicy: isProduction ? 'Retain' : 'Delete',
      allowVolumeExpansion: true,
      volumeBindingMode: 'WaitForFirstConsumer',
    },
  ];
}

/**
 * The CSI driver of EFS makes an access point for each claim: a folder of its own, and a user of its own that all files belong to. It mounts
 * with TLS unless a volume says otherwise. AWS allows paths of 100 characters, so they have no names of claims.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/parameters.md
 */
function sharedStorage({ sharedVolumes, environment, isProduction }: ClusterFacts): PlatformObject[] {
  if (sharedVolumes === undefined) return [];
  return [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: sharedVolumes.storageClass, labels: LABELS },
      provisioner: 'efs.csi.aws.com',
      parameters: {
        provisioningMode: 'efs-ap',
        fileSystemId: sharedVolumes.fileSystem,
        basePath: `/${environment}`,
        directoryPerms: '700',
        gidRangeStart: '50000',
        gidRangeEnd: '7000000',
      },
      reclaimPolicy: isProduction ? 'Retain' : 'Delete',
      volumeBindingMode: 'Immediate',
    },
  ];
}

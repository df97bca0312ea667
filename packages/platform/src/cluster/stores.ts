import type { ClusterFacts } from '@goldenpath/extension';
import { afterOperators, LABELS, type PlatformObject } from '../object';

/**
 * Returns the stores that credentials come from, which only the namespaces of applications can use. The External Secrets Operator reads AWS
 * with the identity of its own pod.
 */
export function secretStores({ secretStore, namespaces, region }: ClusterFacts): PlatformObject[] {
  const { name, kind } = secretStore;
  const provider = { aws: { service: 'SecretsManager', region } };
  const apiVersion = 'external-secrets.io/v1';
  if (kind === 'ClusterSecretStore')
    return [
      {
        apiVersion,
        kind,
        metadata: { name, labels: LABELS, annotations: afterOperators() },
        spec: { provider, conditions: [{ namespaces: namespaces.map((each) => each.name) }] },
      },
    ];
  return namespaces.map((each) => ({
    apiVersion,
    kind,
    metadata: { name, namespace: each.name, labels: LABELS, annotations: afterOperators() },
    spec: { provider },
  }));
}

/** The CSI driver of EBS, and its newest general purpose volumes. */
const GP3 = 'gp3';

/**
 * Returns the storage class of volumes, where it is the one of EBS: another one belongs to the cluster. In production a volume outlives its
 * claim.
 */
export function storageClasses({ storageClass, isProduction }: ClusterFacts): PlatformObject[] {
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

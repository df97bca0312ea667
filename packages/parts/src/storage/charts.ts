import type { PodContribution } from '@goldenpath/extension';
import { KubePersistentVolumeClaim, Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { StoragePart } from './types';

/** Each pod claims its own volume, mounts it, and owns its files. */
export function pod(storage: StoragePart): PodContribution {
  const { volumeName, mountPath } = storage;
  return {
    volumeMounts: [{ name: volumeName, mountPath }],
    volumeClaimTemplates: [claim(storage)],
    ownsVolumes: true,
  };
}

/**
 * A volume claim template. Without labels, because a template can never change and claims get the selector's labels. With `apiVersion` and
 * `kind`, which the typed StatefulSet leaves out: the API server adds them, and Argo CD would always show a difference.
 */
function claim({ volumeName, size, storageClass }: StoragePart): Readonly<Record<string, unknown>> {
  return KubePersistentVolumeClaim.manifest({
    metadata: { name: volumeName },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      resources: { requests: { storage: Quantity.fromString(size) } },
    },
  }) as Readonly<Record<string, unknown>>;
}

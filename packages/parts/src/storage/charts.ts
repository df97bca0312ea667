import type { PodContribution } from '@goldenpath/extension';
import { KubePersistentVolumeClaim, Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { StoragePart } from './types';

/** Each pod claims a volume of its own, mounts it, and owns what is in it. */
export function pod(storage: StoragePart): PodContribution {
  const { volumeName, mountPath } = storage;
  return {
    volumeMounts: [{ name: volumeName, mountPath }],
    volumeClaimTemplates: [claim(storage)],
    ownsVolumes: true,
  };
}

/**
 * Without labels: a claim gets those of the selector from the controller, and a template can never change again.
 * With `apiVersion` and `kind`, which the typed StatefulSet leaves out: the API server adds them, and Argo CD would show
 * the difference for ever.
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

import type { ChartInput, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { KubePersistentVolumeClaim, Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../kubernetes/plain-object';
import type { SharedStoragePart } from './types';

const VOLUME = 'shared-storage';

/**
 * The claim is there before the pods and the migration. Argo CD keeps it when the application no longer describes it, or is deleted: as the
 * claims of a StatefulSet, it is deleted by hand.
 */
const BEFORE_PODS = { 'argocd.argoproj.io/sync-wave': '-2' };
const KEPT = { ...BEFORE_PODS, 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

/** Adds the claim of the volume. */
export function add(chart: Chart, { facts }: ChartInput<SharedStoragePart>): void {
  const { claimName, size, storageClass, isTemporary } = facts;
  new PlainObject(
    chart,
    VOLUME,
    KubePersistentVolumeClaim.manifest({
      metadata: { name: claimName, annotations: isTemporary === true ? BEFORE_PODS : KEPT },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: storageClass,
        resources: { requests: { storage: Quantity.fromString(size) } },
      },
    }),
  );
}

/** Every pod mounts the same volume. */
export function pod({ claimName, mountPath }: SharedStoragePart): PodContribution {
  return {
    volumes: [{ name: VOLUME, persistentVolumeClaim: { claimName } }],
    volumeMounts: [{ name: VOLUME, mountPath }],
    ownsVolumes: true,
  };
}

/** Environments share the claim but for its size. */
export function file(): ObjectFile {
  return { file: 'persistentvolumeclaim.yaml', home: 'base' };
}

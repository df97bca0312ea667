import type { Volume, VolumeMount } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';

const NAME = 'tmp';
const MOUNT_PATH = '/tmp';

/** Enough for uploads that a web framework spools to disk, and too little for one pod to fill its node's. */
const SIZE_LIMIT = '256Mi';

/** The one place of a read-only root filesystem that a process may write to. A spec can mount nothing else there. */
export function temporaryFilesVolume(): Volume {
  return { name: NAME, emptyDir: { sizeLimit: Quantity.fromString(SIZE_LIMIT) } };
}

/** The mount of {@link temporaryFilesVolume}. */
export function temporaryFilesMount(): VolumeMount {
  return { name: NAME, mountPath: MOUNT_PATH };
}

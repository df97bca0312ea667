import type { Volume, VolumeMount } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { PodFacts } from '../types';

const NAME = 'tmp';
const MOUNT_PATH = '/tmp';

/** Enough for uploads that a web framework buffers on disk, and too little to fill a node's disk. */
const SIZE_LIMIT = '256Mi';

/** Returns the only writable volume of the read-only root filesystem. A spec can mount nothing else there. */
export function temporaryFilesVolume({ temporaryFiles = SIZE_LIMIT }: PodFacts): Volume {
  return { name: NAME, emptyDir: { sizeLimit: Quantity.fromString(temporaryFiles) } };
}

/** Returns the mount of {@link temporaryFilesVolume}. */
export function temporaryFilesMount(): VolumeMount {
  return { name: NAME, mountPath: MOUNT_PATH };
}

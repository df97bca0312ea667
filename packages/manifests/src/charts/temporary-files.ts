import type { Volume, VolumeMount } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { StoragePart } from '@goldenpath/model';

const NAME = 'tmp';
const MOUNT_PATH = '/tmp';

/** Enough for uploads that a web framework spools to disk, and too little for one pod to fill its node's. */
const SIZE_LIMIT = '256Mi';

/**
 * What a pod takes of its node's own disk: its log, of which nodes keep 50 MiB by default, and its temporary files.
 * A pod that takes more than it requests is the first to go when the disk is full, so the log is requested.
 */
export const LOCAL_STORAGE = { request: '64Mi', limit: '512Mi' };

/** The one place of a read-only root filesystem that a process may write to. */
export function temporaryFilesVolume(storage: StoragePart | undefined): Volume[] {
  return isKept(storage) ? [] : [{ name: NAME, emptyDir: { sizeLimit: Quantity.fromString(SIZE_LIMIT) } }];
}

/** The mount of {@link temporaryFilesVolume}. */
export function temporaryFilesMount(storage: StoragePart | undefined): VolumeMount[] {
  return isKept(storage) ? [] : [{ name: NAME, mountPath: MOUNT_PATH }];
}

/** Whether the application keeps its temporary files: then its own volume is there, and writable. */
function isKept(storage: StoragePart | undefined): boolean {
  return storage !== undefined && storage.mountPath.replace(/\/+$/, '') === MOUNT_PATH;
}

import type { Volume, VolumeMount } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { PodFacts } from '../types';
import { DEFAULT_SIZE_LIMIT } from '../volume-settings';

/** The folder that every container can write to. A spec can mount nothing else there. */
const TMP = { name: 'tmp', mountPath: '/tmp' };

/** Returns the writable volumes of the read-only root filesystem. */
export function emptyDirVolumes({ temporaryFiles = DEFAULT_SIZE_LIMIT, emptyDirs = [] }: PodFacts): Volume[] {
  return [
    { name: TMP.name, emptyDir: { sizeLimit: Quantity.fromString(temporaryFiles) } },
    ...emptyDirs.map(({ name, sizeLimit, medium }) => ({
      name: emptyDirName(name),
      emptyDir: { ...(medium !== undefined && { medium }), sizeLimit: Quantity.fromString(sizeLimit) },
    })),
  ];
}

/** Returns the mounts of {@link emptyDirVolumes}. */
export function emptyDirMounts({ emptyDirs = [] }: PodFacts): VolumeMount[] {
  return [TMP, ...emptyDirs.map(({ name, mountPath }) => ({ name: emptyDirName(name), mountPath }))];
}

/** Returns the name of the volume. No other part uses the prefix. */
function emptyDirName(name: string): string {
  return `empty-dir-${name}`;
}

import { bytes } from '@goldenpath/extension';
import type { PodFacts } from './types';
import { DEFAULT_SIZE_LIMIT, type VolumesSettings } from './volume-settings';

/** Beside its folders, a pod writes logs to the disk of its node. The kubelet keeps 50 MiB of each container. */
const LOGS = 256 * 2 ** 20;

/** Returns the folders that a container can write to, and the disk space that they need of a node. */
export function volumeFacts({
  temporaryFiles,
  emptyDirs = {},
}: VolumesSettings): Pick<PodFacts, 'temporaryFiles' | 'emptyDirs' | 'ephemeralStorage'> {
  const folders = Object.entries(emptyDirs).map(([name, folder]) => ({ name, ...folder }));
  if (temporaryFiles === undefined && folders.length === 0) return {};
  const onDisk = [
    temporaryFiles ?? DEFAULT_SIZE_LIMIT,
    ...folders.filter(({ medium }) => medium === undefined).map(({ sizeLimit }) => sizeLimit),
  ];
  const size = onDisk.reduce((sum, each) => sum + bytes(each), 0);
  return {
    ...(temporaryFiles !== undefined && { temporaryFiles }),
    ...(folders.length > 0 && { emptyDirs: folders }),
    ephemeralStorage: { request: inMi(size), limit: inMi(size + LOGS) },
  };
}

function inMi(size: number): string {
  return `${size / 2 ** 20}Mi`;
}

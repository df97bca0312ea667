import type { FactsInput } from '@goldenpath/extension';
import type { StorageSettings } from './settings';
import type { StoragePart } from './types';

/** Returns the volume of each pod, if there is one. */
export function storageFacts({ settings }: FactsInput<StorageSettings | undefined>): StoragePart | undefined {
  if (settings === undefined) return undefined;
  const { size, mountPath, className } = settings;
  return { volumeName: 'data', size, mountPath, storageClass: className };
}

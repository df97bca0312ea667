import type { FactsInput } from '@goldenpath/extension';
import type { StorageSettings } from './settings';
import type { StoragePart } from './types';

/** Returns the volume of each pod. */
export function storageFacts({ settings }: FactsInput<StorageSettings>): StoragePart {
  const { size, mountPath, className } = settings;
  return { volumeName: 'data', size, mountPath, storageClass: className };
}

import type { FactsInput } from '@goldenpath/extension';
import type { SharedStorageSettings } from './settings';
import type { SharedStoragePart } from './types';

/** Returns the volume that the pods share, if there is one. */
export function sharedStorageFacts({
  spec,
  settings,
}: FactsInput<SharedStorageSettings | undefined>): SharedStoragePart | undefined {
  if (settings === undefined) return undefined;
  const { storageClass = '', ...volume } = settings;
  return { claimName: `${spec.name}-shared`, ...volume, storageClass };
}

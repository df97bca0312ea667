import { type PartReview, type Priced, quantityOf } from '@goldenpath/extension';
import { PRICES } from '../../prices';
import type { SharedStoragePart } from '../types';
import { sharedStorageFixed } from './shared-storage-fixed';
import { sharedStorageLoss } from './shared-storage-loss';

/** The review of shared volumes. */
export const review: PartReview<SharedStoragePart> = {
  rules: [sharedStorageLoss, sharedStorageFixed],
  priced: (storage) => [pricedVolume(storage)],
  graph: ({ claimName, size, storageClass, mountPath }) => ({
    nodes: [
      {
        id: 'sharedStorage',
        kind: 'storage',
        name: claimName,
        facts: [size, storageClass, `at ${mountPath}`],
        objects: [`PersistentVolumeClaim/${claimName}`],
      },
    ],
    links: [{ from: 'workload', to: 'sharedStorage' }],
  }),
  graphRank: 51,
  fields: [
    { path: 'sharedStorage.size', rank: 230, inEnvironment: (storage) => storage?.size },
    { path: 'sharedStorage.mountPath', rank: 231, inEnvironment: (storage) => storage?.mountPath },
  ],
  platformFields: [{ path: 'kubernetes.sharedStorageClass', inEnvironment: (storage) => storage?.storageClass }],
};

/** EFS bills the files that there are: this is the price of a full volume. */
function pricedVolume({ size }: SharedStoragePart): Priced {
  return {
    slot: 'shared volume',
    what: `a shared volume with ${size} of files`,
    price: ((quantityOf(size) ?? 0) / 2 ** 30) * PRICES.sharedVolumePerGb,
    afterwards: 'once its claim is deleted',
  };
}

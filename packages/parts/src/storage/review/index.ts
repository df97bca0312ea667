import { type AppInEnvironment, factsOfPart, type PartReview, type Priced, quantityOf } from '@goldenpath/extension';
import { PRICES } from '../../prices';
import type { WorkloadPart } from '../../workload/types';
import type { StoragePart } from '../types';
import { dataAtRisk } from './data-at-risk';
import { storageLoss } from './storage-loss';
import { storageShrunk } from './storage-shrunk';

/** The review of volumes. */
export const review: PartReview<StoragePart> = {
  rules: [storageLoss, storageShrunk, dataAtRisk],
  priced: (storage, common) => [pricedVolumes(storage, common)],
  graph: ({ volumeName, size, storageClass, mountPath }) => ({
    nodes: [{ id: 'storage', kind: 'storage', name: volumeName, facts: [size, storageClass, `at ${mountPath}`] }],
    links: [{ from: 'workload', to: 'storage' }],
  }),
  graphRank: 50,
  fields: [
    { path: 'storage.size', rank: 200, inEnvironment: (storage) => storage?.size },
    { path: 'storage.mountPath', rank: 210, inEnvironment: (storage) => storage?.mountPath },
    { path: 'storage.className', rank: 220, inEnvironment: (storage) => storage?.storageClass },
  ],
  platformFields: [{ path: 'kubernetes.storageClass', inEnvironment: (storage) => storage?.storageClass }],
  dependedOn: [{ read: ({ volumeName }) => volumeName }],
};

/** Claims outlive their pods, and no fact counts them all. This counts those of the pods in the spec. */
function pricedVolumes({ size }: StoragePart, common: AppInEnvironment): Priced {
  const replicas = factsOfPart<WorkloadPart>(common, 'workload')?.replicas ?? 1;
  const gib = (quantityOf(size) ?? 0) / 2 ** 30;
  return {
    slot: 'volumes',
    what: `${replicas} ${replicas === 1 ? 'volume' : 'volumes'} of ${size}`,
    price: gib * replicas * PRICES.volumePerGb,
    afterwards: 'once its claims are deleted',
  };
}

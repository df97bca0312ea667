import type { PartReview } from '@goldenpath/extension';
import type { PlacementPart } from './types';

/** The review of placement. */
export const review: PartReview<PlacementPart> = {
  platformFields: [
    { path: 'kubernetes.nodeSelector', inEnvironment: (placement) => placement?.nodeSelector },
    { path: 'kubernetes.tolerations', inEnvironment: (placement) => placement?.tolerations },
  ],
};

import type { PartReview } from '@goldenpath/extension';
import type { ObservabilityPart } from './types';

/** The review of observability. */
export const review: PartReview<ObservabilityPart> = {
  fields: [{ path: 'observability', rank: 350, inEnvironment: (facts) => facts }],
  platformFields: [
    { path: 'observability', inEnvironment: (facts) => facts },
    { path: 'environments.observability', inEnvironment: (facts) => facts },
  ],
};

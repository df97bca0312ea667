import type { PartReview } from '@goldenpath/extension';

const nothing = (): undefined => undefined;

/** Previews change nothing of the environments that a review compares. */
export const review: PartReview<unknown> = {
  fields: [{ path: 'preview', rank: 490, inEnvironment: nothing }],
  platformFields: [{ path: 'previews', inEnvironment: nothing }],
};

import type { PartReview } from '@goldenpath/extension';
import type { PreviewPart } from './types';

const nothing = (): undefined => undefined;

/** Previews change nothing of the environments that a review compares. */
export const review: PartReview<unknown, PreviewPart> = {
  fields: [{ path: 'preview', rank: 490, inEnvironment: nothing }],
  platformFields: [{ path: 'previews', inEnvironment: nothing }],
};

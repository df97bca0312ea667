import type { Review } from '@goldenpath/review';
import type { ReviewFlags } from './flags';
import type { Sides } from './sides';

/** A review in the form that was asked for. */
export function renderReview(review: Review, _sides: Sides, { format, json }: ReviewFlags): string {
  if (json === true || format === 'json') return `${JSON.stringify(review, null, 2)}\n`;
  return `${review.verdict.summary}\n`;
}

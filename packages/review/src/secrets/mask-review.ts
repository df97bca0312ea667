import type { Review } from '../review';
import { type Mask, maskOf } from './mask';

/**
 * What of a review are names that specs and the platform file may give only in a form that holds no secret, or words of ours. A secret that
 * happens to be such a word, as one called `prod` would, must not take them away: nobody could read the review any more.
 */
const NAMES = new Set(
  (
    'app environment team uses stack rule severity change object path status source address type action currency date ' +
    'replacedBecause'
  ).split(' '),
);

/** A review without any secret: names without what is one by its form, and every other text without the known ones too. */
export function maskedReview(review: Review, mask: Mask): Review {
  const byForm = maskOf(new Set());
  const masked = (value: unknown, text: Mask): unknown => {
    if (typeof value === 'string') return text.text(value);
    if (Array.isArray(value)) return value.map((item) => masked(item, text));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        if (name === 'before' || name === 'after') return [name, mask.value(inner as unknown)];
        return [name, masked(inner, NAMES.has(name) ? byForm : mask)];
      }),
    );
  };
  return { ...(masked(review, mask) as Review), base: review.base, head: review.head };
}

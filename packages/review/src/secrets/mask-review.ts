import type { Review } from '../review';
import { type Mask, maskOf } from './mask';

/**
 * Fields of a review with names that cannot contain a secret, or with our own words. If such a word were also a secret, such as `prod`,
 * masking it would make the review unreadable.
 */
const NAMES = new Set(
  (
    'app environment team uses stack rule severity change object path status source address type action currency date ' +
    'replacedBecause'
  ).split(' '),
);

/** Returns a review without secrets. Names are masked only by the form of a secret, all other texts also by known secrets. */
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

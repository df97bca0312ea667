import { type Review, reviewMarkdown, reviewPage } from '@goldenpath/review';
import type { ReviewFlags } from './flags';
import type { Sides } from './sides';

/** A review in the form that was asked for: Markdown where nobody says otherwise, which a terminal shows as well as a comment. */
export function renderReview(review: Review, sides: Sides, { format, json, artifact }: ReviewFlags): string {
  if (json === true || format === 'json') return `${JSON.stringify(review, null, 2)}\n`;
  if (format === 'html') return reviewPage(review, sides);
  return reviewMarkdown(review, { owners: ownersOf(sides), ...(artifact !== undefined && { artifact }) });
}

/** Who owns each application, by the head where it is there. */
function ownersOf({ base, head }: Sides): Map<string, string> {
  return new Map([...base.facts.apps, ...head.facts.apps].map(({ name, owner }) => [name, owner]));
}

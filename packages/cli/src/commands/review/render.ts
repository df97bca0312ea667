import type { ComparedVersions } from '@goldenpath/fleet';
import { reviewMarkdown, reviewPage } from '@goldenpath/report';
import type { Review } from '@goldenpath/review';
import type { ReviewFlags, ReviewFormat } from './flags';

/** A review in one form. */
export function renderReview(
  review: Review,
  versions: ComparedVersions,
  format: ReviewFormat,
  artifact?: string,
): string {
  if (format === 'json') return `${JSON.stringify(review, null, 2)}\n`;
  if (format === 'html') return reviewPage(review, versions, versions.registry);
  return reviewMarkdown(review, { owners: ownersOf(versions), ...(artifact !== undefined && { artifact }) });
}

/**
 * The form that is asked for: by the ending of a file, then by the flags; Markdown where nobody says otherwise, which a terminal
 * shows as well as a comment.
 */
export function formatOf({ format, json }: Pick<ReviewFlags, 'format' | 'json'>, file = ''): ReviewFormat {
  const ending = /\.(md|html|json)$/.exec(file)?.[1];
  return (ending as ReviewFormat | undefined) ?? (json === true ? 'json' : (format ?? 'md'));
}

/** Who owns each application, by the head where it is there. */
function ownersOf({ base, head }: ComparedVersions): Map<string, string> {
  return new Map([...base.facts.apps, ...head.facts.apps].map(({ name, owner }) => [name, owner]));
}

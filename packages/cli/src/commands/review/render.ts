import type { ComparedVersions } from '@goldenpath/fleet';
import { reviewMarkdown, reviewPage, reviewText } from '@goldenpath/report';
import type { Review } from '@goldenpath/review';
import type { CommandContext } from '../../command';
import type { ReviewFlags, ReviewFormat } from './flags';

/** Options of `renderReview`. */
export interface ReviewForm {
  readonly format: ReviewFormat;
  /** The URL of the full review, for Markdown. */
  readonly artifact?: string;
  /** The terminal that shows the text. @default a file of 80 columns without colours */
  readonly terminal?: Pick<CommandContext, 'columns' | 'colors'>;
}

/** Renders a review in one format. */
export function renderReview(
  review: Review,
  versions: ComparedVersions,
  { format, artifact, terminal }: ReviewForm,
): string {
  if (format === 'json') return `${JSON.stringify(review, null, 2)}\n`;
  if (format === 'html') return reviewPage(review, versions, versions.registry);
  if (format === 'text') return terminal === undefined ? reviewText(review) : onTerminal(review, terminal);
  return reviewMarkdown(review, { owners: ownersOf(versions), ...(artifact !== undefined && { artifact }) });
}

function onTerminal(review: Review, { columns, colors }: Pick<CommandContext, 'columns' | 'colors'>): string {
  return reviewText(review, { paint: colors, ...(columns !== undefined && { columns }) });
}

const ENDINGS: Readonly<Record<string, ReviewFormat>> = { txt: 'text', md: 'md', html: 'html', json: 'json' };

/** Returns the format of a file, from its extension or the flags. Printed reviews are text on a terminal and Markdown in a pipe. */
export function formatOf(
  { format, json }: Pick<ReviewFlags, 'format' | 'json'>,
  { file = '', columns }: { readonly file?: string; readonly columns?: number | undefined } = {},
): ReviewFormat {
  const ending = ENDINGS[/\.(\w+)$/.exec(file)?.[1] ?? ''];
  return ending ?? (json === true ? 'json' : (format ?? (columns === undefined ? 'md' : 'text')));
}

/** Returns the owner of each application, from the head if the application exists there. */
function ownersOf({ base, head }: ComparedVersions): Map<string, string> {
  return new Map([...base.facts.apps, ...head.facts.apps].map(({ name, owner }) => [name, owner]));
}

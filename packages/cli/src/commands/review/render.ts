import type { ComparedVersions } from '@goldenpath/fleet';
import { reviewMarkdown, reviewPage, reviewText } from '@goldenpath/report';
import type { Review } from '@goldenpath/review';
import type { CommandContext } from '../../command';
import type { ReviewFlags, ReviewFormat } from './flags';

/** How a review is shown. */
export interface ReviewForm {
  readonly format: ReviewFormat;
  /** Where the whole review is, for Markdown. */
  readonly artifact?: string;
  /** Where text is shown: a terminal, or a file of 80 columns without colours. @default a file */
  readonly terminal?: Pick<CommandContext, 'columns' | 'colors'>;
}

/** A review in one format. */
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

/** The format of a file, by its ending and then by the flags; of what is printed, text on a terminal and Markdown in a pipe. */
export function formatOf(
  { format, json }: Pick<ReviewFlags, 'format' | 'json'>,
  { file = '', columns }: { readonly file?: string; readonly columns?: number | undefined } = {},
): ReviewFormat {
  const ending = ENDINGS[/\.(\w+)$/.exec(file)?.[1] ?? ''];
  return ending ?? (json === true ? 'json' : (format ?? (columns === undefined ? 'md' : 'text')));
}

/** Who owns each application, by the head where it is there. */
function ownersOf({ base, head }: ComparedVersions): Map<string, string> {
  return new Map([...base.facts.apps, ...head.facts.apps].map(({ name, owner }) => [name, owner]));
}

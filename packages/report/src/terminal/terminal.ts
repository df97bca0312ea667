import type { Commit, Review } from '@goldenpath/review';
import { changesNothing } from '../text/nothing';
import { approvalLines, costLines, dependentLines, environmentLines, resourceLines } from './sections';
import { findingLines } from './findings';
import { type Layout, NO_PAINT, type Paint, wrapped } from './lines';

export interface TerminalOptions {
  /** Characters per line. @default 80 */
  readonly columns?: number;
  /** @default no styles */
  readonly paint?: Paint;
}

const COLUMNS = 80;
/** Lines are never longer than this, because long lines are hard to read. */
const MOST_COLUMNS = 120;
const LEAST_COLUMNS = 40;

/**
 * Returns a review as text for a terminal: the verdict first, then findings by severity, changes per environment, cloud resources, required
 * approvals, dependents and cost. Control characters in names and values are shown as escapes.
 */
export function reviewText(review: Review, { columns = COLUMNS, paint = NO_PAINT }: TerminalOptions = {}): string {
  if (changesNothing(review)) return `${paint.green('✔ Nothing changes')}: no manifest, no resource.\n`;
  const layout = { width: Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, columns)), paint };
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['Findings', findingLines(review, layout)],
    ['Changes', environmentLines(review, layout)],
    ['Cloud resources', resourceLines(review, layout)],
    ['Required approvals', approvalLines(review, layout)],
    ['Dependents', dependentLines(review, layout)],
    ['Cost', costLines(review, layout)],
  ];
  const blocks = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [paint.bold(title), ...lines].join('\n'));
  return `${[headText(review, layout), ...blocks].join('\n\n')}\n`;
}

function headText({ verdict, base, head }: Review, { width, paint }: Layout): string {
  const sign = verdict.blocked ? paint.red(paint.bold('✖ BLOCKED')) : paint.green(paint.bold('✔ Nothing blocks'));
  const compared = wrapped(`${commitText(base)} → ${commitText(head)}`, width).map((line) => paint.dim(line));
  return [sign, ...wrapped(verdict.summary, width).map((line) => paint.bold(line)), ...compared].join('\n');
}

function commitText({ ref, commit }: Commit): string {
  return commit === null || commit === ref ? ref : `${ref} (${commit.slice(0, 7)})`;
}

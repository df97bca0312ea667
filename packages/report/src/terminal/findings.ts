import type { Finding, Review } from '@goldenpath/review';
import { type FindingGroup, findingGroups } from '../text/finding-groups';
import { shortened } from '../text/visible';
import { byUrgency, firstOf } from '../text/words';
import { INDENT, type Layout, type Paint, wrapped } from './lines';

/** Causes that the terminal shows in full. The HTML page and the JSON contain all of them. */
const MOST_GROUPS = 25;
const MOST_LINES = 6;
const LONGEST = 500;
const TEXT_AT = INDENT + 2;

const COLORS: Readonly<Record<Finding['severity'], keyof Paint>> = { danger: 'red', warning: 'yellow', info: 'blue' };

/** Returns the findings, most severe first: severity, rule and place, then the effect and the remedy. */
export function findingLines({ findings }: Review, layout: Layout): string[] {
  const groups = findingGroups(byUrgency(findings));
  const more = groups.length - MOST_GROUPS;
  return [
    ...groups.slice(0, MOST_GROUPS).flatMap((group) => groupLines(group, layout)),
    ...(more > 0 ? [`  and ${more.toLocaleString('en-US')} more; \`--format html\` shows all`] : []),
  ];
}

function groupLines(group: FindingGroup, { width, paint }: Layout): string[] {
  const { rules, severity, apps, cause, environments, messages, remedies, overridden } = group;
  const color = overridden === null ? paint[COLORS[severity]] : paint.dim;
  const label = overridden === null ? severity.toUpperCase() : `${severity}, accepted`;
  const names = apps.map((app) => app ?? 'the platform');
  const where = [firstOf(names, MOST_LINES), ...(environments.length === 0 ? [] : [`in ${environments.join(', ')}`])];
  const [first = '', ...rest] = wrapped(`${label} ${where.join(' ')} (${rules.join(', ')})`, width - TEXT_AT);
  const heading = first.startsWith(label) ? color(label) + first.slice(label.length) : first;
  const indented = (text: string, sign: string) =>
    wrapped(shortened(text, LONGEST), width - TEXT_AT - 2).map(
      (line, index) => `${' '.repeat(TEXT_AT)}${index === 0 ? sign : '  '}${line}`,
    );
  const answers = overridden === null ? remedies : [`Accepted: ${overridden}`];
  return [
    `${' '.repeat(INDENT)}${heading}`,
    ...rest.map((line) => `${' '.repeat(TEXT_AT)}${line}`),
    ...indented(`Cause: ${cause}`, '  '),
    ...few(messages).flatMap((message) => indented(message, '  ')),
    ...few(answers).flatMap((answer) => indented(answer, '→ ').map((line) => paint.dim(line))),
  ];
}

function few(texts: readonly string[]): string[] {
  const more = texts.length - MOST_LINES;
  return more <= 0 ? [...texts] : [...texts.slice(0, MOST_LINES), `and ${more.toLocaleString('en-US')} more`];
}

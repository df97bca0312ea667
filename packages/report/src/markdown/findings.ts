import type { Finding, Review } from '@goldenpath/review';
import { shortened } from '../text/visible';
import { byUrgency, firstOf } from '../text/words';
import { type FindingGroup, findingGroups } from '../text/finding-groups';
import { type Section, unitsOf } from './fit';
import { code, prose, row, sentence, tableHead } from './text';

const LONGEST = 500;

/** Lines in a table cell at most. */
const MOST_LINES = 6;

const SIGNS: Readonly<Record<Finding['severity'], string>> = {
  danger: '🔴 danger',
  warning: '🟠 warning',
  info: '🔵 info',
};

/** Returns the section with the findings, grouped by cause, most severe first. */
export function findingsSection({ findings }: Review, whole: string): Section | undefined {
  if (findings.length === 0) return undefined;
  const groups = findingGroups(byUrgency(findings));
  return {
    opening: `### Findings\n\n${tableHead(['', 'Where', 'What happens', 'What to do'])}`,
    units: unitsOf(groups, groupRow),
    separator: '\n',
    closing: '',
    share: 0.4,
    leftOut: (rows) => {
      const count = groups.slice(-rows).reduce((sum, group) => sum + group.count, 0);
      return `_${count.toLocaleString('en-US')} findings that are less urgent are left out_${whole}.`;
    },
  };
}

function groupRow({
  rules,
  severity,
  apps,
  cause,
  environments,
  messages,
  remedies,
  overridden,
}: FindingGroup): string {
  const sign = overridden === null ? SIGNS[severity] : `☑ ${severity}, accepted`;
  const names = apps.map((app) => (app === null ? 'the platform' : code(app)));
  const where = [firstOf(names, MOST_LINES), environments.map(code).join(', ')].join(' ').trimEnd();
  const todo =
    overridden === null ? lines(remedies, sentence) : `**Accepted:** ${prose(shortened(overridden, LONGEST))}`;
  const why = `Cause: ${prose(shortened(cause, LONGEST))}<br>`;
  return row([`${sign}<br>${rules.map(code).join('<br>')}`, where, why + lines(messages, prose), todo]);
}

function lines(texts: readonly string[], write: (text: string) => string): string {
  const shown = texts.slice(0, MOST_LINES).map((text) => write(shortened(text, LONGEST)));
  const more = texts.length > MOST_LINES ? [`and ${(texts.length - MOST_LINES).toLocaleString('en-US')} more`] : [];
  return [...shown, ...more].join('<br>');
}

import type { Finding, Review } from '../review';
import { shortened } from '../text/visible';
import { byUrgency } from '../text/words';
import { type Section, unitsOf } from './fit';
import { code, prose, row, tableHead } from './text';

const LONGEST = 400;

const SIGNS: Readonly<Record<Finding['severity'], string>> = {
  danger: '🔴 danger',
  warning: '🟠 warning',
  info: '🔵 info',
};

/** What whoever reads the review should know before anything else. */
export function findingsSection({ findings }: Review, whole: string): Section | undefined {
  if (findings.length === 0) return undefined;
  return {
    opening: `### Findings\n\n${tableHead(['', 'Where', 'What happens', 'What to do'])}`,
    units: unitsOf(byUrgency(findings), findingRow),
    separator: '\n',
    closing: '',
    share: 0.4,
    leftOut: (count) => `_${count.toLocaleString('en-US')} findings that are less urgent are left out_${whole}.`,
  };
}

function findingRow({ rule, severity, app, environment, message, remedy, overridden }: Finding): string {
  const sign = overridden === null ? SIGNS[severity] : `☑ ${severity}, accepted`;
  const where = [app === null ? 'the platform' : code(app), ...(environment === null ? [] : [code(environment)])].join(
    ' ',
  );
  const todo =
    overridden === null ? prose(shortened(remedy, LONGEST)) : `**Accepted:** ${prose(shortened(overridden, LONGEST))}`;
  return row([`${sign}<br>${code(rule)}`, where, prose(shortened(message, LONGEST)), todo]);
}

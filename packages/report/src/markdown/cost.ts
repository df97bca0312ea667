import type { CostItem, Review } from '@goldenpath/review';
import { shortened } from '../text/visible';
import { difference, money } from '../text/words';
import { type Section, unitsOf } from './fit';
import { code, prose, row, tableHead } from './text';

const ITEMS = 4;

/** Returns the section with the cost per environment. */
export function costSection({ cost }: Review, whole: string): Section | undefined {
  const note = cost.note === null ? '' : prose(shortened(cost.note, 300));
  if (cost.environments.length === 0)
    return note === ''
      ? undefined
      : { opening: `### Cost\n\n${note}`, units: [], separator: '\n', closing: '', leftOut: () => '' };
  const source = `Estimated from ${prose(`${shortened(cost.source, 200)}, ${cost.date}`)}: ${difference(cost.monthlyDifference)} a month.${note === '' ? '' : ` ${note}`}`;
  return {
    opening: `### Cost\n\n${source}\n\n${tableHead(['Environment', 'Before', 'After', 'Difference', 'Mostly'])}`,
    units: unitsOf(cost.environments, ({ environment, before, after, difference: change, items }) =>
      row([
        environment === null ? 'none' : code(environment),
        money(before),
        money(after),
        difference(change),
        items.slice(0, ITEMS).map(itemText).join('<br>') +
          (items.length > ITEMS ? `<br>and ${items.length - ITEMS} more` : ''),
      ]),
    ),
    separator: '\n',
    closing: '',
    leftOut: (count) => `_${count} more environments_${whole}.`,
  };
}

function itemText({ app, what, difference: change }: CostItem): string {
  return `${difference(change)} ${prose(shortened(what, 120))}${app === null ? '' : ` (${code(app)})`}`;
}

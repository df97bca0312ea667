import type { CostItem, Review } from '@goldenpath/review';
import { type Element, h } from '../text/element';
import { difference, money } from '../text/words';
import { item } from './facets';
import { codeText, leftOut, section, table, text } from './components';

const MOST_TEAMS = 200;
const MOST_REASONS = 12;
const MOST_ITEMS = 8;

/** Returns the section with the required approvals and the reasons for them. */
export function approvalsSection({ approvals }: Review): Element | null {
  if (approvals.length === 0) return null;
  const shown = approvals.slice(0, MOST_TEAMS);
  return section(
    'approvals',
    'Required approvals',
    approvals.length,
    h(
      'ul',
      { class: 'cards cards-small' },
      shown.map(({ team, reasons }) =>
        h(
          'li',
          { class: 'card' },
          h('h3', null, codeText(team)),
          h(
            'ul',
            { class: 'plain' },
            reasons.slice(0, MOST_REASONS).map((reason) => h('li', null, text(reason, 300))),
          ),
          reasons.length > MOST_REASONS
            ? h('p', { class: 'quiet' }, `and ${reasons.length - MOST_REASONS} more`)
            : null,
        ),
      ),
    ),
    leftOut(approvals.length - shown.length, 'team'),
  );
}

/** Returns the section with the cost per environment and the source of the prices. */
export function costSection({ cost }: Review): Element | null {
  const note = cost.note === null ? null : h('p', { class: 'lead' }, text(cost.note, 300));
  if (cost.environments.length === 0) return note === null ? null : section('cost', 'Cost', null, note);
  const rows = cost.environments.map(({ environment, before, after, difference: change, items }) =>
    h(
      'tr',
      { tabindex: '-1', ...item({ apps: items.map(({ app }) => app), environments: [environment] }) },
      h('th', { scope: 'row' }, environment === null ? 'shared' : codeText(environment)),
      h('td', { class: 'number', 'data-label': 'Before' }, money(before)),
      h('td', { class: 'number', 'data-label': 'After' }, money(after)),
      h('td', { class: 'number', 'data-label': 'Difference' }, h('strong', null, difference(change))),
      h(
        'td',
        null,
        h('ul', { class: 'plain' }, items.slice(0, MOST_ITEMS).map(costItem)),
        items.length > MOST_ITEMS ? h('span', { class: 'quiet' }, `and ${items.length - MOST_ITEMS} more`) : null,
      ),
    ),
  );
  return section(
    'cost',
    'Cost',
    null,
    h('p', { class: 'lead' }, `Estimated from ${text(cost.source, 300)}, ${text(cost.date, 40)}; dollars a month.`),
    note,
    table('Cost per environment', ['Environment', 'Before', 'After', 'Difference', 'Mostly'], rows),
  );
}

function costItem({ app, what, difference: change }: CostItem): Element {
  return h('li', null, `${difference(change)} ${text(what, 200)}`, app === null ? null : [' of ', codeText(app)]);
}

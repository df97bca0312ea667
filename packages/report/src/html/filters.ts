import { type Review, affectedEnvironments } from '@goldenpath/review';
import { type Element, h } from '../text/element';
import { unique } from '../text/object-groups';
import { PLATFORM } from './facets';
import { text } from './components';

/** With more names than this, the select box lists only the first ones. The search box finds the rest. */
const MOST_OPTIONS = 2000;

/** Returns the filter form. It is hidden until the page's script runs. */
export function filtersForm({ affected, findings, manifests, plans, dependents }: Review): Element {
  const places = [...affected, ...findings, ...manifests, ...plans.stacks, ...dependents];
  const apps = unique(places.map(({ app }) => (app === null ? PLATFORM : text(app)))).sort();
  const named = places.flatMap(({ environment }) => environment ?? []);
  const environments = unique([...affectedEnvironments(affected), ...named].map((name) => text(name)));
  return h(
    'form',
    { class: 'filters', role: 'search', 'aria-label': 'Filter the review', hidden: true, 'data-script': '' },
    h(
      'label',
      { class: 'filter-search' },
      h('span', null, 'Search'),
      h('input', {
        type: 'search',
        name: 'q',
        autocomplete: 'off',
        spellcheck: 'false',
        placeholder: 'press / to search',
      }),
    ),
    select('environment', 'Environment', environments),
    select('app', 'Application', apps.slice(0, MOST_OPTIONS)),
    select('severity', 'Severity', ['danger', 'warning', 'info']),
    select('change', 'Change', ['added', 'changed', 'removed', 'create', 'update', 'replace', 'destroy']),
    h('button', { type: 'reset' }, 'Clear'),
    h('p', { class: 'filter-result', role: 'status', 'data-result': '' }),
  );
}

function select(name: string, label: string, values: readonly string[]): Element {
  return h(
    'label',
    null,
    h('span', null, label),
    h(
      'select',
      { name },
      h('option', { value: '' }, 'all'),
      values.map((value) => h('option', { value }, value)),
    ),
  );
}

/** Returns the dialog that lists the keyboard shortcuts. */
export function helpDialog(): Element {
  const keys: readonly (readonly [string, string])[] = [
    ['/', 'search'],
    ['j', 'next item'],
    ['k', 'item before'],
    ['Enter or Space', 'fold or unfold'],
    ['e', 'unfold or fold all'],
    ['t', 'light or dark'],
    ['Esc', 'close this, or clear the filters'],
    ['?', 'this help'],
  ];
  return h(
    'dialog',
    { 'aria-labelledby': 'help-title', 'data-help': '' },
    h('h2', { id: 'help-title' }, 'Keys'),
    h(
      'dl',
      { class: 'keys' },
      keys.map(([key, what]) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, what))),
    ),
    h('form', { method: 'dialog' }, h('button', null, 'Close')),
  );
}

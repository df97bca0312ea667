import type { Affected, Dependent, Review } from '@goldenpath/review';
import { type Element, h } from '../text/element';
import { unique } from '../text/object-groups';
import { valueText } from '../text/value-text';
import { item } from './facets';
import { codeText, firstAndMore, leftOut, pill, section, table, text } from './components';

const MOST = 1200;
const FIRST = 25;
const MOST_REASONS = 8;

/** Returns the section with the changed platform settings. */
export function platformSection({ platform }: Review): Element | null {
  if (platform.length === 0) return null;
  const shown = platform.slice(0, MOST);
  const rows = shown.map(({ path, before, after }) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, codeText(path)),
      h('td', { class: 'before', 'data-label': 'Before' }, codeText(valueText(before))),
      h('td', { class: 'after', 'data-label': 'After' }, codeText(valueText(after))),
    ),
  );
  return section(
    'platform',
    'The platform changes',
    platform.length,
    table('Changed platform settings', ['Setting', 'Before', 'After'], rows),
    leftOut(platform.length - shown.length, 'setting'),
  );
}

/** Returns the section with the affected applications and the reasons. */
export function affectedSection({ affected }: Review, owners: ReadonlyMap<string, string>): Element | null {
  if (affected.length === 0) return null;
  const apps = new Map<string | null, Affected[]>();
  for (const entry of affected) {
    const known = apps.get(entry.app);
    if (known === undefined) apps.set(entry.app, [entry]);
    else known.push(entry);
  }
  const shown = [...apps].slice(0, MOST);
  const rows = shown.map(([app, entries]) => affectedRow(app, entries, app === null ? undefined : owners.get(app)));
  return section(
    'affected',
    'Affected',
    apps.size,
    firstAndMore(rows, FIRST, (some, more) =>
      table(`Affected applications${more}`, ['Application', 'Environments', 'Why'], some),
    ),
    leftOut(apps.size - shown.length, 'application'),
  );
}

function affectedRow(app: string | null, entries: readonly Affected[], owner: string | undefined): Element {
  const reasons = unique(entries.flatMap((entry) => entry.reasons));
  const more = reasons.length - MOST_REASONS;
  const environments = entries.map((entry) => entry.environment);
  return h(
    'tr',
    { tabindex: '-1', ...item({ apps: [app], environments, changes: entries.map(({ change }) => change) }) },
    h(
      'th',
      { scope: 'row' },
      app === null ? 'the platform' : codeText(app),
      owner === undefined ? null : h('span', { class: 'quiet' }, ` ${text(owner, 60)}`),
    ),
    h(
      'td',
      { class: 'environments' },
      entries.map(({ environment, change }) => [
        pill(
          change,
          `${environment === null ? 'shared' : text(environment, 60)}${change === 'changed' ? '' : `, ${change}`}`,
        ),
        ' ',
      ]),
    ),
    h(
      'td',
      null,
      h(
        'ul',
        { class: 'plain' },
        reasons.slice(0, MOST_REASONS).map((reason) => h('li', null, text(reason, 300))),
      ),
      more > 0 ? h('span', { class: 'quiet' }, `and ${more} more`) : null,
    ),
  );
}

/** Returns the section with the applications that use an affected one. */
export function dependentsSection({ dependents }: Review): Element | null {
  if (dependents.length === 0) return null;
  const apps = new Map<string, Dependent[]>();
  for (const entry of dependents) {
    const known = apps.get(entry.app);
    if (known === undefined) apps.set(entry.app, [entry]);
    else known.push(entry);
  }
  const shown = [...apps].slice(0, MOST);
  const rows = shown.map(([app, entries]) => dependentRow(app, entries));
  const head = ['Application', 'Environments', 'Uses'];
  return section(
    'dependents',
    'Dependents',
    apps.size,
    h('p', { class: 'lead' }, 'These applications do not change. They use one that does.'),
    firstAndMore(rows, FIRST, (some, more) => table(`Dependents${more}`, head, some)),
    leftOut(apps.size - shown.length, 'application'),
  );
}

function dependentRow(app: string, entries: readonly Dependent[]): Element {
  const uses = unique(entries.flatMap((entry) => entry.uses));
  const environments = entries.map(({ environment }) => environment);
  return h(
    'tr',
    { tabindex: '-1', ...item({ apps: [app, ...uses], environments }) },
    h('th', { scope: 'row' }, codeText(app)),
    h(
      'td',
      null,
      environments.map((environment) => [pill('same', text(environment, 60)), ' ']),
    ),
    h(
      'td',
      { 'data-label': 'uses' },
      uses.slice(0, 12).flatMap((used) => [codeText(used), ' ']),
      uses.length > 12 ? `and ${uses.length - 12} more` : null,
    ),
  );
}

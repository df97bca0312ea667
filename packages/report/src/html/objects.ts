import { yamlText } from '@goldenpath/files';
import { counted } from '@goldenpath/extension';
import type { ObjectChange, Mask, Review, FleetVersions } from '@goldenpath/review';
import { type Content, type Element, h, markup } from '../text/element';
import { type ObjectGroup, objectGroups, unique } from '../text/object-groups';
import { firstOf } from '../text/words';
import { item } from './facets';
import { codeText, firstAndMore, leftOut, pill, section, text } from './components';
import { type Line, type Row, sideBySide } from './side-by-side';

const MOST_GROUPS = 800;
const FIRST_GROUPS = 30;
const MOST_ROWS = 500;
/** In characters. Above this, whole manifests are left out: browsers become slow. */
const MOST_TEXT = 4_000_000;
/** Up to this many changes are unfolded at first. */
const MOST_OPEN = 3;

/** Returns the section with the changed Kubernetes objects, before and after side by side. Equal changes are shown once. */
export function objectsSection({ manifests }: Review, versions: FleetVersions, mask: Mask): Element | null {
  if (manifests.length === 0) return null;
  const groups = objectGroups(manifests);
  const shown: Element[] = [];
  let size = 0;
  for (const [index, group] of groups.slice(0, MOST_GROUPS).entries()) {
    const element = groupElement(group, versions, mask, index === 0 || groups.length <= MOST_OPEN);
    size += markup(element).length;
    if (size > MOST_TEXT) break;
    shown.push(element);
  }
  return section(
    'objects',
    'Manifests',
    manifests.length,
    firstAndMore(shown, FIRST_GROUPS, (some) => some),
    leftOut(groups.length - shown.length, 'change'),
  );
}

function groupElement(group: ObjectGroup, versions: FleetVersions, mask: Mask, isOpen: boolean): Element {
  const { change, changes, members, kind } = group;
  const apps = unique(members.map(({ app }) => app));
  const environments = unique(members.map(({ environment }) => environment));
  const names = unique(members.map(({ object }) => object));
  const [first] = members;
  const isOne = names.length === 1 && apps.length === 1;
  return h(
    'details',
    { class: 'fold', open: isOpen, ...item({ apps, environments, changes: [change] }) },
    h(
      'summary',
      null,
      h(
        'span',
        { class: 'fold-title' },
        pill(change, change),
        ' ',
        isOne ? codeText(names[0] ?? '') : [`${text(kind, 100)} of `, counted(apps.length, 'application')],
      ),
      h(
        'span',
        { class: 'fold-note' },
        firstOf(
          environments.map((name) => text(name, 60)),
          6,
        ),
        changes.length === 0 ? '' : `, ${counted(changes.length, 'value')}`,
      ),
    ),
    isOne
      ? null
      : h(
          'p',
          { class: 'lead' },
          `The same change in ${firstOf(
            names.map((name) => text(name, 120)),
            12,
          )}.`,
        ),
    first === undefined ? null : manifestElement(first, members.length === 1, versions, mask),
  );
}

function manifestElement(member: ObjectChange, isAlone: boolean, versions: FleetVersions, mask: Mask): Content {
  const { app, environment, object } = member;
  const [before, after] = [versions.base, versions.head].map((version) => {
    const found = version.objects.get(app)?.get(environment);
    const whole = found?.find(({ kind, metadata }) => `${kind}/${metadata.name}` === object);
    return whole === undefined ? '' : yamlText(mask.value(whole));
  }) as [string, string];
  if (before === after) return h('p', { class: 'quiet' }, 'The manifest is not available.');
  const rows = sideBySide(before, after);
  const label = `${text(object)} in ${text(environment)}, before and after`;
  return [
    isAlone ? null : h('p', { class: 'lead' }, 'Example: ', codeText(object), ' in ', codeText(environment), ':'),
    h(
      'table',
      { class: 'diff', 'aria-label': label },
      h('colgroup', null, h('col', { class: 'line' }), h('col', null), h('col', { class: 'line' }), h('col', null)),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col', colspan: 2 }, before === '' ? 'Before: none' : 'Before'),
          h('th', { scope: 'col', colspan: 2 }, after === '' ? 'After: none' : 'After'),
        ),
      ),
      h('tbody', null, rows.slice(0, MOST_ROWS).map(rowElement)),
    ),
    leftOut(rows.length - MOST_ROWS, 'line'),
  ];
}

function rowElement(row: Row): Element {
  if (row.kind === 'skipped')
    return h(
      'tr',
      { class: 'skipped' },
      h('td', { colspan: 4 }, `${counted(row.lines, 'line')} that ${row.lines === 1 ? 'is' : 'are'} the same`),
    );
  const { kind, before, after } = row;
  return h('tr', { class: kind }, ...cells('before', before), ...cells('after', after));
}

function cells(version: 'before' | 'after', line: Line | null): Element[] {
  if (line === null)
    return [h('td', { class: `line-number ${version} empty` }), h('td', { class: `${version} empty` })];
  const tag = version === 'before' ? 'del' : 'ins';
  return [
    h('td', { class: `line-number ${version}` }, line.number),
    h(
      'td',
      { class: version },
      // Indentation is significant in YAML, so the text is neither shortened nor trimmed.
      line.segments.map(({ text: segment, isMarked }) =>
        isMarked ? h(tag, null, text(segment, 5000)) : text(segment, 5000),
      ),
    ),
  ];
}

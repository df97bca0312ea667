import { counted } from '@goldenpath/extension';
import { type Content, type Element, h } from '../text/element';
import { cut, visible } from '../text/visible';

/** Returns text as written, shortened to `most` characters. */
export function text(value: string, most = 1000): string {
  return cut(visible(value), most);
}

/** Returns a name or a value as code. */
export function codeText(value: string, most = 300): Element {
  return h('code', null, text(value, most));
}

/** Returns a sentence with the parts between backticks as code. The backticks are kept, so that a copied sentence has them. */
export function withCode(sentence: string): Content {
  const tick = h('span', { class: 'tick' }, '`');
  return text(sentence)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 0 ? part : h('code', null, tick, part.slice(1, -1), tick)));
}

/** Returns a word on a coloured background. */
export function pill(tone: string, word: string): Element {
  return h('span', { class: `pill pill-${tone}` }, word);
}

/** Returns a section of the page that the table of contents links to. */
export function section(id: string, title: string, count: number | null, ...content: Content[]): Element {
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title`, 'data-section': '' },
    h(
      'h2',
      { id: `${id}-title`, tabindex: '-1' },
      title,
      count === null ? null : h('span', { class: 'count' }, ` ${count.toLocaleString('en-US')}`),
    ),
    ...content,
    h('p', { class: 'no-match', hidden: true }, 'Nothing here matches the filter.'),
  );
}

/**
 * Shows the first elements and folds the rest. The search of the page also finds folded elements.
 *
 * @param wrap - Makes the list or table around the elements. Its argument is a suffix that makes the second table's name unique.
 */
export function firstAndMore(
  elements: readonly Element[],
  most: number,
  wrap: (some: readonly Element[], more: string) => Content,
): Content {
  const rest = elements.slice(most);
  if (rest.length === 0) return wrap(elements, '');
  return [
    wrap(elements.slice(0, most), ''),
    h(
      'details',
      { class: 'more' },
      h('summary', null, `${rest.length.toLocaleString('en-US')} more`),
      wrap(rest, ', more'),
    ),
  ];
}

/** Returns a note with the number of elements that the page leaves out. */
export function leftOut(count: number, noun: string): Element | null {
  if (count <= 0) return null;
  return h(
    'p',
    { class: 'left-out' },
    `${counted(count, `more ${noun}`)} left out of this page: `,
    h('code', null, 'goldenpath review --format json'),
    ' has all of them.',
  );
}

/** Returns a table that scrolls horizontally on a narrow screen. */
export function table(label: string, head: readonly string[], rows: readonly Element[]): Element {
  return h(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0' },
    h(
      'table',
      null,
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          head.map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h('tbody', null, rows),
    ),
  );
}

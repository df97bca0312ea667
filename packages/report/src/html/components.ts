import { counted } from '@goldenpath/extension';
import { type Content, type Element, h } from '../text/element';
import { cut, visible } from '../text/visible';

/** Text as a person wrote it, cut where it is endless. */
export function text(value: string, most = 1000): string {
  return cut(visible(value), most);
}

/** A name or a value. */
export function codeText(value: string, most = 300): Element {
  return h('code', null, text(value, most));
}

/** A sentence in which what stands between backticks looks like code; the backticks are still there for who copies it. */
export function withCode(sentence: string): Content {
  const tick = h('span', { class: 'tick' }, '`');
  return text(sentence)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 0 ? part : h('code', null, tick, part.slice(1, -1), tick)));
}

/** A word on a coloured ground. */
export function pill(tone: string, word: string): Element {
  return h('span', { class: `pill pill-${tone}` }, word);
}

/** A part of the page, which the list of parts leads to. */
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
 * The first of many, and the rest folded away: what comes after them on the page is still to be found.
 *
 * @param wrap - What the elements stand in: a list, a table, whose name has this at its end, since no two have the same.
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

/** What is not on the page is counted. */
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

/** A table that scrolls by itself where the page is narrow. */
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

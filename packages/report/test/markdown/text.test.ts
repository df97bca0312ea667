import * as fc from 'fast-check';
import { code, codeBlock, folded, htmlCode, prose, row, tableHead } from '../../src/markdown/text';
import { visible } from '../../src/text/visible';
import { HOSTILE_TO_REVIEWS } from '@goldenpath/testing/hostile-review';
import { namesIn, rendered, textOf, triggersIn } from '../support/rendered';

/** Every place that a text comes to, and how it is written there. */
const PLACES: Readonly<Record<string, (text: string) => string>> = {
  'a paragraph': (text) => `a ${prose(text)} z`,
  'the beginning of a paragraph': (text) => `${prose(text)} z`,
  'an item': (text) => `- ${prose(text)}`,
  'a cell': (text) => `${tableHead(['a'])}\n${row([prose(text)])}`,
  'code in a cell': (text) => `${tableHead(['a'])}\n${row([code(text)])}`,
  'code in a paragraph': (text) => `a ${code(text)} z`,
  'strong text': (text) => `**${code(text)}** z`,
  'a folded title': (text) => folded(htmlCode(text), 'content'),
  'folded content': (text) => folded('title', prose(text)),
};

const OURS: readonly string[] = [
  'p',
  'ul',
  'li',
  'table',
  'thead',
  'tbody',
  'tr',
  'td',
  'th',
  'code',
  'strong',
  'span',
  'details',
  'summary',
];

/** A text of which a renderer drops nothing that has to be told apart from what is around it. */
function check(write: (text: string) => string, text: string): void {
  const fragment = rendered(write(text));
  const expected = text === '' ? '' : visible(text);
  expect(textOf(fragment)).toContain(expected);
  expect(namesIn(fragment).filter((name) => !OURS.includes(name))).toEqual([]);
  expect(triggersIn(fragment)).toEqual([]);
}

describe.each(Object.entries(PLACES))('in %s', (_place, write) => {
  test.each(Object.entries(HOSTILE_TO_REVIEWS))('%s comes out as it is, and does nothing', (_what, text) =>
    check(write, text),
  );

  test('any text does', () => {
    fc.assert(
      fc.property(anyText(), (text) => check(write, text)),
      { numRuns: 150 },
    );
  });
});

function anyText(): fc.Arbitrary<string> {
  const pieces = [
    '`',
    '|',
    '\\',
    '<',
    '>',
    '&',
    '#',
    '@',
    ':',
    '-',
    '.',
    '_',
    '*',
    ' ',
    '[',
    ']',
    '(',
    '$',
    '1',
    'a',
    '~',
    '!',
    '\n',
  ];
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(fc.constantFrom(...pieces, ...Object.values(HOSTILE_TO_REVIEWS).filter((text) => text.length < 60)), {
        maxLength: 9,
      })
      .map((parts) => parts.join('')),
  );
}

test('lines stay inside a code block, however many backticks they contain', () => {
  fc.assert(
    fc.property(fc.array(anyText(), { minLength: 1, maxLength: 4 }), (lines) => {
      const fragment = rendered(`a\n\n${codeBlock('diff', lines)}\n\nz`);
      expect(namesIn(fragment)).toEqual(['code', 'p', 'pre']);
      expect(textOf(fragment)).toBe(`a\n${lines.map(visible).join('\n')}\n\nz\n`);
    }),
  );
});

test('ordinary text is not escaped', () => {
  const text = 'The database orders_db of orders-api (prod) would be replaced: 100 GB, 2 → 4 replicas.';
  expect(prose(text)).toBe(text);
  expect(code('spec.template.spec.containers[orders-api].image')).toBe(
    '`spec.template.spec.containers[orders-api].image`',
  );
});

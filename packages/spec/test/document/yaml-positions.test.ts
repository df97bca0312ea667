import type { Path } from '@goldenpath/extension';
import { documentOf, marked } from '../support/specs';

interface Case {
  readonly what: string;
  readonly text: string;
  readonly path: Path;
  readonly at?: 'key' | 'value';
  /** Line and column, from 1, and the characters there. */
  readonly place: readonly [line: number, column: number, marks: string];
}

const CASES: readonly Case[] = [
  { what: 'a value', text: 'a: 1\nb: two words\n', path: ['b'], place: [2, 4, 'two words'] },
  { what: 'a key', text: 'a: 1\nbee: 2\n', path: ['bee'], at: 'key', place: [2, 1, 'bee'] },
  { what: 'a nested value', text: 'a:\n  b:\n    c: 3\n', path: ['a', 'b', 'c'], place: [3, 8, '3'] },
  { what: 'a mapping, by its key', text: 'a:\n  b: 1\n', path: ['a'], place: [1, 1, 'a'] },
  { what: 'a list, by its key', text: 'x: 1\na: [1, 2]\n', path: ['a'], place: [2, 1, 'a'] },
  { what: 'an item in block style', text: 'a:\n  - one\n  - two\n', path: ['a', 1], place: [3, 5, 'two'] },
  { what: 'an item in flow style', text: 'a: [one, two]\n', path: ['a', 1], place: [1, 10, 'two'] },
  { what: 'a value in flow style', text: 'a: { b: 1, c: { d: x } }\n', path: ['a', 'c', 'd'], place: [1, 20, 'x'] },
  { what: 'a key in flow style', text: 'a: {b: 1, cc: 2}\n', path: ['a', 'cc'], at: 'key', place: [1, 11, 'cc'] },
  { what: 'a field of an item', text: 'a:\n  - n: 1\n    m: 2\n', path: ['a', 0, 'm'], place: [3, 8, '2'] },
  { what: 'a double-quoted value, within its quotes', text: 'a: "b c"\n', path: ['a'], place: [1, 5, 'b c'] },
  { what: 'a quoted key', text: '"a b": 1\n', path: ['a b'], at: 'key', place: [1, 2, 'a b'] },
  { what: 'a key with an escape', text: '"a\\tb": 1\n', path: ['a\tb'], place: [1, 9, '1'] },
  { what: 'a single-quoted key', text: "'it''s': 1\n", path: ["it's"], at: 'key', place: [1, 2, "it''s"] },
  {
    what: 'a text over several lines, by its key',
    text: 'x: 1\na: |\n  one\n  two\n',
    path: ['a'],
    place: [2, 1, 'a'],
  },
  {
    what: 'a missing field, by the key that lacks it',
    text: 'x: 1\nstorage:\n  size: 1Gi\n',
    path: ['storage', 'mountPath'],
    place: [2, 1, 'storage'],
  },
  {
    what: 'a field missing at the top, by the first key',
    text: '# words\nkind: x\n',
    path: ['name'],
    place: [2, 1, 'kind'],
  },
  {
    what: 'a field missing of an item, by its first key',
    text: 'a:\n  - name: x\n',
    path: ['a', 0, 'host'],
    place: [2, 5, 'name'],
  },
  { what: 'an empty value, by its key', text: 'a:\nb: 1\n', path: ['a'], place: [1, 1, 'a'] },
  { what: 'an alias, where it is', text: 'a: &x 1\nb: *x\n', path: ['b'], place: [2, 4, '*x'] },
  {
    what: 'what an alias stands for, at its anchor',
    text: 'a: &x\n  c: 1\nb: *x\n',
    path: ['b', 'c'],
    place: [2, 6, '1'],
  },
  { what: 'an anchored scalar', text: 'a: &x 12\n', path: ['a'], place: [1, 7, '12'] },
  { what: 'a value after Windows line ends', text: 'a: 1\r\nb: 2\r\n', path: ['b'], place: [2, 4, '2'] },
  { what: 'a value after a byte order mark', text: '\uFEFFa: 1\n', path: ['a'], place: [1, 4, '1'] },
  {
    what: 'a value after letters of several bytes',
    text: 'a: { ü: 日本, b: 2 }\n',
    path: ['a', 'b'],
    place: [1, 16, '2'],
  },
  {
    what: 'a value after an emoji, which editors count twice',
    text: '{ a: 🛒, b: 2 }\n',
    path: ['b'],
    place: [1, 13, '2'],
  },
  { what: 'the start of a file that begins with an empty line', text: '\n# b\n', path: [], place: [1, 1, ''] },
  { what: 'a value after tabs', text: 'a:\t\tx\n', path: ['a'], place: [1, 5, 'x'] },
  {
    what: 'a value after a comment and an explicit start',
    text: '# a: 0\n---\na: 1 # a: 2\n',
    path: ['a'],
    place: [3, 4, '1'],
  },
];

describe('positions in YAML', () => {
  it.each(CASES)('finds $what', ({ text, path, at, place }) => {
    const location = documentOf(text).locate(path, at);
    expect([location.line, location.column, marked(location)]).toEqual(place);
  });
});

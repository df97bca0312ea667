import { changeText, counted, listed, quantityOf, shorten, valueText } from '@goldenpath/extension';

test.each([
  [null, '–'],
  [3, '3'],
  [true, 'true'],
  ['kong', 'kong'],
  ['two words', '"two words"'],
  ['', '""'],
  ['line\nbreak \u001b[31m', '"line\\nbreak \\u001b[31m"'],
  [[], 'none'],
  [['a', 'b c'], 'a, "b c"'],
  [{ a: 1 }, '{"a":1}'],
  ['x'.repeat(80), `${'x'.repeat(59)}…`],
])('%j reads %s', (value, expected) => {
  expect(valueText(value)).toBe(expected);
});

test('a text is cut between characters', () => {
  expect(shorten('😀'.repeat(80), 10)).toBe(`${'😀'.repeat(9)}…`);
  expect(shorten('😀'.repeat(10), 10)).toBe('😀'.repeat(10));
  expect(changeText(2, 4)).toBe('2 → 4');
});

test.each([
  ['1', 1],
  ['1000m', 1],
  ['0.5', 0.5],
  ['500m', 0.5],
  ['1Ki', 1024],
  ['10Gi', 10 * 2 ** 30],
  ['1G', 1e9],
  [2, 2],
  ['ten', undefined],
  ['1 Gi', undefined],
  [null, undefined],
])('%j amounts to %p', (value, expected) => {
  expect(quantityOf(value)).toBe(expected);
});

test('counts and lists', () => {
  expect(counted(1, 'database')).toBe('1 database');
  expect(counted(2, 'registry', 'registries')).toBe('2 registries');
  expect(listed([])).toBe('');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listed(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and c');
});

import { table } from '../../src/output/table';

const dim = (text: string) => text;
const TITLES = ['NAME', 'ENVIRONMENTS', 'EXPOSED AT'];
const ROWS = [
  ['orders-api', 'dev test staging prod', 'https://orders-api.goldenpathidp.io +3'],
  ['cache', 'dev', '–'],
];

test('in a pipe a table is as wide as its cells', () => {
  expect(table(TITLES, ROWS, { dim })).toBe(
    [
      'NAME        ENVIRONMENTS           EXPOSED AT',
      'orders-api  dev test staging prod  https://orders-api.goldenpathidp.io +3',
      'cache       dev                    –',
      '',
    ].join('\n'),
  );
});

test('cells continue on the next line on a narrow terminal', () => {
  expect(table(TITLES, ROWS, { dim, columns: 50 })).toBe(
    [
      'NAME        ENVIRONMENTS  EXPOSED AT',
      'orders-api  dev test      https://orders-api.',
      '            staging prod  goldenpathidp.io +3',
      'cache       dev           –',
      '',
    ].join('\n'),
  );
});

test('no line is wider than the terminal, and no text is lost', () => {
  const name = 'a'.repeat(63);
  const text = table(TITLES, [[name, 'dev', '–']], { dim, columns: 60 });
  expect(text.split('\n').every((line) => line.length <= 60)).toBe(true);
  expect(text.match(/a/g)).toHaveLength(63);
});

test('control characters in a cell do not reach the terminal', () => {
  expect(table(['A'], [['\u001b[31mred\nnext\u202e']], { dim })).toBe('A\n\uFFFD[31mred\uFFFDnext\uFFFD\n');
});

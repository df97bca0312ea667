import * as fc from 'fast-check';
import { type Line, type Row, sideBySide } from '../../src/html/side-by-side';

const textOf = (line: Line | null) => line?.segments.map(({ text }) => text).join('');
const shown = (rows: readonly Row[]) =>
  rows.map((row) =>
    row.kind === 'skipped' ? `… ${row.lines}` : `${textOf(row.before) ?? '·'} | ${textOf(row.after) ?? '·'}`,
  );

test('differences are shown side by side, with a few unchanged lines around them', () => {
  const before = 'a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\n';
  expect(shown(sideBySide(before, before.replace('f: 1', 'f: 2')))).toEqual([
    '… 2',
    'c: 1 | c: 1',
    'd: 1 | d: 1',
    'e: 1 | e: 1',
    'f: 1 | f: 2',
    'g: 1 | g: 1',
  ]);
});

test('differences within a line are marked', () => {
  const [row] = sideBySide('image: api:1\n', 'image: api:2\n');
  expect(row).toMatchObject({
    kind: 'changed',
    before: {
      number: 1,
      segments: [
        { text: 'image: api:', isMarked: false },
        { text: '1', isMarked: true },
      ],
    },
    after: {
      number: 1,
      segments: [
        { text: 'image: api:', isMarked: false },
        { text: '2', isMarked: true },
      ],
    },
  });
});

test('lines of the same field are in one row, and a line without a partner has its own', () => {
  expect(shown(sideBySide('size: 50\nold: x\n', 'host: a\nport: b\nsize: 100\n'))).toEqual([
    '· | host: a',
    '· | port: b',
    'size: 50 | size: 100',
    'old: x | ·',
  ]);
});

test('an object that is added or removed as a whole has one empty side', () => {
  expect(shown(sideBySide('', 'a: 1\nb: 2\n'))).toEqual(['· | a: 1', '· | b: 2']);
  expect(shown(sideBySide('a: 1\n', ''))).toEqual(['a: 1 | ·']);
  expect(sideBySide('', '')).toEqual([]);
});

test('both sides are complete and in order, with line numbers', () => {
  const lines = fc.array(fc.constantFrom('a: 1', 'a: 2', 'b: 1', '- x', '- y', '  c: d', ''), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rows = sideBySide(`${before.join('\n')}\n`, `${after.join('\n')}\n`);
      for (const [side, all] of [
        ['before', before],
        ['after', after],
      ] as const)
        for (const row of rows) {
          if (row.kind === 'skipped') continue;
          const line = row[side];
          if (line !== null) expect(textOf(line)).toBe(all[line.number - 1]);
        }
      const counts = (side: 'before' | 'after') =>
        rows.reduce((sum, row) => sum + (row.kind === 'skipped' ? row.lines : row[side] === null ? 0 : 1), 0);
      expect([counts('before'), counts('after')]).toEqual([before.length, after.length]);
    }),
  );
});

import fc from 'fast-check';
import { attributeChanges, type MarkedChange } from '../src/plans/attribute-changes';

const changes = (change: Partial<MarkedChange>) =>
  attributeChanges({
    before: null,
    after: null,
    unknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    ...change,
  });
const plain = { before: null, after: null, sensitive: false, unknown: false };

test.each<[string, Partial<MarkedChange>, unknown[]]>([
  ['nothing', { before: { a: 1 }, after: { a: 1 } }, []],
  ['absent and null are the same', { before: { a: null }, after: {} }, []],
  ['a list that grows', { before: { a: [1] }, after: { a: [1, 2] } }, [{ ...plain, path: 'a[1]', after: 2 }]],
  ['an empty list that comes', { before: {}, after: { a: [] } }, [{ ...plain, path: 'a', after: [] }]],
  [
    'another type',
    { before: { a: 'x' }, after: { a: { b: 1 } } },
    [{ ...plain, path: 'a', before: 'x', after: { b: 1 } }],
  ],
  [
    'unknown below',
    { before: { a: {} }, after: { a: {} }, unknown: { a: { b: true } } },
    [{ ...plain, path: 'a.b', unknown: true }],
  ],
  [
    'sensitive and the same',
    { before: { a: 'x' }, after: { a: 'x' }, beforeSensitive: { a: true }, afterSensitive: { a: true } },
    [],
  ],
  ['sensitive, absent', { before: null, after: { a: null }, afterSensitive: { a: true } }, []],
  [
    'sensitive now',
    { before: { a: 'x' }, after: { a: 'x' }, afterSensitive: { a: true } },
    [{ ...plain, path: 'a', sensitive: true }],
  ],
  [
    'secret, then unknown',
    { before: { a: 's' }, after: {}, unknown: { a: true }, beforeSensitive: { a: true } },
    [{ ...plain, path: 'a', sensitive: true, unknown: true }],
  ],
])('%s', (_, change, expected) => {
  expect(changes(change)).toEqual(expected);
});

test('a name that every JavaScript object also has is handled like any other', () => {
  expect(changes({ before: {}, after: { constructor: 'x' } })).toEqual([{ ...plain, path: 'constructor', after: 'x' }]);
});

test('a value that is marked as sensitive appears nowhere', () => {
  const SECRET = 'planted-secret';
  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.constant(SECRET),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(values, values, fc.boolean(), (before, after, isUnknown) => {
      const mark = (value: unknown): unknown => {
        if (value === SECRET) return true;
        if (typeof value !== 'object' || value === null) return false;
        return Array.isArray(value)
          ? value.map(mark)
          : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mark(part)]));
      };
      const told = changes({
        before: { x: before },
        after: { x: after },
        unknown: { x: isUnknown },
        beforeSensitive: { x: mark(before) },
        afterSensitive: { x: mark(after) },
      });
      expect(JSON.stringify(told)).not.toContain(SECRET);
    }),
  );
});

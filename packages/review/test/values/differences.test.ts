import type { Json } from '@goldenpath/deploy';
import fc from 'fast-check';
import { mergedNames } from '../../src/order';
import { differences } from '@goldenpath/review';

const told = (before: Json, after: Json, leaves = false) =>
  differences(before, after, { leaves }).map(
    ({ path, before: was, after: is }) => `${path}: ${JSON.stringify(was)} → ${JSON.stringify(is)}`,
  );

const cases: readonly [string, Json, Json, readonly string[]][] = [
  [
    'the same in another order',
    { a: 1, b: [{ name: 'x' }, { name: 'y' }] },
    { b: [{ name: 'y' }, { name: 'x' }], a: 1 },
    [],
  ],
  ['null and nothing', { a: null }, {}, []],
  ['the innermost value', { a: { b: { c: 1, d: 2 } } }, { a: { b: { c: 1, d: 3 } } }, ['a.b.d: 2 → 3']],
  ['what comes and goes as a whole', { a: { b: 1 } }, { c: { d: 1 } }, ['a: {"b":1} → null', 'c: null → {"d":1}']],
  [
    'the order of the fields',
    { a: 1, b: 2, c: 3 },
    { z: 0, b: 5, c: 4 },
    ['a: 1 → null', 'z: null → 0', 'b: 2 → 5', 'c: 3 → 4'],
  ],
  [
    'elements by their names',
    {
      containers: [
        { name: 'app', image: 'a:1' },
        { name: 'side', image: 's' },
      ],
    },
    { containers: [{ name: 'side', image: 's' }, { name: 'app', image: 'a:2' }, { name: 'new' }] },
    ['containers[app].image: "a:1" → "a:2"', 'containers[new]: null → {"name":"new"}'],
  ],
  [
    'elements by another key',
    { data: [{ secretKey: 'A', v: 1 }] },
    { data: [{ secretKey: 'B' }, { secretKey: 'A', v: 2 }] },
    ['data[B]: null → {"secretKey":"B"}', 'data[A].v: 1 → 2'],
  ],
  [
    'the name inside of the metadata',
    { c: [{ metadata: { name: 'data' }, s: 1 }] },
    { c: [{ metadata: { name: 'data' }, s: 2 }] },
    ['c[data].s: 1 → 2'],
  ],
  [
    'the only element of both, by another name',
    { rules: [{ host: 'a', p: 1 }] },
    { rules: [{ host: 'b', p: 1 }] },
    ['rules[0].host: "a" → "b"'],
  ],
  [
    'elements that nothing tells apart',
    { l: [{ v: 1 }, { v: 2 }] },
    { l: [{ v: 1 }, { v: 3 }] },
    ['l: [{"v":1},{"v":2}] → [{"v":1},{"v":3}]'],
  ],
  [
    'two of the same name',
    {
      l: [
        { name: 'x', v: 1 },
        { name: 'x', v: 2 },
      ],
    },
    { l: [{ name: 'x', v: 1 }] },
    ['l: [{"name":"x","v":1},{"name":"x","v":2}] → [{"name":"x","v":1}]'],
  ],
  ['a list of words', { args: ['a', 'b'] }, { args: ['b', 'a'] }, ['args: ["a","b"] → ["b","a"]']],
  ['an empty list', { l: [] }, { l: [{ name: 'x' }] }, ['l: [] → [{"name":"x"}]']],
  ['another kind of value', { a: { b: 1 } }, { a: 'b' }, ['a: {"b":1} → "b"']],
  ['names that are no words', { 'a/b': { 'c d': 1 } }, { 'a/b': { 'c d': 2 } }, ['["a/b"]["c d"]: 1 → 2']],
  ['elements of such names', { l: [{ name: 'a]\n', v: 1 }] }, { l: [{ name: 'a]\n', v: 2 }] }, ['l["a]\\n"].v: 1 → 2']],
  [
    'names that every object has',
    { a: {} },
    { a: { constructor: 'x', toString: 'y' } },
    ['a.constructor: null → "x"', 'a.toString: null → "y"'],
  ],
];

test.each(cases)('%s', (_, before, after, expected) => {
  expect(told(before, after)).toEqual(expected);
});

test('value by value if a whole map is added or removed', () => {
  expect(told({ a: { b: 1, c: { d: 2 } } }, {}, true)).toEqual(['a.b: 1 → null', 'a.c.d: 2 → null']);
});

test('a value differs from itself in nothing, and the differences the other way round are the same ones', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const [a, b] = [one, other] as [Json, Json];
      expect(differences(a, structuredClone(a))).toEqual([]);
      const there = differences(a, b);
      const back = differences(b, a);
      expect(back.map(({ path }) => path).sort()).toEqual(there.map(({ path }) => path).sort());
    }),
  );
});

test('every name once, in an order that keeps both', () => {
  expect(mergedNames(['a', 'b', 'c'], ['b', 'x', 'c'])).toEqual(['a', 'b', 'x', 'c']);
  expect(mergedNames(['a', 'b'], ['b', 'a'])).toEqual(['b', 'a']);
  expect(mergedNames([], ['a'])).toEqual(['a']);
  const names = fc.uniqueArray(fc.string({ maxLength: 2 }), { maxLength: 8 });
  fc.assert(
    fc.property(names, names, (before, after) => {
      const merged = mergedNames(before, after);
      expect(new Set(merged)).toEqual(new Set([...before, ...after]));
      expect(merged.length).toBe(new Set(merged).size);
      expect(merged.filter((name) => after.includes(name))).toEqual(after);
    }),
  );
});

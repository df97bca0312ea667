import * as vm from 'node:vm';
import * as fc from 'fast-check';
import { plainData } from '../../src/code/plain-data';

class Port {
  readonly n = 1;
}

function problemsOf(value: unknown): string[] {
  const result = plainData(value);
  return 'problems' in result ? result.problems.map(({ path, what }) => `${path.join('.')}: ${what}`) : [];
}

test('is the identity on JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const value: unknown = JSON.parse(JSON.stringify(json));
      const result = plainData(value);
      expect(result).toStrictEqual({ value });
    }),
  );
});

test('converts objects without a prototype, or of another realm, to plain data', () => {
  const bare: unknown = Object.assign(Object.create(null), { a: vm.runInNewContext('[{ b: 1 }]') as unknown });
  expect(plainData(bare)).toStrictEqual({ value: { a: [{ b: 1 }] } });
});

test('is a copy', () => {
  const value = { list: [1] };
  const result = plainData(value) as { value: typeof value };
  value.list.push(2);
  expect(result.value).toStrictEqual({ list: [1] });
});

test('keeps a value that is used twice', () => {
  const shared = { a: 1 };
  expect(plainData([shared, shared])).toStrictEqual({ value: [{ a: 1 }, { a: 1 }] });
});

test('leaves undefined fields out and makes -0 a 0', () => {
  expect(plainData({ a: undefined, b: -0 })).toStrictEqual({ value: { b: 0 } });
});

test('holds __proto__ as a key like any other', () => {
  const result = plainData(JSON.parse('{"__proto__": {"polluted": 1}}'));
  expect(JSON.stringify(result)).toBe('{"value":{"__proto__":{"polluted":1}}}');
});

test.each([
  ['a function', () => 1, ': a function'],
  ['NaN', { a: [Number.NaN] }, 'a.0: the number NaN'],
  ['infinity', { a: -Infinity }, 'a: the number -Infinity'],
  ['a bigint', { a: 1n }, 'a: a bigint'],
  ['a symbol', { a: Symbol('x') }, 'a: a symbol'],
  ['undefined itself', undefined, ': `undefined`'],
  ['a hole', [1, , 2], '1: `undefined`'], // oxlint-disable-line no-sparse-arrays
  ['a date', { a: new Date(0) }, 'a: an instance of Date'],
  ['a map', { a: new Map() }, 'a: an instance of Map'],
  ['an instance', new Port(), ': an instance of Port'],
  [
    'an instance without a name',
    new (class {
      readonly n = 1;
    })(),
    ': an instance of a class',
  ],
  ['half a character', { a: 'x\ud83d' }, 'a: a text with half a character in it'],
  ['a huge list', { a: Object.assign([], { length: 1e9 }) }, 'a: a list of more than 20000 items'],
])('refuses %s', (_, value, problem) => {
  expect(problemsOf(value)).toEqual([problem]);
});

test('refuses cycles', () => {
  const value: { self?: unknown } = {};
  value.self = [value];
  expect(problemsOf(value)).toEqual(['self.0: an object that contains itself']);
});

test('refuses endless data in bounded time', () => {
  let nested: unknown = 1;
  for (let depth = 0; depth < 60; depth += 1) nested = { a: nested };
  expect(problemsOf(nested)).toEqual([`${Array(50).fill('a').join('.')}: nested more than 50 deep`]);
  let doubled: unknown = 1;
  for (let depth = 0; depth < 40; depth += 1) doubled = [doubled, doubled];
  expect(problemsOf(doubled)).toEqual([expect.stringMatching(/: one of more than 20000 values$/)]);
});

test('names no more than 20 problems', () => {
  expect(problemsOf(Array.from({ length: 100 }, () => Number.NaN))).toHaveLength(20);
});

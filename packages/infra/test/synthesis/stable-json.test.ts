import fc from 'fast-check';
import type { Json } from '@goldenpath/extension';
import { stableJson } from '../../src/synthesis/stable-json';

test('sorts keys, indents by two, and opens empty collections', () => {
  expect(stableJson({ b: [1, 'x'], a: { d: null, c: {} }, e: [] })).toBe(
    '{\n  "a": {\n    "c": {\n    },\n    "d": null\n  },\n  "b": [\n    1,\n    "x"\n  ],\n  "e": [\n  ]\n}',
  );
});

test('keeps every value, and does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = stableJson(value as Json);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(stableJson(reversed(value as Json))).toBe(text);
    }),
  );
});

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member as Json)]),
  );
}

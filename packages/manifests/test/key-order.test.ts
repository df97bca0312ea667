import { inReadingOrder } from '../src/key-order';

test('an object begins with apiVersion and kind', () => {
  const object = { spec: {}, metadata: { labels: {}, namespace: 'apps', name: 'a' }, kind: 'K', apiVersion: 'v1' };
  expect(JSON.stringify(inReadingOrder(object))).toBe(
    '{"apiVersion":"v1","kind":"K","metadata":{"name":"a","namespace":"apps","labels":{}},"spec":{}}',
  );
});

test('the keys of data are in code unit order', () => {
  expect(Object.keys(inReadingOrder({ b: 1, B: 1, a: 1, 'a.b': 1, _: 1 }))).toEqual(['B', '_', 'a', 'a.b', 'b']);
});

test('the order does not depend on the one given, at any depth', () => {
  const one = { list: [{ image: 'i', name: 'n', zebra: { y: 1, x: 2 } }] };
  const other = { list: [{ zebra: { x: 2, y: 1 }, name: 'n', image: 'i' }] };
  expect(JSON.stringify(inReadingOrder(one))).toBe(JSON.stringify(inReadingOrder(other)));
});

test('lists keep their order, and values are untouched', () => {
  const value = { args: ['b', 'a'], empty: {}, none: [], zero: 0, no: false, text: '' };
  expect(inReadingOrder(value)).toEqual(value);
});

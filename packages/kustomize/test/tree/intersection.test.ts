import { intersection } from '../../src/tree/intersection';
import type { Json } from '../../src/tree/types';

const pod = (field: string) => ({ apiVersion: 'v1', kind: 'Pod', fields: ['spec', field] });
const shared = (field: string, ...values: Json[]) => intersection(values, pod(field));

test.each<[string, string, Json[], Json | undefined]>([
  ['equal scalars', 'x', [1, 1, 1], 1],
  ['other scalars', 'x', [1, 1, 2], undefined],
  ['types', 'x', ['1', 1], undefined],
  [
    'shared fields',
    'x',
    [
      { a: 1, b: 2, c: { d: 1, e: 2 } },
      { c: { d: 1 }, b: 2 },
    ],
    { b: 2, c: { d: 1 } },
  ],
  ['maps with nothing in common', 'x', [{ a: 1 }, { b: 1 }], undefined],
  ['empty maps', 'x', [{}, {}], {}],
  ['keyed elements', 'volumes', [[{ name: 'a', x: 1, y: 1 }], [{ name: 'a', x: 1, y: 2 }]], [{ name: 'a', x: 1 }]],
  [
    'elements of some only',
    'volumes',
    [
      [{ name: 'a' }, { name: 'b' }],
      [{ name: 'b' }, { name: 'c' }],
    ],
    [{ name: 'b' }],
  ],
  [
    'keyed elements in another order',
    'volumes',
    [
      [{ name: 'a' }, { name: 'b' }],
      [{ name: 'b' }, { name: 'a' }],
    ],
    undefined,
  ],
  ['elements with one key', 'volumes', [[{ name: 'a' }, { name: 'a' }], [{ name: 'a' }]], undefined],
  [
    'equal elements with one key',
    'volumes',
    [
      [{ name: 'a' }, { name: 'a' }],
      [{ name: 'a' }, { name: 'a' }],
    ],
    [{ name: 'a' }, { name: 'a' }],
  ],
  ['no common elements', 'volumes', [[{ name: 'a' }], [{ name: 'b' }]], undefined],
  ['other atomic lists', 'tolerations', [[{ key: 'a' }, { key: 'b' }], [{ key: 'a' }]], undefined],
  ['a field called like what every object inherits', 'x', [{ toString: 'a', b: 1 }, { b: 1 }], { b: 1 }],
])('%s', (_, field, values, expected) => {
  expect(shared(field, ...values)).toEqual(expected);
});

test('ports with a protocol are shared only in equal number, because a merge would put new ones in front', () => {
  const port = (containerPort: number, protocol: string): Json => ({ containerPort, protocol });
  const schemaPath = { apiVersion: 'v1', kind: 'Pod', fields: ['spec', 'containers', 'ports'] };
  expect(intersection([[port(1, 'TCP')], [port(1, 'TCP'), port(2, 'TCP')]], schemaPath)).toBeUndefined();
});

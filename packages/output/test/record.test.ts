import * as fc from 'fast-check';
import { recordText, tryParseRecord, type TreeRecord } from '../src/record';

/** No segment of three letters: some of those are devices on Windows, and refused. */
const path = fc.stringMatching(/^[a-z_0-9]{1,2}(\/[a-z_0-9]{1,2}){0,2}$/);
const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '10', '9'));
const unit = fc.record({
  key: fc.string(),
  managed: fc.array(fc.tuple(fc.oneof(path, fc.constant('__proto__')), fc.string())).map((all) => new Map(all)),
  once: fc.uniqueArray(path).map((all) => all.sort()),
});
const record: fc.Arbitrary<TreeRecord> = fc.record({
  status: fc.constantFrom('complete' as const, 'writing' as const),
  units: fc.array(fc.tuple(names, unit)).map((all) => new Map(all)),
  leftovers: fc.array(fc.tuple(path, fc.array(fc.string()))).map((all) => new Map(all)),
});

const plain = ({ status, units, leftovers }: TreeRecord): unknown => [
  status,
  [...units].map(([name, { key, managed, once }]) => [name, key, [...managed].sort(), once]).sort(),
  [...leftovers].sort(),
];

describe('the record of a tree', () => {
  test('comes back as it was written', () => {
    fc.assert(
      fc.property(record, (written) => {
        const read = tryParseRecord(recordText(written));
        expect(read && plain(read)).toEqual(plain(written));
      }),
      { numRuns: 200 },
    );
  });

  test('has one text, whatever the order in which its parts were known', () => {
    fc.assert(
      fc.property(record, (written) => {
        const reversed = { ...written, units: new Map([...written.units].reverse()) };
        expect(recordText(reversed)).toBe(recordText(written));
      }),
    );
  });

  test('has a line for each unit', () => {
    const one = { key: 'k', managed: new Map([['a', 'sum']]), once: ['b'] };
    const units = new Map([
      ['shop', one],
      ['cart', { ...one, once: [] }],
    ]);
    expect(recordText({ status: 'complete', units, leftovers: new Map() })).toBe(
      [
        '{"version":1,"status":"complete","units":{',
        '"cart":{"key":"k","managed":{"a":"sum"}},',
        '"shop":{"key":"k","managed":{"a":"sum"},"once":["b"]}',
        '}}\n',
      ].join('\n'),
    );
  });

  test.each([
    '',
    'null',
    '[]',
    '{"version":2,"status":"complete","units":{}}',
    '{"version":1,"status":"done","units":{}}',
    '{"version":1,"status":"complete"}',
    '{"version":1,"status":"complete","units":{"a":{"key":1,"managed":{}}}}',
    '{"version":1,"status":"complete","units":{"a":{"key":"","managed":{"../x":"s"}}}}',
    '{"version":1,"status":"complete","units":{"a":{"key":"","managed":{"/x":"s"}}}}',
    '{"version":1,"status":"complete","units":{"a":{"key":"","managed":{".goldenpath/lock":"s"}}}}',
    '{"version":1,"status":"complete","units":{"a":{"key":"","managed":{"x":1}}}}',
    '{"version":1,"status":"complete","units":{"a":{"key":"","managed":{},"once":["../x"]}}}',
    '{"version":1,"status":"writing","leftovers":{"../x":[]},"units":{}}',
    '{"version":1,"status":"writing","leftovers":{"x":"s"},"units":{}}',
  ])('is not read from %s', (text) => {
    expect(tryParseRecord(text)).toBeUndefined();
  });
});

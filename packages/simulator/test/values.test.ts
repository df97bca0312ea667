import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { decodeValue, encodeValue, isWhollyKnown, UNKNOWN, Unknown, type Value } from '../src/wire/values';

const values = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.array(tie('value')),
    fc.dictionary(
      fc.string({ unit: 'grapheme-ascii' }).filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true },
    ),
  ),
})).value;

test('every value is unchanged after encoding and decoding', () => {
  fc.assert(fc.property(values, (value) => expect(decodeValue(encodeValue(value))).toEqual(value)));
});

test('an unknown value is encoded as the extension that Terraform reads', () => {
  expect([...encodeValue(UNKNOWN).msgpack]).toEqual([0xd4, 0x00, 0x00]);
  expect(decodeValue(encodeValue({ list: [UNKNOWN] }))).toEqual({ list: [new Unknown()] });
});

test('refinements of an unknown value are returned unchanged', () => {
  const refined = Buffer.from([0xc7, 0x03, 0x0c, 0x81, 0x01, 0xc2]);
  expect(encodeValue(decodeValue({ msgpack: refined })).msgpack).toEqual(refined);
});

test('a number beyond 64 bits is encoded as text without loss', () => {
  const text = '123456789012345678901234567890';
  expect(decodeValue({ msgpack: Buffer.from(encode(text)) })).toBe(text);
});

test('stored states are JSON, and an empty one is null', () => {
  expect(decodeValue({ json: Buffer.from('{"a":[1]}') })).toEqual({ a: [1] });
  expect(decodeValue(undefined)).toBeNull();
});

test('a value is known if no part of it is unknown', () => {
  expect(isWhollyKnown({ a: [{ b: 1 }] })).toBe(true);
  expect(isWhollyKnown({ a: [{ b: UNKNOWN }] })).toBe(false);
});

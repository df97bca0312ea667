import fc from 'fast-check';
import { isObviouslyPlain, isRetyped } from '../src/plain-scalar';

test.each([
  ['a date with a month of one digit', '2024-1-5'],
  ['a date and a time', '2024-1-5 9:30:00'],
  ['a timestamp with a small t', '2024-01-05t9:30:00Z'],
  ['a hexadecimal number with a capital prefix', '0X1F'],
  ['a binary number with a capital prefix', '0B11'],
  ['an octal number with a capital prefix', '0O17'],
  ['a number with an underscore', '0_8'],
  ['an underscore inside a prefix', '0_x1F'],
  ['a sign after a prefix', '0b-101'],
  ['a signed octal number of v3', '0o+7'],
  ['a hexadecimal float of Go', '0x1p-2'],
  ['infinity of Go', '+Infinity'],
  ['an octal number', '0755'],
  ['a sexagesimal number', '12:30:45'],
  ['a fraction without digits before it', '._5'],
  ['an exponent without a sign', '12e03'],
  ['no in any case', 'nO'],
  ['a merge', '<<'],
  ['a value', '='],
  ['nothing', '~'],
  ['no characters', ''],
])('%s is retyped', (_, text) => {
  expect(isRetyped(text)).toBe(true);
});

test.each([
  '1.27.3-alpine',
  '10.10.0.0/16',
  '100m',
  '2Gi',
  '0 3 * * *',
  'v1',
  '80%',
  '2024-1',
  '1e3x',
  'infinity',
  '_',
  '-',
])('%s stays plain', (text) => {
  expect(isRetyped(text)).toBe(false);
});

test('obviously plain text is not retyped', () => {
  const provoking = fc.string({ unit: fc.constantFrom(...'0123456789_:-+.xXoObBeEtTzZpnaif ~%'), maxLength: 8 });
  fc.assert(
    fc.property(provoking, (text) => !isObviouslyPlain(text) || !isRetyped(text)),
    { numRuns: 5000 },
  );
});

import fc from 'fast-check';
import { defineScalarTag, DUMP_SCHEMA, dump, NOT_RESOLVED } from 'js-yaml';
import { isRetyped } from '../src/plain-scalar';
import { writeYaml } from '../src/yaml-writer';

const quoted = defineScalarTag('!quoted', {
  implicit: true,
  resolve: (text) => (isRetyped(text) ? text : NOT_RESOLVED),
  identify: () => false,
});

function asJsYaml(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: -1, schema: DUMP_SCHEMA.withTags(quoted) });
}

const SPECIAL = [
  [
    '',
    ' ',
    'a b',
    'a  b',
    ' a',
    'a ',
    'a: b',
    'a :b',
    'a:',
    ':a',
    'a #b',
    'a#b',
    '- a',
    '-',
    '?',
    '? a',
    '---',
    '...',
    '--- a',
  ],
  [
    'true',
    'True',
    'NO',
    'y',
    'n',
    'on',
    'off',
    'null',
    '~',
    '=',
    '<<',
    '.inf',
    '.nan',
    'Infinity',
    'NaN',
    '__proto__',
    'constructor',
  ],
  [
    '0',
    '08',
    '1_000',
    '0o17',
    '0b11',
    '0x1F',
    '1e3',
    '12e45',
    '1.5',
    '+1',
    '-1',
    '.5',
    '1:20',
    '2001-12-14',
    '10Gi',
    '250m',
    '8080',
    '80%',
    '1e',
    '1.e5',
    '1.d',
    '1.dkr:2',
    '9'.repeat(30),
  ],
  [
    '..',
    '../',
    '../a',
    '../../b c',
    '.',
    './a',
    '1h',
    '1s',
    '0x1',
    '0m',
    '1Ki',
    '1K',
    '+1m',
    '9cf9',
    '9e9c',
    '0xfg',
    '0b1',
    '0o1',
    '0B1',
    '0O1',
    '0X1',
    '1E5',
    '12Ei',
    '1a:2',
    '1c d',
  ],
  [
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    "'",
    '"',
    '%',
    '@a',
    '`',
    '[a]',
    '{a}',
    ',',
    'a,b',
    'a\tb',
    '\t',
    'a\nb',
    'a\n',
    '\n',
    '\n a',
    'a\n\n',
    'a\nb\n',
    'a\n\n  b: c\n',
    'a\n \n',
    'a \n',
    ' a\nb\n',
    '# a\n- b\n',
    '---\na\n',
    'a\n\tb\n',
    'a\r\n',
    'ä\nb\n',
  ],
  [
    'ä',
    '\u0085',
    '\u2028',
    '\uFEFF',
    '\u007F',
    '\u0000',
    '😀',
    '\uD800',
    'a\rb',
    'http://a:80/b',
    'a@b',
    'a=b',
    'x'.repeat(1500),
  ],
].flat();

const text = fc.oneof(
  fc.constantFrom(...SPECIAL),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.stringMatching(/^[0-9]{1,3}[a-zA-Z:._+-][0-9a-fA-FxX:._+-]{0,6}$/),
  fc.stringMatching(/^[a-z0-9:./%_ #'-]{0,12}$/),
  fc.stringMatching(/^[0-9a-fxobET]{1,6}$/),
  fc.stringMatching(/^[a-z:#\n -]{0,12}\n$/),
);

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(-0, 2 ** 53, -(2 ** 53), 1e21),
    ),
    fc.constantFrom(null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries) as unknown),
  ),
})).value;

test.each(SPECIAL)('%j is written like js-yaml, as an item, a value, a key and a document', (special) => {
  for (const value of [
    special,
    [special],
    { a: special },
    { [special]: 1 },
    { [special]: { b: [special] } },
    [[special], { [special]: [] }],
  ])
    expect(writeYaml(value)).toBe(asJsYaml(value));
});

test('any JSON is written like js-yaml', () => {
  fc.assert(
    fc.property(json, (value) => writeYaml(value) === asJsYaml(value)),
    { numRuns: 2000 },
  );
});

test.each([
  [undefined],
  [[undefined]],
  [{ a: undefined }],
  [new Date(0)],
  [{ a: new Map([[1, 2]]) }],
  [Number.NaN],
  [[Infinity]],
])('what is no JSON is left to js-yaml: %p', (value) => {
  expect(outcome(() => writeYaml(value))).toEqual(outcome(() => asJsYaml(value)));
});

function outcome(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

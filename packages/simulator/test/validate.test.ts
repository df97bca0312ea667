import { validateConfig } from '../src/engine/validate';
import { UNKNOWN } from '../src/wire/values';
import type { BlockSchema } from '@goldenpath/simulator';

const optional = { type: 'string', optional: true } as const;
const schema: BlockSchema = {
  attributes: {
    mode: { ...optional, enum: ['a', 'b'] },
    levels: { type: ['set', 'number'], optional: true, enum: [1, 2] },
    name: { ...optional, conflictsWith: ['name_prefix'] },
    name_prefix: optional,
    secret: { ...optional, requiredWith: ['secret_version'] },
    secret_version: optional,
    made: { type: 'string', computed: true },
  },
  blocks: {
    source: {
      nesting: 'list',
      minItems: 0,
      maxItems: 0,
      block: {
        attributes: {
          one: { ...optional, exactlyOneOf: ['source.0.one', 'source.0.other'] },
          other: { ...optional, exactlyOneOf: ['source.0.one', 'source.0.other'] },
        },
        blocks: {},
      },
    },
  },
};

test.each([
  ['nothing', {}],
  ['an allowed value', { mode: 'a', levels: [1, 2] }],
  [
    'a value that is not known yet',
    { mode: UNKNOWN, name: 'x', name_prefix: UNKNOWN, secret: 'x', secret_version: UNKNOWN },
  ],
  ['exactly one of two', { source: [{ one: 'x' }, { other: 'y' }] }],
  ['one of two that is not known yet', { source: [{ one: UNKNOWN, other: null }] }],
])('%s is valid', (_what, config) => {
  expect(validateConfig(schema, config)).toEqual([]);
});

test.each([
  ['a value that is not allowed', { mode: 'c' }, 'expected mode to be one of ["a","b"], got c', ['mode']],
  ['an element that is not allowed', { levels: [1, 3] }, 'expected levels to be one of [1,2], got 3', ['levels']],
  ['two that exclude each other', { name: 'x', name_prefix: 'y' }, 'Conflicting configuration arguments', ['name']],
  ['one without the other', { secret: 'x' }, 'Missing required argument', ['secret']],
  ['what only the cloud sets', { made: 'x' }, 'Value for unconfigurable attribute', ['made']],
  ['an unknown one without the other', { secret: UNKNOWN }, 'Missing required argument', ['secret']],
  ['none of two', { source: [{ one: 'x' }, {}] }, 'Invalid combination of arguments', ['source', 1, 'one']],
  ['both of two', { source: [{ one: 'x', other: 'y' }] }, 'Invalid combination of arguments', ['source', 0, 'one']],
])('%s is reported once, with its path', (_what, config, summary, path) => {
  expect(validateConfig(schema, config)).toEqual([expect.objectContaining({ summary, path })]);
});

import { planChange } from '../src/engine/plan';
import type { BlockSchema } from '@goldenpath/simulator';
import { UNKNOWN, type Value, type Values } from '../src/wire/values';

const scope = {
  accountId: '1',
  partition: 'aws',
  region: 'r',
  owner: 'o',
  githubPlan: 'enterprise',
  defaultTags: {},
} as const;
const inner: BlockSchema = {
  attributes: {
    key: { type: 'string', required: true },
    method: { type: 'string', optional: true, default: 'now' },
    made: { type: 'string', computed: true },
  },
  blocks: {},
};

function schemaWith(nesting: 'single' | 'list' | 'set' | 'map', more: object = {}): BlockSchema {
  return { attributes: {}, blocks: { part: { nesting, minItems: 0, maxItems: 0, block: inner, ...more } } };
}

function plan(
  schema: BlockSchema,
  config: Values,
  prior: Values | null = null,
  proposed: Values = config,
): ReturnType<typeof planChange> {
  return planChange({ schema, behaviour: { type: 'x' }, scope, prior, proposed, config });
}

const written: Values = { key: 'a', method: null, made: null };
const planned: Values = { key: 'a', method: 'now', made: UNKNOWN };
const stored: Values = { key: 'a', method: 'now', made: 'x' };

test.each<['single' | 'list' | 'set' | 'map', (block: Values) => Value]>([
  ['single', (block) => block],
  ['list', (block) => [block]],
  ['set', (block) => [block]],
  ['map', (block) => ({ one: block })],
])('blocks in a %s get their defaults, and computed values stay unknown', (nesting, wrap) => {
  expect(plan(schemaWith(nesting), { part: wrap(written) }).planned).toEqual({ part: wrap(planned) });
  const again = plan(
    schemaWith(nesting),
    { part: wrap(written) },
    { part: wrap(stored) },
    { part: wrap({ ...written, made: 'x' }) },
  );
  expect(again).toEqual({ planned: { part: wrap(stored) }, replaces: [] });
});

test('the order of a set has no meaning', () => {
  const two = { ...stored, key: 'b' };
  const schema = schemaWith('set', { replaces: true });
  expect(plan(schema, { part: [two, stored] }, { part: [stored, two] }).replaces).toEqual([]);
  expect(plan(schema, { part: [two] }, { part: [stored, two] }).replaces).toEqual([['part']]);
});

test('a change that replaces has its index in the list', () => {
  const block: BlockSchema = { attributes: { key: { type: 'string', required: true, replaces: true } }, blocks: {} };
  const schema: BlockSchema = {
    attributes: {},
    blocks: { part: { nesting: 'list', minItems: 0, maxItems: 0, block } },
  };
  expect(plan(schema, { part: [{ key: 'a' }, { key: 'c' }] }, { part: [{ key: 'a' }, { key: 'b' }] }).replaces).toEqual(
    [['part', 1, 'key']],
  );
});

test('an omitted block is kept if it is computed, and removed if not', () => {
  expect(plan(schemaWith('list', { keptWhenMissing: true }), { part: [] }, { part: [stored] }).planned).toEqual({
    part: [stored],
  });
  expect(plan(schemaWith('list'), { part: [] }, { part: [stored] }).planned).toEqual({ part: [] });
});

test('write-only values are not in a plan', () => {
  const schema: BlockSchema = {
    attributes: { secret_wo: { type: 'string', optional: true, writeOnly: true } },
    blocks: {},
  };
  expect(plan(schema, { secret_wo: 'planted' }).planned).toEqual({ secret_wo: null });
});

test('an unknown value of an attribute that forces a replacement is planned as a replacement', () => {
  const schema: BlockSchema = { attributes: { vpc: { type: 'string', optional: true, replaces: true } }, blocks: {} };
  expect(plan(schema, { vpc: UNKNOWN }, { vpc: 'a' })).toEqual({ planned: { vpc: UNKNOWN }, replaces: [['vpc']] });
});

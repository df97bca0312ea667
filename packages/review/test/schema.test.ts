import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { reviewRuleIds } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { reviewRules } from '@goldenpath/review';
import { ROOT } from '@goldenpath/testing/fleet';
import { type Edit, nothing, reviewOf } from '@goldenpath/testing/reviews';

const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/review.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const edits: readonly [string, Edit][] = [
  ['nothing', nothing],
  ['an application leaves', ({ apps }) => delete apps['orders-api']],
  ['all is otherwise', ({ platform }) => (platform.organisation = 'acme')],
];

test.each(edits)('the review is as its schema says: %s', (_, edit) => {
  expect(validate(JSON.parse(JSON.stringify(reviewOf(edit)))) ? [] : validate.errors).toEqual([]);
});

test('the schema refuses data that is not a review', () => {
  expect(validate({ ...reviewOf(nothing), findings: [{ rule: 3 }] })).toBe(false);
});

test('a spec can accept exactly the rules that there are', () => {
  const ids = reviewRules(builtInRegistry).map(({ id }) => id);
  expect(reviewRuleIds(builtInRegistry)).toEqual(ids);
  expect([...ids].sort()).toEqual([...acceptedRules()].sort());
});

/** The rules that the schema of a spec knows. */
function acceptedRules(): readonly string[] {
  const text = readFileSync(join(ROOT, 'schemas/app.schema.json'), 'utf8');
  const { definitions } = JSON.parse(text) as {
    readonly definitions: Readonly<Record<string, { readonly properties: { readonly rule: { enum: string[] } } }>>;
  };
  return definitions['WrittenAcceptance']?.properties.rule.enum ?? [];
}

test('every rule has its own id and rank, and parts extend only existing rules', () => {
  const rules = reviewRules(builtInRegistry);
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(rules.map(({ rank }) => rank)).size).toBe(rules.length);
  const added = builtInRegistry.parts.flatMap((part) => Object.keys(part.review?.().findings ?? {}));
  expect(added.length).toBeGreaterThan(0);
  expect(added.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the descriptions of the rules are sentences', () => {
  for (const { firesOn, advice } of reviewRules(builtInRegistry)) {
    expect(firesOn).toMatch(/^[A-Z].*\.$/s);
    expect(advice).toMatch(/^[A-Z].*\.$/s);
  }
});

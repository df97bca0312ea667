import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { RULES } from '../src/rules';
import { ROOT } from '../../../test/support/fleet';
import { type Edit, nothing, reviewOf } from './support/found';

const schema = JSON.parse(readFileSync(join(ROOT, 'schemas/review.schema.json'), 'utf8')) as {
  readonly definitions: { readonly ReviewRule: { readonly enum: readonly string[] } };
};
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const edits: readonly [string, Edit][] = [
  ['nothing', nothing],
  ['an application leaves', ({ apps }) => delete apps['orders-api']],
  ['all is otherwise', ({ platform }) => (platform.organisation = 'acme')],
];

test.each(edits)('the review is as its schema says: %s', (_, edit) => {
  expect(validate(JSON.parse(JSON.stringify(reviewOf(edit)))) ? [] : validate.errors).toEqual([]);
});

test('the schema refuses what is no review', () => {
  expect(validate({ ...reviewOf(nothing), findings: [{ rule: 'no-rule' }] })).toBe(false);
});

test('every rule that can be accepted is looked for, each in a file of its name', () => {
  const ids = RULES.map(({ id }) => id as string);
  expect([...ids].sort()).toEqual([...schema.definitions.ReviewRule.enum].sort());
  const files = readdirSync(join(__dirname, '..', 'src', 'rules')).map((name) => name.replace('.ts', ''));
  expect(ids.filter((id) => !files.includes(id))).toEqual([]);
});

test('what the rules say of themselves are sentences', () => {
  for (const { firesOn, advice } of RULES) {
    expect(firesOn).toMatch(/^[A-Z].*\.$/s);
    expect(advice).toMatch(/^[A-Z].*\.$/s);
  }
});

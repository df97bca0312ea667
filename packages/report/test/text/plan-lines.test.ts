import type { AttributeChange, ResourceChange } from '@goldenpath/review';
import { planLines } from '../../src/text/plan-lines';

const attribute = (path: string, before: AttributeChange['before'], after: AttributeChange['after']) => ({
  path,
  before,
  after,
  sensitive: false,
  unknown: false,
});

const linesOf = (attributes: readonly AttributeChange[], more: Partial<ResourceChange> = {}) =>
  planLines({ address: 'a.b', type: 'a', action: 'update', attributes, replacedBecause: [], ...more })
    .slice(1)
    .map(({ text }) => text.trim());

test('a changed tag is listed once, and so is a change by the provider alone', () => {
  const tags = [
    attribute('tags.owner', 'shop', 'store'),
    attribute('tags_all.owner', 'shop', 'store'),
    attribute('tags_all.cost', '1', '2'),
  ];
  expect(linesOf(tags)).toEqual(['tags.owner: shop → store', 'tags_all.cost: "1" → "2"']);
});

test('a changed policy shows only the differences', () => {
  const policy = (actions: string[], condition: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: actions, Condition: { Is: condition } }],
    });
  const changed = attribute('policy', policy(['a:Read', 'a:List'], 'x'), policy(['a:Read', 'a:Write'], 'y'));
  expect(linesOf([changed])).toEqual([
    'policy.Statement[0].Action[]: a:List → (none)',
    'policy.Statement[0].Action[]: (none) → a:Write',
    'policy.Statement[0].Condition.Is: x → y',
  ]);
});

test('with the same number of statements, the differences within each are shown', () => {
  const policy = (name: string) =>
    JSON.stringify({
      Statement: [
        { Action: 'a', Resource: name },
        { Action: 'b', Resource: '*' },
      ],
    });
  expect(linesOf([attribute('policy', policy('one'), policy('other'))])).toEqual([
    'policy.Statement[0].Resource: one → other',
  ]);
});

test('an output that repeats its input is not listed', () => {
  const output = { ...attribute('output', '{"a":1}', null), unknown: true };
  const data = { type: 'terraform_data' };
  expect(linesOf([attribute('input.a', 1, 2), output], data)).toEqual(['input.a: 1 → 2']);
  expect(linesOf([output], data)).toEqual(['output: "{\\"a\\":1}" → (known after apply)']);
});

test.each([
  ['no document', '{"a":', '{"a":1}'],
  ['a number', '1', '2'],
  ['another layout alone', '{"a":1}', '{ "a": 1 }'],
])('a text that is %s is told as a text', (_, before, after) => {
  expect(linesOf([attribute('policy', before, after)])).toEqual([
    `policy: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  ]);
});

test('sensitive and unknown values are not compared', () => {
  const secret = { ...attribute('policy', '{"a":"x"}', '{"a":"y"}'), sensitive: true };
  const unknown = { ...attribute('policy', '{"a":"x"}', null), unknown: true };
  expect(linesOf([secret, unknown])).toEqual([
    'policy: (sensitive)',
    'policy: "{\\"a\\":\\"x\\"}" → (known after apply)',
  ]);
});

test('long texts that differ only at their end are cut around the difference', () => {
  const start = 'x '.repeat(200);
  const [line = ''] = linesOf([attribute('script', `${start}one end`, `${start}two end`)]);
  expect(line).toMatch(/^script: "?….*one end"? \(4\d\d characters\) → "?….*two end"? \(4\d\d characters\)$/);
  expect(line.length).toBeLessThan(260);
  const [other] = linesOf([attribute('script', `one${start}`, `two${start}`)]);
  expect(other).toMatch(/: "?one/);
  const [longer = ''] = linesOf([attribute('script', start, `${start}and more`)]);
  expect(longer).toContain('and more');
});

test('a lifecycle policy of a registry is replaced for any change, and that is harmless', () => {
  const replaced = { type: 'aws_ecr_lifecycle_policy', action: 'replace', replacedBecause: ['policy'] } as const;
  const [text] = planLines({ address: 'x.y', attributes: [], ...replaced }).map((line) => line.text);
  expect(text).toContain('because policy cannot be changed in place (harmless: the registry and its images stay');
  const moved = { ...replaced, replacedBecause: ['policy', 'provider.aws.region'] };
  expect(planLines({ address: 'x.y', attributes: [], ...moved })[0]?.text).not.toContain('harmless');
  const other = { ...replaced, type: 'aws_ecr_repository' };
  expect(planLines({ address: 'x.y', attributes: [], ...other })[0]?.text).not.toContain('harmless');
});

import {
  evaluate,
  INLINE_POLICIES_LIMIT,
  MANAGED_POLICY_LIMIT,
  type Policy,
  policySize,
  type Statement,
} from '@goldenpath/iam';
import { withinLimits } from '../../src/bootstrap/policy-sizes';

function statement(service: string, resources: number, actions = 3): Statement {
  return {
    Effect: 'Allow',
    Action: Array.from({ length: actions }, (_, index) => `${service}:Action${index}`),
    Resource: Array.from(
      { length: resources },
      (_, index) => `arn:aws:${service}:eu-west-2:123456789012:thing/${index}`,
    ),
  };
}

const policy = (...statements: Statement[]): Policy => ({ Version: '2012-10-17', Statement: statements });
const sizes = (policies: Readonly<Record<string, Policy>>) =>
  Object.values(policies).map((one) => policySize(JSON.stringify(one)));
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

const LARGE = policy(...['a', 'b', 'c', 'd', 'e', 'f'].map((service) => statement(service, 40)));
const SMALL = policy(statement('s3', 1));

test('policies that IAM accepts inline stay inline', () => {
  expect(withinLimits('deploy', { resources: SMALL, state: SMALL })).toEqual({
    inline: { resources: SMALL, state: SMALL },
    managed: {},
  });
});

test('the largest policy becomes managed policies, each within the limit, when all together are too large', () => {
  expect(sum(sizes({ LARGE, SMALL }))).toBeGreaterThan(INLINE_POLICIES_LIMIT);
  const { inline, managed } = withinLimits('deploy', { resources: LARGE, state: SMALL });
  expect(inline).toEqual({ state: SMALL });
  expect(Object.keys(managed)).toEqual(['deploy-resources-1', 'deploy-resources-2']);
  for (const size of sizes(managed)) expect(size).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
  expect(Object.values(managed).flatMap(({ Statement: all }) => all)).toEqual(LARGE.Statement);
});

test('the same policies are split in the same way, whatever their order', () => {
  const one = withinLimits('deploy', { resources: LARGE, state: SMALL });
  const other = withinLimits('deploy', { state: SMALL, resources: LARGE });
  expect(other).toEqual(one);
  expect(Object.keys(other.managed)).toEqual(Object.keys(one.managed));
});

test.each([
  ['resources', statement('ec2', 400)],
  ['actions', { ...statement('ec2', 1, 900), Resource: '*' }],
])('a statement with too many %s is split, and allows the same', (_what, large) => {
  const { managed } = withinLimits('deploy', { resources: policy(large) });
  for (const size of sizes(managed)) expect(size).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
  for (const action of [large.Action].flat())
    for (const resource of [large.Resource].flat())
      expect(evaluate(Object.values(managed), { action: String(action), resource: String(resource) })).toBe('allowed');
});

test('a role that would need more managed policies than IAM attaches is an error', () => {
  const huge = policy(...Array.from({ length: 30 }, (_, index) => statement(`service${index}`, 60)));
  expect(() => withinLimits('deploy', { resources: huge })).toThrow(
    /The role deploy needs \d\d managed policies, and IAM attaches 10/,
  );
});

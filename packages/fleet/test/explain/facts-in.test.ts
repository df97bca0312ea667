import type { ExplainedFact } from '@goldenpath/model';
import { factsIn } from '../../src/explain/explain';

function fact(overrides: Partial<ExplainedFact>): ExplainedFact {
  return {
    fact: 'replicas',
    group: 'Pods',
    value: 2,
    source: { from: 'spec', file: 'apps/shop/app.yaml', line: 6, column: 11 },
    ...overrides,
  };
}

const inEach = [
  fact({ environment: 'dev' }),
  fact({ environment: 'test' }),
  fact({
    environment: 'prod',
    value: 4,
    source: { from: 'override', file: 'apps/shop/app.yaml', line: 9, column: 15 },
  }),
];

test('only facts of the environments asked for are kept, and those of all', () => {
  const facts = [fact({ fact: 'port' }), ...inEach];
  expect(factsIn(facts, ['prod']).map((each) => [each.fact, each.environment])).toEqual([
    ['port', undefined],
    ['replicas', 'prod'],
  ]);
  expect(factsIn(facts, [])).toEqual(facts);
});

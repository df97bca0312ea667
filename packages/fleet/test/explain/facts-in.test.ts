import { fact, inEach } from '@goldenpath/testing/explained-facts';
import { factsIn } from '../../src/explain/explain';

test('only facts of the requested environments and of all environments are kept', () => {
  const facts = [fact({ fact: 'port' }), ...inEach];
  expect(factsIn(facts, ['prod']).map((each) => [each.fact, each.environment])).toEqual([
    ['port', undefined],
    ['replicas', 'prod'],
  ]);
  expect(factsIn(facts, [])).toEqual(facts);
});

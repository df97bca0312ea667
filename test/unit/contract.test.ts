import { builtInRegistry } from '@goldenpath/parts';
import type { FleetFacts } from '@goldenpath/model';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { describeGeneratorContract } from '@goldenpath/testing/generator-contract';
import { GENERATORS } from '@goldenpath/testing/generators';
import { describePartContract, onlyFactsOf } from '@goldenpath/testing/part-contract';

let facts: FleetFacts;

beforeAll(async () => {
  ({ facts } = await openFleet(ROOT));
});

GENERATORS.forEach((generator) => describeGeneratorContract(generator, () => facts));
builtInRegistry.parts.forEach((part) => describePartContract(part, builtInRegistry, () => facts));

test('the fleet of the tests uses every part', () => {
  const uses = (has: (part: (typeof builtInRegistry.parts)[number]) => boolean) =>
    builtInRegistry.parts.filter((part) => !has(part)).map(({ name }) => name);
  expect(
    uses((part) =>
      facts.apps.some(
        (app) => part.onceOf(app) !== undefined || app.environments.some((inOne) => part.factsOf(inOne) !== undefined),
      ),
    ),
  ).toEqual([]);
});

test('a part that reads the facts of another part is noticed', () => {
  const others = builtInRegistry.parts.filter(({ name }) => name !== 'route');
  const [app] = onlyFactsOf(facts, others).apps;
  expect(() => app?.environments[0]?.workload).toThrow('The facts of workload are read.');
  expect(app?.environments[0]?.route).toEqual(facts.apps[0]?.environments[0]?.route);
});

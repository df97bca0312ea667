import { join } from 'node:path';
import type { AnyPart } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import type { FleetFacts } from '@goldenpath/model';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { describeGeneratorContract } from '@goldenpath/testing/generator-contract';
import { GENERATORS } from '@goldenpath/testing/generators';
import { describePartContract, onlyFactsOf } from '@goldenpath/testing/part-contract';

/** The example fleet. */
let facts: FleetFacts;
/** The fleet with the parts that no application of the example fleet uses. */
let others: FleetFacts;

beforeAll(async () => {
  ({ facts } = await openFleet(ROOT));
  ({ facts: others } = await openFleet(join(__dirname, 'every-part')));
});

GENERATORS.forEach((generator) => describeGeneratorContract(generator, () => facts));
builtInRegistry.parts.forEach((part) =>
  describePartContract(part, builtInRegistry, () => (uses(facts, part) ? facts : others)),
);

function uses({ apps }: FleetFacts, part: AnyPart): boolean {
  return apps.some(
    (app) => part.onceOf(app) !== undefined || app.environments.some((inOne) => part.factsOf(inOne) !== undefined),
  );
}

test('the fleets of the tests use every part', () => {
  const unused = builtInRegistry.parts.filter(
    // A part that only switches previews on has no facts.
    (part) => part.hasPreviews === undefined && !uses(facts, part) && !uses(others, part),
  );
  expect(unused.map(({ name }) => name)).toEqual([]);
});

test('a part that reads the facts of another part is noticed', () => {
  const rest = builtInRegistry.parts.filter(({ name }) => name !== 'route');
  const [app] = onlyFactsOf(facts, rest).apps;
  expect(() => app?.environments[0]?.workload).toThrow('The facts of workload are read.');
  expect(app?.environments[0]?.route).toEqual(facts.apps[0]?.environments[0]?.route);
});

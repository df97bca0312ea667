import fc from 'fast-check';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { MUTANTS } from '@goldenpath/testing/strict-schemas/mutants';
import { type StrictCheck, strictCheck } from '@goldenpath/testing/strict-schemas/strict-schemas';

const FLEETS = { numRuns: 25, seed: Number(process.env['FLEET_SEED'] ?? 1) };

let mistakesIn: StrictCheck;
beforeAll(() => {
  mistakesIn = strictCheck();
}, 60_000);

function objectsOf({ apps }: FleetFacts): KubernetesObject[] {
  return apps.flatMap(({ name, environments }) =>
    environments.flatMap((facts) => renderApp(name, facts, builtInRegistry)),
  );
}

function expectNoMistakes(objects: readonly KubernetesObject[]): void {
  const found = objects.map((object) => [`${object.kind} ${object.metadata.name}`, mistakesIn(object)] as const);
  expect(found.filter(([, mistakes]) => mistakes.length > 0)).toEqual([]);
}

test('every object of the example fleet has only fields that exist, of their types', async () => {
  const { facts } = await openFleet(ROOT);
  const objects = objectsOf(facts);
  expect(objects.length).toBeGreaterThan(50);
  expectNoMistakes(objects);
});

test('so has every object of fleets of every shape, and no kind is missing', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(arbitraryFleet(), (fleet) => {
      const objects = objectsOf(factsOf(fleet));
      for (const { kind } of objects) kinds.add(kind);
      expectNoMistakes(objects);
    }),
    FLEETS,
  );
  expect([...kinds].sort()).toEqual([...new Set(MUTANTS.map(({ of }) => of.kind))].sort());
});

describe('the schemas refuse', () => {
  test.each(MUTANTS)('$what', ({ of, change, mistake }) => {
    expectNoMistakes([of]);
    const mutant = structuredClone(of);
    change(mutant);
    expect(mistakesIn(mutant).join('\n')).toMatch(mistake);
  });
});

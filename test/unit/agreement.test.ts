import fc from 'fast-check';
import type { FleetFacts } from '@goldenpath/model';
import { type Agreement, AGREEMENTS, extremeFleet } from '@goldenpath/testing/agreement';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { type Planes, renderPlanes } from '@goldenpath/testing/planes';

/** The same fleets in every run, so that a test fails because of what was changed. `FLEET_SEED` chooses others. */
const RUNS = { numRuns: 40, seed: Number(process.env['FLEET_SEED'] ?? 1) };

/** Each agreement is checked on the same fleets: those are rendered once. */
const rendered = new Map<string, Planes>();

function planesOf(facts: FleetFacts): Planes {
  const key = JSON.stringify(facts);
  const planes = rendered.get(key) ?? renderPlanes(facts);
  rendered.set(key, planes);
  return planes;
}

function checkWritten({ check }: Agreement, fleet: Parameters<typeof factsOf>[0]): void {
  check(planesOf(factsOf(fleet)), fleet.platform);
}

describe.each(AGREEMENTS)('$name', (agreement) => {
  test('in the example fleet', async () => {
    const { facts, loaded } = await openFleet(ROOT);
    agreement.check(planesOf(facts), loaded.platform);
  });

  test('where every name is as long as it may be', () => checkWritten(agreement, extremeFleet()));

  test('in fleets of every shape', () => {
    fc.assert(
      fc.property(arbitraryFleet(), (fleet) => checkWritten(agreement, fleet)),
      RUNS,
    );
  });
});

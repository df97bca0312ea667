import { NamedTexts } from '@goldenpath/files';
import { applicationStack, environmentStack, type StackContext } from '@goldenpath/infra';
import { appManifests, ManifestShapes } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import fc from 'fast-check';
import { arbitraryFleet, factsOf, type WrittenFleet } from '@goldenpath/testing/fleet-arbitrary';

/** The same fleets in every run, so that a test fails because of what was changed. `FLEET_SEED` chooses others. */
const RUNS = { numRuns: 25, seed: Number(process.env['FLEET_SEED'] ?? 1) };

const NAMES = [
  'orders-api',
  'users-web-7',
  'a-name-that-is-as-long-as-a-name-may-be-and-longer',
  'x1-y2-z3',
  'dev-prod',
];

/** Each application under several names and of several teams; what is named after it is so too. */
function renamed(fleet: WrittenFleet): WrittenFleet {
  const apps = fleet.apps.flatMap((app) =>
    NAMES.map((name, index) => {
      const { uses: _uses, ...copy } = { uses: [], ...app };
      const { teams } = fleet.platform;
      const owner = teams[index % teams.length] ?? app.owner;
      return { ...(JSON.parse(JSON.stringify(copy).replaceAll(app.name, name)) as typeof app), name, owner };
    }),
  );
  return { ...fleet, apps };
}

function stacksOf({ apps, platform }: FleetFacts, texts: NamedTexts | undefined): (string | undefined)[] {
  const context: StackContext = { platform, registry: builtInRegistry, ...(texts !== undefined && { texts }) };
  return apps.flatMap((app) => [
    applicationStack(app, context)?.content,
    ...app.environments.map((inOne) => environmentStack(app, inOne, context)?.content),
  ]);
}

test('stacks that names are put into are those that are built', () => {
  fc.assert(
    fc.property(arbitraryFleet({ maxApps: 2 }), (fleet) => {
      const facts = factsOf(renamed(fleet));
      expect(stacksOf(facts, new NamedTexts())).toEqual(stacksOf(facts, undefined));
    }),
    RUNS,
  );
});

test('most stacks of applications that differ in their names are not built', () => {
  const [fleet] = fc.sample(arbitraryFleet({ maxApps: 1 }), { numRuns: 1, seed: 1 });
  const texts = new NamedTexts();
  const text = jest.spyOn(texts, 'text');
  let built = 0;
  const count = (made: string) => {
    built += 1;
    return made;
  };
  const { text: original } = NamedTexts.prototype;
  text.mockImplementation((input, names, make) =>
    original.call(texts, input, names, (one) => count(make(one as typeof input))),
  );
  const facts = factsOf(renamed({ ...(fleet as WrittenFleet) }));
  const made = stacksOf(facts, texts).filter((one) => one !== undefined);
  expect(made.length).toBeGreaterThan(0);
  expect(built).toBeLessThan(made.length);
});

function manifestsOf({ apps }: FleetFacts, shapes: ManifestShapes | undefined) {
  return apps.flatMap((app) => appManifests(app, builtInRegistry, {}, undefined, shapes));
}

test('manifests that names are put into are those that are made of the facts alone', () => {
  fc.assert(
    fc.property(arbitraryFleet({ maxApps: 2 }), (fleet) => {
      const facts = factsOf(renamed(fleet));
      expect(manifestsOf(facts, new ManifestShapes(builtInRegistry, true))).toEqual(manifestsOf(facts, undefined));
    }),
    RUNS,
  );
});

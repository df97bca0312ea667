import fc from 'fast-check';
import { appManifests, type ReleasedImage, type Releases, renderApp } from '@goldenpath/manifests';
import type { AppFacts, FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet, ROOT } from '@goldenpath/testing/fleet';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import { byIdentity, kubectlKustomize } from '@goldenpath/testing/kustomize';

const FLEETS = { numRuns: 20, seed: Number(process.env['FLEET_SEED'] ?? 1) };

/** What was released of an application everywhere; nothing of one that is not built. */
function releasedEverywhere({ environments }: AppFacts, release: ReleasedImage | undefined): Releases {
  const built = environments.filter(({ workload }) => workload?.image.source === 'built');
  return Object.fromEntries(
    built.flatMap(({ environment }) => (release === undefined ? [] : [[environment, release]])),
  );
}

/** Builds the overlays of these applications in one environment, and compares object for object. */
function expectEqual(apps: readonly AppFacts[], environment: string, release?: ReleasedImage): void {
  const there = apps.filter((app) =>
    app.environments.some((facts) => facts.environment === environment && facts.workload),
  );
  const releases = new Map(there.map((app) => [app, releasedEverywhere(app, release)]));
  const built = kubectlKustomize(
    there.flatMap((app) => appManifests(app, builtInRegistry, releases.get(app))),
    there.map(({ manifestsPath }) => `${manifestsPath}/overlays/${environment}`),
  );
  const rendered = there.flatMap((app) =>
    app.environments
      .filter((facts) => facts.environment === environment)
      .flatMap((facts) => renderApp(app.name, facts, builtInRegistry, releases.get(app)?.[environment])),
  );
  expect(byIdentity(built)).toEqual(byIdentity(rendered));
  expect(built).toHaveLength(rendered.length);
}

function environmentsOf({ platform }: FleetFacts): string[] {
  return platform.environments.map(({ name }) => name);
}

describe('kustomize builds an overlay to the objects of the charts', () => {
  test('for each application of the example fleet, in each environment', async () => {
    const { facts } = await openFleet(ROOT);
    for (const app of facts.apps) for (const environment of environmentsOf(facts)) expectEqual([app], environment);
  });

  const release = fc.constantFrom<(ReleasedImage | undefined)[]>(
    undefined,
    { newTag: 'prod-1a2b3c4' },
    { newTag: '1.10' },
    { newTag: '0123456' },
    { digest: `sha256:${'c'.repeat(64)}` },
    { newName: 'mirror.example.com:5000/built/here', newTag: 'v1', digest: `sha256:${'0'.repeat(64)}` },
  );

  test('for fleets of every shape, whatever was released', () => {
    fc.assert(
      fc.property(arbitraryFleet(), release, (fleet, released) => {
        const facts = factsOf(fleet);
        for (const environment of environmentsOf(facts)) expectEqual(facts.apps, environment, released);
      }),
      FLEETS,
    );
  }, 60_000);
});

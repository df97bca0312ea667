import { builtInRegistry } from '@goldenpath/parts';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { checkOverrides } from '@goldenpath/infra';
import { checkPatches } from '@goldenpath/manifests';
import { nameConflicts, resolveFleet } from '@goldenpath/model';
import { formatDiagnostic, loadFleet } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { arbitraryFleet, factsOf, type WrittenFleet } from '@goldenpath/testing/fleet-arbitrary';
import { writeFleet } from '@goldenpath/testing/write-fleet';

async function load(fleet: WrittenFleet) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fleet-'));
  try {
    writeFleet(folder, fleet);
    return await loadFleet(
      {
        appsFolder: path.join(folder, 'apps'),
        platformFile: path.join(folder, 'platform.yaml'),
        relativeTo: folder,
      },
      builtInRegistry,
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe('generated fleets', () => {
  it('are valid, are read as they were written, and resolve to the same facts from files and from memory', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryFleet(), async (fleet) => {
        const { fleet: loaded, diagnostics } = await load(fleet);
        expect(diagnostics.map(formatDiagnostic)).toEqual([]);
        if (loaded === undefined) throw new Error('a fleet without diagnostics was not loaded');
        expect(loaded.apps.map(({ written }) => written)).toEqual(
          [...fleet.apps].sort((a, b) => (a.name < b.name ? -1 : 1)),
        );
        const facts = resolveFleet(
          loaded.platform,
          loaded.apps.map(({ spec }) => spec),
          builtInRegistry,
        );
        expect(facts).toEqual(factsOf(fleet));
        expect(nameConflicts(facts, loaded).map(formatDiagnostic)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('resolve to the same facts for any order of the applications', () => {
    fc.assert(
      fc.property(arbitraryFleet(), (fleet) => {
        const reversed = { ...fleet, apps: [...fleet.apps].reverse() };
        expect(JSON.stringify(factsOf(reversed))).toBe(JSON.stringify(factsOf(fleet)));
      }),
      { numRuns: 50 },
    );
  });

  it('have patches and overrides that the objects and resources take, and that no guard refuses', () => {
    fc.assert(
      fc.property(arbitraryFleet({ maxApps: 2 }), (fleet) => {
        const { platform, apps } = factsOf(fleet);
        for (const app of apps) {
          const inPreviews =
            app.pullRequests === undefined
              ? []
              : checkPatches(app.name, app.pullRequests.facts, builtInRegistry, { isPreview: true });
          expect([
            ...app.environments.flatMap((facts) => checkPatches(app.name, facts, builtInRegistry)),
            ...inPreviews,
            ...checkOverrides(app, { platform, registry: builtInRegistry }),
          ]).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('have every kind, edges between applications and overrides', () => {
    const apps = fc.sample(arbitraryFleet(), { numRuns: 200, seed: 1 }).flatMap((fleet) => fleet.apps);
    expect(new Set(apps.map(({ kind }) => kind)).size).toBe(5);
    expect(apps.filter((app) => 'database' in app && 'storage' in app).length).toBeGreaterThan(10);
    expect(apps.filter((app) => 'uses' in app).length).toBeGreaterThan(20);
    expect(apps.filter(({ overrides }) => Object.keys(overrides ?? {}).length > 0).length).toBeGreaterThan(50);
  });
});

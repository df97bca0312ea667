import * as path from 'node:path';
import type { Job } from '../../src/synth/generators';
import { fleetContext } from '../../src/context';
import { loadValidFleet } from '../../src/load/load-valid-fleet';
import { plannedFleet } from '../../src/synth/planned-fleet';
import { synthesise } from '../../src/synth/synthesise';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

// The output does not matter here, and generating it needs the compiled generators.
jest.mock('../../src/synth/generators', () => ({
  ...jest.requireActual<object>('../../src/synth/generators'),
  generate: ({ manifests }: Job) => Promise.resolve(manifests.map((unit) => ({ tree: 'manifests', unit, files: [] }))),
}));

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

test('progress counts every step up to the total', async () => {
  const told: unknown[] = [];
  const context = fleetContext({ cwd: folder.root, onProgress: (progress) => void told.push(progress) });
  await synthesise(plannedFleet(await loadValidFleet(context), ''), {
    output: { roots: { manifests: path.join(folder.root, 'gitops') } },
    selection: { apps: [], environments: [] },
    check: false,
    context,
  });
  // The base of the one application and its overlays in dev and prod, Argo CD, and the clusters of dev and prod.
  expect(told).toEqual([1, 2, 3, 4, 5, 6].map((done) => ({ kind: 'units', done, all: 6 })));
});

test('the facts of an application are forgotten when it was made, and resolved again for whoever asks', async () => {
  const context = fleetContext({ cwd: folder.root });
  const loaded = await loadValidFleet(context);
  const [app] = loaded.facts.apps;
  const fleet = plannedFleet(loaded, '');
  const facts = async () => (await fleet.facts()).app(app?.name ?? '');
  expect(await facts()).toBe(app);
  await synthesise(fleet, {
    output: { roots: { manifests: path.join(folder.root, 'gitops') } },
    selection: { apps: [], environments: [] },
    check: false,
    context,
  });
  expect(await facts()).not.toBe(app);
  expect(await facts()).toEqual(app);
});

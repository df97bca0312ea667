import * as path from 'node:path';
import type { Job } from '../../src/synth/generators';
import { openFleet } from '../../src/load/load-fleet';
import { synthesise } from '../../src/synth/synthesise';
import { type FleetFolder, fleetFolder } from '../../../../test/support/fleet-folder';

// What is made does not matter here, and making it takes the compiled generators.
jest.mock('../../src/synth/generators', () => ({
  generate: ({ manifests }: Job) => Promise.resolve(manifests.map((unit) => ({ tree: 'manifests', unit, files: [] }))),
}));

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

test('progress counts up to all that there is to do, one at a time', async () => {
  const { facts } = await openFleet(folder.source);
  const told: [number, number][] = [];
  await synthesise(facts, {
    output: { roots: { manifests: path.join(folder.root, 'gitops') } },
    selection: { apps: [], environments: [] },
    check: false,
    onProgress: (done, all) => void told.push([done, all]),
  });
  // The base of the one application and its overlays in dev and prod.
  expect(told).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

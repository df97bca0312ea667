import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

test('an aborted synthesis rejects with the reason of the signal, and writes nothing', async () => {
  const before = folder.tree();
  const stopped = new Error('stopped');
  const fleet = openFleet({ cwd: folder.root, signal: AbortSignal.abort(stopped) });
  await expect(fleet.synth()).rejects.toBe(stopped);
  expect(folder.tree().filter((file) => file.includes('kustomization') || file.includes('cdk.tf.json'))).toEqual([]);
  expect(folder.tree()).toEqual(expect.arrayContaining(before));
});

test('a real cloud is not changed without approval', async () => {
  const before = folder.tree();
  await expect(openFleet({ cwd: folder.root }).deploy()).rejects.toThrow(
    'changes a real cloud, and nothing approves it',
  );
  expect(folder.tree()).toEqual(before);
});

test('code of specs runs through `runCode`, and data does not', async () => {
  let runs = 0;
  const runCode = <T>(work: () => Promise<T>) => {
    runs += 1;
    return work();
  };
  await openFleet({ cwd: folder.root, runCode }).validate();
  expect(runs).toBe(0);
});

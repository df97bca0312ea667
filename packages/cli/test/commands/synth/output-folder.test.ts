import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { synth } from '../../../src/commands/synth/run';
import { contextOf } from '../../context';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;
let before: string[];

beforeEach(() => {
  folder = fleetFolder();
  before = folder.tree();
});
afterEach(() => folder.remove());

const run = (flags: Parameters<typeof synth>[0]) => synth(flags, contextOf(folder.root, false));

test.each(['apps', 'apps/orders', 'apps/orders/dist', './apps/../apps'])(
  'nothing is written to %s: every folder there is an application',
  async (out) => {
    await expect(run({ out })).rejects.toThrow('where every folder is an application');
    expect(folder.tree()).toEqual(before);
  },
);

test('nor by a command that runs Terraform on its output', async () => {
  const planned = openFleet({ cwd: folder.root }).plan({ out: 'apps/dist', simulate: true });
  await expect(planned).rejects.toThrow('where every folder is an application');
  expect(folder.tree()).toEqual(before);
});

test('nor to the default folder, if that is among the applications', async () => {
  const platform = path.join(folder.root, 'platform.yaml');
  await expect(run({ apps: '.', platform })).rejects.toThrow('where every folder is an application');
  expect(folder.tree()).toEqual(before);
});

test('an empty name is an error, not the working directory', async () => {
  await expect(run({ out: '' })).rejects.toThrow('is empty');
  expect(folder.tree()).toEqual(before);
});

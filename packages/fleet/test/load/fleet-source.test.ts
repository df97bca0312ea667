import * as fs from 'node:fs';
import * as path from 'node:path';
import { fleetSource, nearestPlatformFile } from '../../src/load/fleet-source';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

let folder: FleetFolder;

beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

test('the fleet is found from every folder below its platform file', () => {
  for (const below of ['', 'apps', 'apps/orders'])
    expect(fleetSource({ cwd: path.join(folder.root, below) })).toMatchObject({
      platformFile: path.join(folder.root, 'platform.yaml'),
      appsFolder: path.join(folder.root, 'apps'),
    });
});

test('the nearest platform file is used, and of two in one folder the one that is data', () => {
  const inner = path.join(folder.root, 'apps/orders');
  fs.writeFileSync(path.join(inner, 'platform.ts'), '');
  expect(fleetSource({ cwd: inner }).platformFile).toBe(path.join(inner, 'platform.ts'));
  fs.writeFileSync(path.join(inner, 'platform.yaml'), '');
  expect(fleetSource({ cwd: inner }).platformFile).toBe(path.join(inner, 'platform.yaml'));
});

test('without a platform file, the path is in the folder of the command', () => {
  const elsewhere = path.join(folder.root, 'apps/orders');
  fs.rmSync(path.join(folder.root, 'platform.yaml'));
  expect(fleetSource({ cwd: elsewhere }).platformFile).toBe(path.join(elsewhere, 'platform.yaml'));
});

test('a platform file of another user is used only in the folder of the command', () => {
  const platformFile = path.join(folder.root, 'platform.yaml');
  const ownerOf = (file: string) => (file === platformFile ? 1 : 2);
  const apps = path.join(folder.root, 'apps');
  expect(nearestPlatformFile(apps, ownerOf)).toBe(path.join(apps, 'platform.yaml'));
  expect(nearestPlatformFile(folder.root, ownerOf)).toBe(platformFile);
});

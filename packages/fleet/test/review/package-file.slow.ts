import * as fs from 'node:fs';
import * as path from 'node:path';
import { openFleet } from '@goldenpath/fleet';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';
import { git } from '@goldenpath/testing/git';

const MANIFEST = {
  name: 'fleet',
  version: '1.0.0',
  scripts: { test: 'jest', build: 'make' },
  devDependencies: { '@goldenpath/cli': '1.0.0' },
};

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
  git(folder.root, ['init', '-q', '-b', 'main']);
  commit(JSON.stringify(MANIFEST));
});
afterEach(() => folder.remove());

function commit(manifest: string | undefined): void {
  const file = path.join(folder.root, 'package.json');
  if (manifest === undefined) fs.rmSync(file);
  else fs.writeFileSync(file, manifest);
  git(folder.root, ['add', '-A']);
  git(folder.root, ['commit', '-qm', 'x']);
}

const everything = async (head?: string) => {
  const fleet = openFleet({ cwd: folder.root, env: process.env });
  return (await fleet.affected({ base: 'HEAD^', ...(head !== undefined && { head }) })).everything;
};

test.each<[string, object]>([
  ['a version number', { version: '2.0.0' }],
  ['a description', { description: 'A fleet' }],
  ['a test script', { scripts: { ...MANIFEST.scripts, test: 'vitest' } }],
  ['the settings of a tool', { jest: { verbose: true }, 'lint-staged': {} }],
])('%s in package.json affects nothing', async (_what, change) => {
  commit(JSON.stringify({ ...MANIFEST, ...change }, null, 2));
  expect(await everything('HEAD')).toBeNull();
  expect(await everything()).toBeNull();
});

test.each<[string, object | string | undefined]>([
  ['another version of a package', { devDependencies: { '@goldenpath/cli': '2.0.0' } }],
  ['an override', { overrides: { cdk8s: '2.0.0' } }],
  ['settings of pnpm', { pnpm: { patchedDependencies: { cdk8s: 'x.patch' } } }],
  ['a package manager', { packageManager: 'pnpm@10.0.0' }],
  ['a script that changes packages', { scripts: { ...MANIFEST.scripts, postinstall: 'patch-package' } }],
  ['the build of the generators', { scripts: { ...MANIFEST.scripts, build: 'other' } }],
  ['a file that is not JSON', '{'],
  ['no file', undefined],
])('%s affects everything', async (_what, change) => {
  commit(typeof change === 'object' ? JSON.stringify({ ...MANIFEST, ...change }) : change);
  expect(await everything('HEAD')).toBe('other generators');
  expect(await everything()).toBe('other generators');
});

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openClone } from '@goldenpath/git';
import { fleetPathsIn, presenceIn } from '../../src/review/fleet-paths';
import { generatorsChanged } from '../../src/review/generators-changed';
import { git, repositoryFolder } from '@goldenpath/testing/clone';
import { writeFiles } from '@goldenpath/testing/folders';

test.each([
  ['package.json', true],
  ['fleet/pnpm-lock.yaml', true],
  ['fleet/apps/a/package.json', false],
  ['other/package-lock.json', false],
  ['fleet/apps/a/app.yaml', false],
  ['packages/manifests/src/index.ts', false],
])('whether generators have changed with %s: %s', async (file, expected) => {
  const folder = repositoryFolder({ 'fleet/platform.yaml': 'x' });
  const first = git(folder, 'rev-parse', 'HEAD');
  mkdirSync(join(folder, file, '..'), { recursive: true });
  writeFileSync(join(folder, file), 'changed');
  const repository = await openClone(folder, process.env);
  expect(await generatorsChanged(repository, join(folder, 'fleet'), first, undefined)).toBe(expected);
});

describe('the earlier folder of a fleet', () => {
  const now = (folder: string) => ({
    platformFile: join(folder, 'infra', 'platform.yaml'),
    appsFolder: join(folder, 'infra', 'services'),
    relativeTo: folder,
  });
  const placeIn = async (before: Readonly<Record<string, string>>, kept: readonly string[] = []) => {
    const folder = repositoryFolder(before);
    const first = git(folder, 'rev-parse', 'HEAD');
    for (const file of Object.keys(before)) if (!kept.includes(file)) rmSync(join(folder, file));
    writeFiles(folder, { 'infra/platform.yaml': '', 'infra/services/a/app.yaml': '' });
    const repository = await openClone(folder, process.env);
    return fleetPathsIn(repository, now(folder), first, await presenceIn(repository, null));
  };

  test.each([
    ['where it is', { 'infra/platform.yaml': 'x' }, 'infra/platform.yaml', 'infra/services'],
    ['a program', { 'infra/platform.ts': 'x' }, 'infra/platform.ts', 'infra/services'],
    ['at the top', { 'platform.yaml': 'x' }, 'platform.yaml', 'services'],
    ['elsewhere', { 'old/place/platform.ts': 'x' }, 'old/place/platform.ts', 'old/place/services'],
  ])('%s', async (_, before, platformFile, appsFolder) => {
    expect(await placeIn(before)).toEqual({ platformFile, appsFolder });
  });

  test('is not that of another fleet that did not move', async () => {
    expect(await placeIn({ 'other/platform.yaml': 'x' }, ['other/platform.yaml'])).toBeUndefined();
    expect(await placeIn({ 'no-fleet': 'x' })).toBeUndefined();
  });

  test('is not that of another fleet that a sparse checkout leaves out', async () => {
    const folder = repositoryFolder({ 'other/platform.yaml': 'x', 'infra/a': 'a' });
    const first = git(folder, 'rev-parse', 'HEAD');
    git(folder, 'sparse-checkout', 'set', 'infra');
    writeFiles(folder, { 'infra/platform.yaml': '', 'infra/services/a/app.yaml': '' });
    const repository = await openClone(folder, process.env);
    expect(await fleetPathsIn(repository, now(folder), first, await presenceIn(repository, null))).toBeUndefined();
  });

  test('is an error if several fleets are gone', async () => {
    await expect(placeIn({ 'a/platform.yaml': 'x', 'b/platform.yaml': 'y' })).rejects.toThrow(
      /several platform files .* "a\/platform.yaml", "b\/platform.yaml"/,
    );
  });
});

import { dirname, join } from 'node:path';
import { platformManifests } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { byIdentity, kustomizeFolder } from '@goldenpath/testing/kustomize';
import { platformObjects, platformsOf } from '@goldenpath/testing/platform-objects';
import { platformWith } from './support/facts';

test('kustomize builds every folder of the platform to its objects', async () => {
  for (const platform of platformsOf(await platformWith())) {
    const files = platformManifests(platform);
    const root = testFolder(Object.fromEntries(files.map(({ path, content }) => [path, content])));
    const folders = [...new Set(files.map(({ path }) => dirname(path)))];
    expect(folders).toHaveLength(1 + platform.environments.length);
    const built = folders.flatMap((folder) => kustomizeFolder(join(root, folder)));
    expect(byIdentity(built)).toEqual(byIdentity(platformObjects(platform)));
  }
}, 300_000);

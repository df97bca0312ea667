import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { ended, startPublisher } from './support/child';
import { brokenPromises, filesOf, repaired } from './support/interrupted';
import type { Units } from './support/publish';
import { testdir } from '@goldenpath/testing/testdir';

const KILLS = 50;
const APPS = 100;
const lastFiles = ['manifest.json'];

/** Apps of which each version has some alone, changes some, and leaves some as they are. */
function version(number: 0 | 1): Units {
  const units: Record<string, Record<string, string>> = { index: { 'manifest.json': `{"version":${number}}` } };
  for (let app = 0; app < APPS; app++) {
    if (app % 5 === number) continue;
    const files: Record<string, string> = {};
    for (const part of ['base/deployment', 'base/service', 'overlays/prod/ingress', `overlays/only-${number}/x`]) {
      const changes = app % 3 === 0 ? 0 : number;
      files[`apps/app-${app}/deploy/${part}.yaml`] = `app ${app}, ${part}, version ${changes}\n`.repeat(40);
    }
    units[`app-${app}`] = files;
  }
  return units;
}

const VERSIONS = [version(0), version(1)];

test(`${KILLS} publishers killed at random points leave nothing that is broken and passes for whole`, async () => {
  const folder = testdir();
  const trees = ['gitops', 'stacks'].map((name) => ({ root: join(folder, name), lastFiles }));
  let interruptions = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await startPublisher({ trees, versions: VERSIONS, rounds: 10_000 });
    await sleep(Math.random() * 200);
    child.kill('SIGKILL');
    expect((await ended(child)).code).toBe('SIGKILL');
    for (const tree of trees) {
      expect(brokenPromises(tree.root, [{}, ...VERSIONS], lastFiles)).toEqual([]);
      const wanted = VERSIONS[kill % 2] ?? {};
      // Every other kill meets what the one before it left.
      if (kill % 4 < 2) continue;
      const [files, own] = await repaired(tree, wanted);
      expect(files).toEqual(filesOf(wanted));
      expect(own).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
      interruptions++;
    }
  }
  expect(interruptions).toBeGreaterThan(KILLS / 2);
}, 120_000);

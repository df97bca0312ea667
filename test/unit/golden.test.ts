import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appStacks, platformStacks } from '@goldenpath/infra';
import { appManifests } from '@goldenpath/manifests';
import { builtInRegistry } from '@goldenpath/parts';
import { below, openFleet, ROOT, textByPath } from '@goldenpath/testing/fleet';
import { readFiles, writeFiles } from '@goldenpath/testing/folders';

const GOLDEN = join(ROOT, 'test', 'golden');
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

/** One application of each kind, and what they share. */
const SUBJECTS = [
  { name: 'web', kind: 'stateless-app' },
  { name: 'cache', kind: 'stateful-app' },
  { name: 'billing', kind: 'backend-app-rds' },
  { name: 'ledger', kind: 'rds-database' },
] as const;

/** The tree that is kept; refreshed with what was made where that is asked for. */
function golden(name: string, made: Record<string, string>): Record<string, string> {
  const folder = join(GOLDEN, name);
  if (UPDATE) {
    rmSync(folder, { recursive: true, force: true });
    writeFiles(folder, made);
  }
  return existsSync(folder) ? readFiles(folder) : {};
}

test.each(SUBJECTS)('$name is made as its golden folder shows', async ({ name, kind }) => {
  const { facts } = await openFleet(GOLDEN);
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) throw new Error(`The golden fleet has no ${name}.`);
  expect(app.kind).toBe(kind);
  const made = textByPath([
    ...below('gitops', appManifests(app, builtInRegistry)),
    ...appStacks(app, facts.platform, builtInRegistry),
  ]);
  expect(made).toEqual(golden(name, made));
});

test('what applications share is made as its golden folder shows', async () => {
  const { facts } = await openFleet(GOLDEN);
  const made = textByPath(platformStacks(facts.platform, builtInRegistry));
  expect(made).toEqual(golden('platform', made));
});

test('every application of the golden fleet has a golden folder', async () => {
  const { facts } = await openFleet(GOLDEN);
  expect(facts.apps.map((app) => app.name)).toEqual(SUBJECTS.map(({ name }) => name as string).sort());
});

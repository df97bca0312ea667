import { catalogFiles, catalogInfo } from '@goldenpath/catalog';
import type { GeneratedFile } from '@goldenpath/files';
import { applicationRepository } from '@goldenpath/scaffold';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet as openFleetApi } from '@goldenpath/fleet';
import { appStacks, platformStacks } from '@goldenpath/infra';
import { appManifests } from '@goldenpath/manifests';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { below, openFleet, platformManifests, ROOT, textByPath } from '@goldenpath/testing/fleet';
import { writeFiles } from '@goldenpath/testing/folders';

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
  return existsSync(folder) ? filesIn(folder) : {};
}

/** The text of every file below a folder, by its path. */
function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Locks and the certificates of Amazon are copied as they are, and the record repeats what is beside it. */
const COPIED = /^(package-lock\.json|requirements(-dev)?\.txt|certs\/.*|\.goldenpath\.json)$/;

/** The repository of an application, without what is copied. */
function repository(app: AppFacts, platform: PlatformFacts): GeneratedFile[] {
  const entry = catalogInfo(app, platform.organisation, builtInRegistry);
  const files = applicationRepository(app, platform, builtInRegistry, { others: entry === undefined ? [] : [entry] });
  return files.filter(({ path }) => !COPIED.test(path));
}

test.each(SUBJECTS)('$name is made as its golden folder shows', async ({ name, kind }) => {
  const { facts } = await openFleet(GOLDEN);
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) throw new Error(`The golden fleet has no ${name}.`);
  expect(app.kind).toBe(kind);
  const made = textByPath([
    ...below('gitops', appManifests(app, builtInRegistry)),
    ...appStacks(app, facts.platform, builtInRegistry),
    ...below('repository', repository(app, facts.platform)),
  ]);
  expect(made).toEqual(golden(name, made));
});

test('what applications share is made as its golden folder shows', async () => {
  const { facts } = await openFleet(GOLDEN);
  const made = textByPath([
    ...platformStacks(facts.platform, builtInRegistry),
    ...below('catalog', catalogFiles(facts, builtInRegistry)),
    ...below('gitops', platformManifests(facts.platform)),
  ]);
  expect(made).toEqual(golden('platform', made));
});

test('every application of the golden fleet has a golden folder', async () => {
  const { facts } = await openFleet(GOLDEN);
  expect(facts.apps.map((app) => app.name)).toEqual(SUBJECTS.map(({ name }) => name as string).sort());
});

test('the catalog of databases is made as its golden file shows', async () => {
  const { rds } = openFleetApi({ cwd: GOLDEN });
  if (UPDATE) await rds.catalog();
  expect((await rds.catalog({ check: true })).found).toBe('same');
});

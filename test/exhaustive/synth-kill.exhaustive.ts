import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { IncompleteTreeError, readCompleteTree } from '@goldenpath/output';
import { ended, goldenpath, startGoldenpath } from '@goldenpath/testing/command';
import { fleetVersion } from '@goldenpath/testing/fleet-versions';
import { outputFiles, testFolder } from '@goldenpath/testing/folders';

const KILLS = 50;
const APPS = 16;
/** About how long one run takes, and how long it moves files for, in milliseconds. */
const WHOLE_RUN = 800;
const MOVING_FILES = 20;
const TREES = ['gitops', 'repos', 'cdktf.out'] as const;
const CATALOG = 'rds-catalog.yaml';

type Files = Readonly<Record<string, string>>;

const fleets = [fleetVersion(0, APPS), fleetVersion(1, APPS)] as const;
const wholes: Files[] = [];

beforeAll(async () => {
  for (const fleet of fleets) {
    const out = testFolder();
    expect(await goldenpath(argumentsOf(fleet, out))).toMatchObject({ code: 0, stderr: '' });
    wholes.push(outputFiles(out));
  }
}, 60_000);

function argumentsOf(fleet: string, out: string): string[] {
  return ['synth', '--platform', join(fleet, 'platform.yaml'), '--out', out, '--quiet'];
}

/** The part of the files that is in one tree. */
function ofTree(files: Files, tree: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(`${tree}/`)));
}

function isVersion(files: Files, version: Files | undefined): boolean {
  const paths = Object.keys(files);
  return paths.length === Object.keys(version ?? {}).length && paths.every((path) => files[path] === version?.[path]);
}

/** Which version a tree is that readers take for complete; undefined where they refuse it. Throws for a mixture. */
function versionTaken(out: string, tree: string): number | undefined {
  const files = filesTaken(out, tree);
  if (files === undefined) return undefined;
  const version = wholes.findIndex((whole) => isVersion(files, ofTree(whole, tree)));
  if (version < 0) throw new Error(`A mixture in ${tree} passes for complete.`);
  return version;
}

function filesTaken(out: string, tree: string): Files | undefined {
  try {
    const { files } = readCompleteTree(join(out, tree));
    return Object.fromEntries(
      files.map(({ path }) => [`${tree}/${path}`, readFileSync(join(out, tree, path), 'utf8')]),
    );
  } catch (error) {
    if (error instanceof IncompleteTreeError && error.message.includes('goldenpath synth')) return undefined;
    throw error;
  }
}

/** Whatever point a run was killed at. */
function expectNothingBroken(out: string): void {
  const files = outputFiles(out);
  const halfWritten = Object.keys(files).filter((path) => !wholes.some((whole) => whole[path] === files[path]));
  expect(halfWritten).toEqual([]);
  const taken = TREES.map((tree) => versionTaken(out, tree)).filter((version) => version !== undefined);
  expect(new Set(taken).size).toBeLessThanOrEqual(1);
  // The cdktf command line knows nothing of our records: it reads what this file lists.
  const stacks = ofTree(files, 'cdktf.out');
  if (existsSync(join(out, 'cdktf.out', 'manifest.json')))
    expect(wholes.some((whole) => isVersion(stacks, ofTree(whole, 'cdktf.out')))).toBe(true);
}

/** Kills a run: at any time at all, or, every other time, while it moves files. Tells whether it was then unfinished. */
async function killOne(fleet: string, out: string, whileMoving: boolean): Promise<boolean> {
  const child = startGoldenpath(argumentsOf(fleet, out));
  const end = ended(child);
  if (whileMoving) await Promise.race([recordChanges(out), end]);
  await sleep(Math.random() * (whileMoving ? MOVING_FILES : WHOLE_RUN));
  child.kill('SIGKILL');
  await end;
  return TREES.some((tree) => filesTaken(out, tree) === undefined);
}

/** Until the record of the manifests is replaced: by one that says that they are unfinished. */
function recordChanges(out: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(join(out, 'gitops', '.goldenpath'), (_, file) => {
      if (file !== 'tree.json') return;
      watcher.close();
      resolve();
    });
    watcher.unref();
  });
}

/** Whether all trees are that version, and so is the catalog of databases, which a run writes after them. */
function isUpToDate(out: string, version: number): boolean {
  const catalog = outputFiles(out)[CATALOG];
  return TREES.every((tree) => versionTaken(out, tree) === version) && catalog === wholes[version]?.[CATALOG];
}

/** Kills runs that turn one version into the other, time after time in one folder; counts the unfinished ones. */
async function killMany(times: number): Promise<number> {
  const out = testFolder();
  await goldenpath(argumentsOf(fleets[0], out));
  let unfinished = 0;
  for (let kill = 0; kill < times; kill++) {
    const version = (kill + 1) % 2;
    const fleet = fleets[version] ?? '';
    if (await killOne(fleet, out, kill % 4 < 2)) unfinished += 1;
    expectNothingBroken(out);
    // Four kills of five meet what the one before left.
    if (kill % 5 !== 4) continue;
    const check = await goldenpath([...argumentsOf(fleet, out), '--check']);
    expect(check.code).toBe(isUpToDate(out, version) ? 0 : 1);
    expect(await goldenpath(argumentsOf(fleet, out))).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(TREES.map((tree) => versionTaken(out, tree))).toEqual(TREES.map(() => version));
    expect(outputFiles(out)).toEqual(wholes[version]);
  }
  return unfinished;
}

test(`${KILLS} killed runs leave whole files, no mixture that passes for complete, and what the next run repairs`, async () => {
  const unfinished = await Promise.all([killMany(KILLS / 2), killMany(KILLS / 2)]);
  expect(unfinished[0] + unfinished[1]).toBeGreaterThan(KILLS / 10);
}, 240_000);

test('two runs at once take turns: both succeed, and the last one’s output is exact', async () => {
  const out = testFolder();
  const runs = await Promise.all(fleets.map((fleet) => goldenpath(argumentsOf(fleet, out))));
  expect(runs).toEqual(fleets.map(() => ({ code: 0, stdout: '', stderr: '' })));
  expect(wholes.some((whole) => isVersion(outputFiles(out), whole))).toBe(true);
}, 60_000);

import * as path from 'node:path';
import { readFiles, testFolder } from '@goldenpath/testing/folders';
import { fleetVersion } from '@goldenpath/testing/fleet-versions';
import { goldenpathIn } from '@goldenpath/testing/simulated-fleet';

const SHARDS = 3;

async function synthesise(folder: string, out: string, ...flags: string[]): Promise<Record<string, string>> {
  const { code, stderr } = await goldenpathIn(folder, ['synth', '--quiet', '--out', out, ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return readFiles(out);
}

const LIST = 'cdktf.out/manifest.json';
/** Lists every database of the fleet, so no shard writes it: `rds catalog` does. */
const CATALOG = 'rds-catalog.yaml';

/** Returns the stacks on disk, and those that the manifest of CDKTF's command line lists. */
function stacksOf({ [LIST]: list = '', ...files }: Record<string, string>): { there: string[]; listed: string[] } {
  const { stacks } = JSON.parse(list) as { stacks: Record<string, unknown> };
  const there = Object.keys(files).flatMap((file) => /^cdktf\.out\/stacks\/([^/]+)/.exec(file)?.[1] ?? []);
  return { there: there.sort(), listed: Object.keys(stacks).sort() };
}

test('the shards of a fleet are disjoint and together complete', async () => {
  const folder = fleetVersion(0, 20);
  const { [LIST]: _all, [CATALOG]: _catalog, ...whole } = await synthesise(folder, testFolder());
  const parts: Record<string, string>[] = [];
  for (let index = 1; index <= SHARDS; index += 1) {
    const { [LIST]: list = '', ...files } = await synthesise(folder, testFolder(), '--shard', `${index}/${SHARDS}`);
    const { there, listed } = stacksOf({ [LIST]: list, ...files });
    expect(listed).toEqual(there);
    expect(there.length).toBeGreaterThan(0);
    parts.push(files);
  }
  const files = parts.flatMap((part) => Object.keys(part));
  expect(files).toHaveLength(new Set(files).size);
  expect(Object.assign({}, ...parts)).toEqual(whole);
});

test('a large fleet has the same output as its shards', async () => {
  const folder = fleetVersion(0, 320);
  const { [LIST]: _all, [CATALOG]: _catalog, ...whole } = await synthesise(folder, testFolder());
  const parts: Record<string, string>[] = [];
  for (const shard of ['1/2', '2/2']) {
    const { [LIST]: _list, ...files } = await synthesise(folder, testFolder(), '--shard', shard);
    parts.push(files);
  }
  const made = Object.assign({}, ...parts) as Record<string, string>;
  expect(Object.keys(whole).filter((file) => whole[file] !== made[file])).toEqual([]);
  expect(Object.keys(made)).toHaveLength(Object.keys(whole).length);
});

test("shards in one folder keep each other's output, and remove output of removed applications", async () => {
  const [before, after] = [fleetVersion(0, 20), fleetVersion(1, 20)];
  const out = testFolder();
  await synthesise(before, out);
  for (let index = 1; index <= SHARDS; index += 1) await synthesise(after, out, '--shard', `${index}/${SHARDS}`);
  const { [CATALOG]: _old, ...made } = readFiles(out);
  const { [CATALOG]: _new, ...whole } = await synthesise(after, testFolder());
  expect(made).toEqual(whole);
  for (let index = 1; index <= SHARDS; index += 1)
    expect(
      await goldenpathIn(after, ['synth', '--check', '--out', out, '--shard', `${index}/${SHARDS}`]),
    ).toMatchObject({ code: 0 });
});

test.each(['0/3', '4/3', 'x', ''])('%j is not a shard', async (shard) => {
  const { code, stderr } = await goldenpathIn(fleetVersion(0, 5), [
    'synth',
    '--out',
    path.join(testFolder(), 'out'),
    '--shard',
    shard,
  ]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('is not a shard') });
});

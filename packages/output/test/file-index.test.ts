import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openPublication } from '@goldenpath/output';
import { publish } from './support/publish';
import { testdir } from '@goldenpath/testing/testdir';

// The module itself, whose functions can be replaced: an import would be a copy.
const fs = jest.requireActual<typeof import('node:fs')>('node:fs');

const UNITS = { shop: { 'shop/a.yaml': 'aaaa', 'shop/b.yaml': 'bbbb' } };
const INDEX = '.goldenpath/index';

/** A tree whose index is younger than its files, so that nothing in it is racy. */
async function settledTree(): Promise<string> {
  const root = testdir();
  await publish(root, UNITS);
  const old = new Date('2020-01-01');
  for (const path of Object.keys(UNITS.shop)) utimesSync(join(root, path), old, old);
  // The change time cannot be set: wait for the clock to move on, then let a run that changes nothing write the index.
  await ticks(root);
  await publish(root, UNITS);
  return root;
}

/** Waits until the file system gives a new file a later time than those of the tree. */
async function ticks(root: string): Promise<void> {
  const newest = Math.max(...Object.keys(UNITS.shop).map((path) => lstatSync(join(root, path)).ctimeMs));
  for (;;) {
    writeFileSync(join(root, 'probe'), '');
    const now = lstatSync(join(root, 'probe')).mtimeMs;
    rmSync(join(root, 'probe'));
    if (now > newest) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The bytes of an index whose second number, how many files it has, is another. */
function withFileCount(file: string, change: (count: number) => number): Buffer {
  const bytes = readFileSync(file);
  const at = Float64Array.BYTES_PER_ELEMENT;
  bytes.writeDoubleLE(change(bytes.readDoubleLE(at)), at);
  return bytes;
}

/** Which of the tree's files a run opens to read. */
async function readBy(root: string, verify = false): Promise<string[]> {
  const opened: string[] = [];
  const { openSync } = fs;
  const spy = jest.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
    if (String(path).endsWith('.yaml')) opened.push(String(path).slice(root.length + 1));
    return openSync(path, ...rest);
  });
  try {
    const { changes } = await publish({ root, verify }, UNITS);
    expect(changes).toEqual([]);
    return opened.sort();
  } finally {
    spy.mockRestore();
  }
}

async function changedFiles(root: string): Promise<string[]> {
  return (await publish(root, UNITS)).changes.map(({ path }) => path);
}

test('a run in which nothing changed reads no file', async () => {
  const root = await settledTree();
  expect(await readBy(root)).toEqual([]);
});

test('a run that verifies reads every file', async () => {
  const root = await settledTree();
  expect(await readBy(root, true)).toEqual(['shop/a.yaml', 'shop/b.yaml']);
});

test.each([
  ['missing', (file: string) => rmSync(file)],
  ['cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, -5))],
  [
    'with another number of files',
    (file: string) =>
      writeFileSync(
        file,
        withFileCount(file, (count) => count - 1),
      ),
  ],
  [
    'with more files than it has room for',
    (file: string) =>
      writeFileSync(
        file,
        withFileCount(file, () => 1e9),
      ),
  ],
  ['of another program', (file: string) => writeFileSync(file, '{"version":1}')],
])('without an index that can be read (%s), every file is read', async (_how, damage) => {
  const root = await settledTree();
  damage(join(root, INDEX));
  expect(await readBy(root)).toEqual(['shop/a.yaml', 'shop/b.yaml']);
  await ticks(root);
  expect(await readBy(root)).toEqual([]);
});

test('an edit that keeps size and modification time is found by its change time', async () => {
  const root = await settledTree();
  const file = join(root, 'shop/a.yaml');
  const { atime, mtime } = lstatSync(file);
  writeFileSync(file, 'AAAA');
  utimesSync(file, atime, mtime);
  expect(await changedFiles(root)).toEqual(['shop/a.yaml']);
});

test('another file of the same size in its place is found', async () => {
  const root = await settledTree();
  const file = join(root, 'shop/a.yaml');
  writeFileSync(`${file}.new`, 'AAAA');
  renameSync(`${file}.new`, file);
  expect(await changedFiles(root)).toEqual(['shop/a.yaml']);
});

test('a file that changed in the same tick as the index was written is read', async () => {
  const root = await settledTree();
  const file = join(root, 'shop/a.yaml');
  // As if the clock had not moved between the last write of the file and that of the index.
  const index = join(root, INDEX);
  const { mtimeMs, ctimeMs } = lstatSync(file);
  const racy = new Date(Math.min(mtimeMs, ctimeMs) - 1000);
  utimesSync(index, racy, racy);
  expect(await readBy(root)).toContain('shop/a.yaml');
});

test('a file that only changed its mode is read once, and then known again', async () => {
  const root = await settledTree();
  chmodSync(join(root, 'shop/a.yaml'), 0o600);
  expect(await readBy(root)).toEqual(['shop/a.yaml']);
  await ticks(root);
  await publish(root, UNITS);
  expect(await readBy(root)).toEqual([]);
});

test('an index of another tree does not vouch for a file with other bytes', async () => {
  const [root, other] = [await settledTree(), testdir()];
  await publish(other, { shop: { 'shop/a.yaml': 'zzzz', 'shop/b.yaml': 'bbbb' } });
  copyFileSync(join(other, INDEX), join(root, INDEX));
  expect(await changedFiles(root)).toEqual([]);
  writeFileSync(join(root, 'shop/a.yaml'), 'zzzz');
  expect(await changedFiles(root)).toEqual(['shop/a.yaml']);
});

test('a run that gives up leaves the index as it was', async () => {
  const root = await settledTree();
  const before = readFileSync(join(root, INDEX), 'utf8');
  const publication = await openPublication([{ root }]);
  publication.trees[0]?.keepIfFresh('shop', 'another key');
  publication.abort();
  expect(readFileSync(join(root, INDEX), 'utf8')).toBe(before);
});

/** An edit that is older than the index that is written afterwards: not racy. */
function editEarlier(root: string): void {
  const file = join(root, 'shop/a.yaml');
  writeFileSync(file, 'AAAA');
  const { ctimeMs } = lstatSync(file);
  const probe = join(root, 'probe');
  do writeFileSync(probe, '');
  while (lstatSync(probe).mtimeMs <= ctimeMs);
  rmSync(probe);
}

test('an edit of a file that this run has read is found by the next run', async () => {
  const root = await settledTree();
  rmSync(join(root, INDEX));
  const publication = await openPublication([{ root }]);
  expect(publication.trees[0]?.keepIfFresh('shop', JSON.stringify(UNITS.shop))).toBe(true);
  editEarlier(root);
  publication.commit();
  expect(await changedFiles(root)).toEqual(['shop/a.yaml']);
});

test.each([
  { moved: 'shop', name: 'with its folder', makeFolders: () => undefined },
  { moved: 'shop/a.yaml', name: 'alone', makeFolders: (root: string) => mkdirSync(join(root, 'shop')) },
])(
  'an edit of a file that this run has just written, $name, is found by the next run',
  async ({ moved, makeFolders }) => {
    const root = testdir();
    makeFolders(root);
    const { renameSync: rename } = fs;
    const spy = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      rename(from, to);
      if (to === join(root, moved)) editEarlier(root);
    });
    await publish(root, UNITS).finally(() => spy.mockRestore());
    expect(await changedFiles(root)).toEqual(['shop/a.yaml']);
  },
);

test('a record that changed after the index was written is read', async () => {
  const root = await settledTree();
  const record = join(root, '.goldenpath/tree.json');
  writeFileSync(record, readFileSync(record, 'utf8').replace('"shop":{"key":"', '"shop":{"key":"other '));
  const publication = await openPublication([{ root }]);
  expect(publication.trees[0]?.keepIfFresh('shop', JSON.stringify(UNITS.shop))).toBe(false);
  publication.abort();
});

test('a damaged record is found where there is an index', async () => {
  const root = await settledTree();
  writeFileSync(join(root, '.goldenpath/tree.json'), 'damaged');
  const publication = await openPublication([{ root }]);
  expect(publication.trees[0]?.state).toBe('unreadable');
  publication.abort();
});

test('a unit whose name cannot be in an index is kept all the same', async () => {
  const root = testdir();
  const units = { 'a\tb\nc': { 'shop/a.yaml': 'aaaa' } };
  await publish(root, units);
  expect((await publish(root, units)).changes).toEqual([]);
  expect(existsSync(join(root, INDEX))).toBe(false);
});

/** Expects the record of a tree that is written for the first time, and an index that knows all files. */
async function expectFirstRun(root: string, units: Parameters<typeof publish>[1]): Promise<void> {
  const whole = testdir();
  await publish(whole, units);
  const record = (folder: string) => readFileSync(join(folder, '.goldenpath/tree.json'), 'utf8');
  expect(record(root)).toBe(record(whole));
  await ticks(root);
  expect((await publish(root, units)).changes).toEqual([]);
}

test('a change to one unit of a known tree leaves the record and the files of a first run', async () => {
  const root = testdir();
  const before = { ...UNITS, 'app/a': { 'a/1.yaml': '1', 'a/2.yaml': '2' }, gone: { 'gone/x.yaml': 'x' } };
  await publish(root, before);
  await ticks(root);
  await publish(root, before);
  const after = { ...UNITS, 'app/a': { 'a/1.yaml': '1', 'a/3.yaml': '3' }, new: { 'gone/y.yaml': 'y' } };
  const { changes } = await publish(root, after);
  expect(changes.map(({ path, change }) => `${path} ${change}`)).toEqual([
    'a/2.yaml orphan',
    'a/3.yaml missing',
    'gone/x.yaml orphan',
    'gone/y.yaml missing',
  ]);
  await expectFirstRun(root, after);
});

test.each([['app/a'], ['app/b'], ['zone'], ['app/a', 'zone'], ['app/a', 'app/b', 'zone']])(
  'other files of %s leave the record of a first run',
  async (...changed) => {
    const root = testdir();
    const own = { 'app/a': { 'a/1': '1' }, 'app/b': { 'b/1': '1', 'b/zone': 'z' }, zone: { 'c/1': '1' } };
    const before = { ...UNITS, ...own };
    await publish(root, before);
    await ticks(root);
    await publish(root, before);
    const after = { ...before, ...Object.fromEntries(changed.map((name) => [name, { [`${name}/new`]: name }])) };
    await publish(root, after);
    await expectFirstRun(root, after);
  },
);

test('an index keeps what it knows of units that another unit changed beside', async () => {
  const root = testdir();
  const units = { one: { 'one/a.yaml': 'a' }, shop: UNITS.shop };
  await publish(root, units);
  await ticks(root);
  await publish(root, units);
  await publish(root, { ...units, one: { 'one/a.yaml': 'b' } });
  await ticks(root);
  const opened: string[] = [];
  const { openSync } = fs;
  const spy = jest.spyOn(fs, 'openSync').mockImplementation((path, ...rest) => {
    opened.push(String(path));
    return openSync(path, ...rest);
  });
  await publish(root, { ...units, one: { 'one/a.yaml': 'b' } });
  spy.mockRestore();
  expect(opened.filter((path) => path.includes('/shop/'))).toEqual([]);
});

import { lstatSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testdir } from '@goldenpath/testing/testdir';
import { publish } from './support/publish';

// The module itself, whose functions can be replaced: an import would be a copy.
const fs = jest.requireActual<typeof import('node:fs')>('node:fs');

const UNITS = { shop: { 'apps/shop/base/a.yaml': 'a', 'apps/shop/prod/b.yaml': 'b', 'apps/shop/prod/c.yaml': 'c' } };
const FOLDERS = ['apps', 'apps/shop', 'apps/shop/base', 'apps/shop/prod'];

/** A tree whose index is younger than its folders. */
async function settledTree(): Promise<string> {
  const root = testdir();
  await publish(root, UNITS);
  await tick(root);
  await publish(root, UNITS);
  return root;
}

/** Waits until the file system gives later times than those of the tree. */
async function tick(root: string): Promise<void> {
  const paths = [root, ...[...FOLDERS, '.goldenpath/tree.json'].map((path) => join(root, path))];
  const newest = Math.max(...paths.map((path) => lstatSync(path).ctimeMs));
  const probe = join(testdir(), 'probe');
  do {
    await new Promise((resolve) => setTimeout(resolve, 1));
    writeFileSync(probe, '');
  } while (lstatSync(probe).mtimeMs <= newest);
}

/** The folders that a run in which nothing changed asks for. */
async function askedBy(root: string): Promise<string[]> {
  const asked: string[] = [];
  const { lstatSync: ask } = fs;
  const spy = jest.spyOn(fs, 'lstatSync').mockImplementation(((path: string, options: { throwIfNoEntry: false }) => {
    asked.push(path.slice(root.length + 1));
    return ask(path, options);
  }) as typeof fs.lstatSync);
  try {
    expect((await publish(root, UNITS)).changes).toEqual([]);
    return asked.filter((path) => FOLDERS.includes(path)).sort();
  } finally {
    spy.mockRestore();
  }
}

/** Moves a folder, and puts a link to it in its place. Its files keep their status, and the folder above keeps its modification time. */
function linkAway(root: string, path: string): void {
  const above = join(root, dirname(path));
  const { atime, mtime } = lstatSync(above);
  renameSync(join(root, path), join(above, 'moved'));
  symlinkSync('moved', join(root, path));
  utimesSync(above, atime, mtime);
}

test('a folder of files is not asked for, if nothing changed beside it', async () => {
  expect(await askedBy(await settledTree())).toEqual(['apps', 'apps/shop']);
});

test('a folder is asked for, if something changed beside it', async () => {
  const root = await settledTree();
  mkdirSync(join(root, 'apps/shop/mine'));
  expect(await askedBy(root)).toEqual(FOLDERS);
});

test('a folder is asked for, if the one above is not older than the index', async () => {
  const root = await settledTree();
  const time = new Date(Math.min(...['apps', 'apps/shop'].map((path) => lstatSync(join(root, path)).ctimeMs)) - 1000);
  utimesSync(join(root, '.goldenpath/index'), time, time);
  expect(await askedBy(root)).toEqual(FOLDERS);
});

test.each(FOLDERS)('a link in the place of %s is found', async (path) => {
  const root = await settledTree();
  linkAway(root, path);
  await expect(publish(root, UNITS)).rejects.toThrow(/symbolic link/);
});

test.each(FOLDERS)('a link in the place of %s is found, if a run between looked only at another unit', async (path) => {
  const root = await settledTree();
  linkAway(root, path);
  const other = { other: { 'others/a.yaml': 'a' } };
  // The index of the second run is younger than the record.
  for (const _run of [1, 2]) {
    await tick(root);
    await publish({ root, covers: (unit) => unit === 'other' }, other);
  }
  await expect(publish(root, { ...UNITS, ...other })).rejects.toThrow(/symbolic link/);
});

test('a missing folder is made again', async () => {
  const root = await settledTree();
  rmSync(join(root, 'apps/shop/base'), { recursive: true });
  expect((await publish(root, UNITS)).changes).toEqual([{ path: 'apps/shop/base/a.yaml', change: 'missing' }]);
});

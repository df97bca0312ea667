import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlockedPathError, openComparison, type TreeChanges } from '@goldenpath/output';
import { generated, publish, type Units } from './support/publish';
import { contents, ownFiles, put, testdir } from '@goldenpath/testing/testdir';

const OLD = { shop: { 'a.yaml': 'a', 'b.yaml': 'b', 'gone.yaml': 'g' }, cart: { 'c.yaml': 'c' } };

function compare(root: string, units: Units): TreeChanges | undefined {
  const comparison = openComparison([{ root }]);
  for (const [unit, files] of Object.entries(units)) {
    const key = JSON.stringify(files);
    if (comparison.trees[0]?.keepIfFresh(unit, key) === false) comparison.trees[0].stage(unit, key, generated(files));
  }
  return comparison.commit()[0];
}

describe('a comparison', () => {
  test('lists the changes of a publication, and changes nothing', async () => {
    const root = testdir();
    await publish(root, OLD);
    put(root, 'c.yaml', 'edited');
    const before = [contents(root), ownFiles(root)];
    const next = { shop: { 'a.yaml': 'a', 'b.yaml': 'new', 'n.yaml': 'n' }, cart: OLD.cart };
    const found = compare(root, next);
    expect(found?.changes).toEqual([
      { path: 'b.yaml', change: 'differs' },
      { path: 'c.yaml', change: 'differs' },
      { path: 'gone.yaml', change: 'orphan' },
      { path: 'n.yaml', change: 'missing' },
    ]);
    expect([contents(root), ownFiles(root)]).toEqual(before);
    expect(await publish(root, next)).toEqual(found);
    expect(compare(root, next)?.changes).toEqual([]);
  });

  test('does not create a missing folder', () => {
    const folder = testdir();
    expect(compare(join(folder, 'dist'), { shop: { 'a.yaml': 'a' } })?.changes).toEqual([
      { path: 'a.yaml', change: 'missing' },
    ]);
    expect(contents(folder)).toEqual({});
  });

  test('finds nothing to do if only the key is new', async () => {
    const root = testdir();
    await publish(root, OLD);
    const comparison = openComparison([{ root }]);
    for (const [unit, files] of Object.entries(OLD)) comparison.trees[0]?.stage(unit, 'new', generated(files));
    expect(comparison.commit()[0]?.changes).toEqual([]);
  });

  test('finds a tree to repair even if all its files are in place', async () => {
    const root = testdir();
    await publish(root, OLD);
    put(
      root,
      '.goldenpath/tree.json',
      readFileSync(join(root, '.goldenpath/tree.json'), 'utf8').replace('"complete"', '"writing"'),
    );
    expect(compare(root, OLD)).toMatchObject({
      state: 'interrupted',
      changes: [{ path: '.goldenpath/tree.json', change: 'differs' }],
    });
  });

  test('names the files that block it', () => {
    const root = testdir({ 'a.yaml/x': '' });
    expect(() => compare(root, { shop: { 'a.yaml': 'a' } })).toThrow(BlockedPathError);
  });
});

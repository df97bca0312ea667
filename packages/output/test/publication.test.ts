import {
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FileCollisionError, UnsafePathError } from '@goldenpath/files';
import { openPublication } from '@goldenpath/output';
import { generated, publish, publishAll } from './support/publish';
import { contents, ownFiles, put, testdir } from '@goldenpath/testing/testdir';

const SHOP = {
  shop: { 'apps/shop/base/a.yaml': 'a', 'apps/shop/base/b.yaml': 'b' },
  cart: { 'apps/cart/a.yaml': 'c' },
};
const SHOP_FILES = { 'apps/cart/a.yaml': 'c', 'apps/shop/base/a.yaml': 'a', 'apps/shop/base/b.yaml': 'b' };

describe('the first publication', () => {
  test('writes every file and leaves nothing else but its record', async () => {
    const root = join(testdir(), 'dist', 'gitops');
    const result = await publish(root, SHOP);
    expect(contents(root)).toEqual(SHOP_FILES);
    expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
    expect(result).toEqual({
      root,
      state: 'new',
      keptOrphans: [],
      changes: Object.keys(SHOP_FILES).map((path) => ({ path, change: 'missing' })),
    });
  });

  test('leaves alone what it did not write', async () => {
    const root = testdir({ 'notes.md': 'mine', 'apps/shop/mine.yaml': 'mine' });
    await publish(root, SHOP);
    expect(contents(root)).toEqual({ ...SHOP_FILES, 'notes.md': 'mine', 'apps/shop/mine.yaml': 'mine' });
  });

  test('makes files that everybody may read', async () => {
    const root = testdir();
    const umask = process.umask(0o022);
    await publish(root, SHOP).finally(() => process.umask(umask));
    expect(statSync(join(root, 'apps/cart/a.yaml')).mode & 0o777).toBe(0o644);
  });

  test('goes to where the root points if that is a link', async () => {
    const folder = testdir();
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'dist'));
    const { root } = await publish(join(folder, 'dist'), SHOP);
    expect(root).toBe(realpathSync(join(folder, 'real')));
    expect(contents(join(folder, 'real'))).toEqual(SHOP_FILES);
  });

  test('writes the bytes of hostile text as they are', async () => {
    const root = testdir();
    const text = '\ufeff${x} %{y} \r\n\u0000 \u{1f600}';
    await publish(root, { unit: { 'a.txt': text } });
    expect(readFileSync(join(root, 'a.txt')).equals(Buffer.from(text))).toBe(true);
  });
});

describe('the next publication', () => {
  test('touches nothing when nothing changed', async () => {
    const root = testdir();
    await publish(root, SHOP);
    const before = ['.goldenpath/tree.json', ...Object.keys(SHOP_FILES)].map((path) => lstatSync(join(root, path)).ino);
    expect(await publish(root, SHOP)).toEqual({ root, state: 'complete', changes: [], keptOrphans: [] });
    const after = ['.goldenpath/tree.json', ...Object.keys(SHOP_FILES)].map((path) => lstatSync(join(root, path)).ino);
    expect(after).toEqual(before);
  });

  test('replaces only what differs', async () => {
    const root = testdir();
    await publish(root, SHOP);
    const kept = lstatSync(join(root, 'apps/shop/base/b.yaml')).ino;
    const units = { ...SHOP, shop: { ...SHOP.shop, 'apps/shop/base/a.yaml': 'new' } };
    const { changes } = await publish(root, units);
    expect(changes).toEqual([{ path: 'apps/shop/base/a.yaml', change: 'differs' }]);
    expect(contents(root)).toEqual({ ...SHOP_FILES, 'apps/shop/base/a.yaml': 'new' });
    expect(lstatSync(join(root, 'apps/shop/base/b.yaml')).ino).toBe(kept);
  });

  test('keeps nothing of a unit whose file was edited, removed or made a link', async () => {
    for (const harm of [
      (file: string) => writeFileSync(file, 'edited'),
      (file: string) => rmSync(file),
      (file: string) => [rmSync(file), symlinkSync('b.yaml', file)],
    ]) {
      const root = testdir();
      await publish(root, SHOP);
      harm(join(root, 'apps/shop/base/a.yaml'));
      const publication = await openPublication([{ root }]);
      const fresh = Object.entries(SHOP).map(([unit, files]) =>
        publication.trees[0]?.keepIfFresh(unit, JSON.stringify(files)),
      );
      publication.abort();
      expect(fresh).toEqual([false, true]);
    }
  });

  test('keeps nothing of a unit made from something else', async () => {
    const root = testdir();
    await publish(root, SHOP);
    const publication = await openPublication([{ root }]);
    expect(publication.trees[0]?.keepIfFresh('shop', 'another key')).toBe(false);
    expect(publication.trees[0]?.keepIfFresh('unknown', JSON.stringify(SHOP.shop))).toBe(false);
    publication.abort();
  });

  test('replaces a managed file that a person edited', async () => {
    const root = testdir();
    await publish(root, SHOP);
    put(root, 'apps/cart/a.yaml', 'edited');
    expect((await publish(root, SHOP)).changes).toEqual([{ path: 'apps/cart/a.yaml', change: 'differs' }]);
    expect(contents(root)).toEqual(SHOP_FILES);
  });

  test('two publications of the same leave the same record, in whatever order the units come', async () => {
    const [one, other] = [testdir(), testdir()];
    await publish(one, SHOP);
    await publish(other, { cart: SHOP.cart, shop: { ...SHOP.shop, 'apps/shop/base/a.yaml': 'older' } });
    await publish(other, { cart: SHOP.cart, shop: SHOP.shop });
    const [first, second] = [one, other].map((root) => readFileSync(join(root, '.goldenpath/tree.json'), 'utf8'));
    expect(second).toBe(first);
  });
});

describe('what is generated no more', () => {
  test('is removed with the folders it leaves empty', async () => {
    const root = testdir({ 'apps/shop/mine.yaml': 'mine' });
    await publish(root, SHOP);
    const { changes } = await publish(root, {});
    expect(changes).toEqual(Object.keys(SHOP_FILES).map((path) => ({ path, change: 'orphan' })));
    expect(contents(root)).toEqual({ 'apps/shop/mine.yaml': 'mine' });
  });

  test('goes, however it was changed, where others change it on purpose', async () => {
    const root = testdir();
    await publish(root, SHOP);
    put(root, 'apps/cart/a.yaml', 'released');
    const isShared = (path: string) => path.endsWith('a.yaml');
    const { changes, keptOrphans } = await publish({ root, isShared }, { shop: SHOP.shop });
    expect([changes.map(({ path }) => path), keptOrphans]).toEqual([['apps/cart/a.yaml'], []]);
    expect(contents(root)).not.toHaveProperty(['apps/cart/a.yaml']);
  });

  test('stays, and is said to, when a person edited it', async () => {
    const root = testdir();
    await publish(root, SHOP);
    put(root, 'apps/cart/a.yaml', 'edited');
    const { changes, keptOrphans } = await publish(root, { shop: SHOP.shop });
    expect([changes, keptOrphans]).toEqual([[], ['apps/cart/a.yaml']]);
    expect((await publish(root, { shop: SHOP.shop })).keptOrphans).toEqual([]);
    expect(contents(root)).toEqual({ ...SHOP_FILES, 'apps/cart/a.yaml': 'edited' });
  });

  test('stays when it is only reached through a link', async () => {
    const elsewhere = testdir({ 'a.yaml': 'c' });
    const root = testdir();
    await publish(root, SHOP);
    rmSync(join(root, 'apps/cart'), { recursive: true });
    symlinkSync(elsewhere, join(root, 'apps/cart'));
    const { keptOrphans } = await publish(root, { shop: SHOP.shop });
    expect(keptOrphans).toEqual(['apps/cart/a.yaml']);
    expect(contents(elsewhere)).toEqual({ 'a.yaml': 'c' });
  });

  test('stays when another unit makes it now', async () => {
    const root = testdir();
    await publish(root, SHOP);
    expect((await publish(root, { shop: SHOP.shop, basket: SHOP.cart })).changes).toEqual([]);
    expect(contents(root)).toEqual(SHOP_FILES);
  });

  test('is never removed on the word of a damaged record', async () => {
    for (const damage of ['', '{"version":1', '{"version":9,"status":"complete","units":{}}']) {
      const root = testdir();
      await publish(root, SHOP);
      put(root, '.goldenpath/tree.json', damage);
      expect((await publish(root, { shop: SHOP.shop })).state).toBe('unreadable');
      expect(contents(root)).toEqual(SHOP_FILES);
    }
  });

  test('is never looked for outside the tree', async () => {
    const folder = testdir({ 'victim.txt': 'mine' });
    const root = join(folder, 'tree');
    await publish(root, { unit: { 'file.txt': 'mine' } });
    const record = readFileSync(join(root, '.goldenpath/tree.json'), 'utf8');
    put(root, '.goldenpath/tree.json', record.replace('"file.txt"', '"../victim.txt"'));
    expect((await publish(root, {})).state).toBe('unreadable');
    expect(contents(folder)['victim.txt']).toBe('mine');
  });
});

describe('files that become the team’s', () => {
  const APP = { app: { 'README.md': ['ours'] as [string], 'catalog.yaml': 'x' } };

  test('are written when they are not there, and never again', async () => {
    const root = testdir();
    await publish(root, APP);
    put(root, 'README.md', 'theirs');
    await publish(root, { app: { 'README.md': ['newer'] as [string], 'catalog.yaml': 'y' } });
    expect(contents(root)).toEqual({ 'README.md': 'theirs', 'catalog.yaml': 'y' });
  });

  test('are not ours to replace when they were there before us', async () => {
    const root = testdir({ 'README.md': 'theirs' });
    expect((await publish(root, APP)).changes).toEqual([{ path: 'catalog.yaml', change: 'missing' }]);
    expect(contents(root)['README.md']).toBe('theirs');
  });

  test('stay when they are generated no more', async () => {
    const root = testdir();
    await publish(root, APP);
    await publish(root, {});
    expect(contents(root)).toEqual({ 'README.md': 'ours' });
  });

  test('stay when they were managed before', async () => {
    const root = testdir();
    await publish(root, { app: { 'README.md': 'ours' } });
    await publish(root, { app: { 'README.md': ['ours'] } });
    await publish(root, {});
    expect(contents(root)).toEqual({ 'README.md': 'ours' });
  });

  test('come back when the team removed them', async () => {
    const root = testdir();
    await publish(root, APP);
    rmSync(join(root, 'README.md'));
    await publish(root, APP);
    expect(contents(root)['README.md']).toBe('ours');
  });
});

describe('a run that covers some units', () => {
  const covers = (unit: string): boolean => unit === 'shop';

  test('leaves the others as they are and removes its own', async () => {
    const root = testdir();
    await publish(root, SHOP);
    await publish({ root, covers }, { shop: { 'apps/shop/new.yaml': 'n' } });
    expect(contents(root)).toEqual({ 'apps/cart/a.yaml': 'c', 'apps/shop/new.yaml': 'n' });
    expect((await publish(root, { ...SHOP, shop: { 'apps/shop/new.yaml': 'n' } })).changes).toEqual([]);
  });

  test('takes over a file of a unit that it does not cover, which is then no longer fresh', async () => {
    const root = testdir();
    await publish(root, SHOP);
    await publish({ root, covers }, { shop: { 'apps/cart/a.yaml': 'moved' } });
    expect(contents(root)).toEqual({ 'apps/cart/a.yaml': 'moved' });
    const publication = await openPublication([{ root }]);
    expect(publication.trees[0]?.keepIfFresh('cart', JSON.stringify(SHOP.cart))).toBe(false);
    publication.abort();
  });

  test('may make nothing else', async () => {
    const publication = await openPublication([{ root: testdir(), covers }]);
    expect(() => publication.trees[0]?.stage('cart', '', [])).toThrow('outside what this run said it covers');
    publication.abort();
  });
});

describe('files that go last', () => {
  const lastFiles = ['manifest.json'];
  const STACKS = { stacks: { 'stacks/a.json': 'a' }, index: { 'manifest.json': '{}' } };

  test('arrive and stay, changed or not', async () => {
    const root = testdir();
    await publish({ root, lastFiles }, STACKS);
    await publish({ root, lastFiles }, { ...STACKS, stacks: { 'stacks/a.json': 'b' } });
    expect(contents(root)).toEqual({ 'manifest.json': '{}', 'stacks/a.json': 'b' });
    await publish({ root, lastFiles }, { ...STACKS, index: { 'manifest.json': '{"a":1}' } });
    expect(contents(root)).toEqual({ 'manifest.json': '{"a":1}', 'stacks/a.json': 'a' });
    await publish({ root, lastFiles }, { stacks: STACKS.stacks });
    expect(contents(root)).toEqual({ 'stacks/a.json': 'a' });
  });

  test('stay where they are if they are somebody else’s', async () => {
    const root = testdir({ 'manifest.json': 'theirs' });
    await publish({ root, lastFiles }, { stacks: STACKS.stacks });
    expect(contents(root)).toEqual({ 'manifest.json': 'theirs', 'stacks/a.json': 'a' });
  });
});

describe('a publication that is given up', () => {
  test('leaves every tree as it was', async () => {
    const root = testdir();
    await publish(root, SHOP);
    const publication = await openPublication([{ root }]);
    publication.trees[0]?.stage('shop', 'new', generated({ 'apps/shop/base/a.yaml': 'new', 'other.yaml': 'o' }));
    publication.abort();
    publication.abort();
    expect(contents(root)).toEqual(SHOP_FILES);
    expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
  });

  test('leaves no folder where there was none', async () => {
    const folder = testdir();
    const publication = await openPublication([{ root: join(folder, 'a/b') }, { root: join(folder, 'a/c') }]);
    publication.trees[0]?.stage('shop', 'k', generated(SHOP.shop));
    publication.abort();
    expect(contents(folder)).toEqual({});
  });

  test('can neither be committed nor committed twice', async () => {
    const publication = await openPublication([{ root: testdir() }]);
    publication.commit();
    expect(() => publication.commit()).toThrow('committed once');
  });
});

describe('several trees', () => {
  test('are published together, each with its own answer', async () => {
    const folder = testdir();
    const [a, b] = [join(folder, 'b-second'), join(folder, 'a-first')];
    const answers = await publishAll([
      [{ root: a }, SHOP],
      [{ root: b }, { stack: { 'x.json': 'x' } }],
    ]);
    expect(answers.map(({ root }) => root)).toEqual([a, b]);
    expect([contents(a), contents(b)]).toEqual([SHOP_FILES, { 'x.json': 'x' }]);
  });

  test('must be different ones', async () => {
    const root = testdir();
    await expect(openPublication([{ root }, { root: `${root}/.` }])).rejects.toThrow('opened twice');
  });
});

describe('our own mistakes', () => {
  test.each([
    ['a path that leaves the tree', { '../x': '' }, UnsafePathError],
    ['a path in our own folder', { '.GoldenPath/tree.json': '' }, UnsafePathError],
    ['two paths that differ in case', { 'a/X': '', 'a/x': '' }, FileCollisionError],
  ])('%s is refused', async (_name, files, error) => {
    const root = testdir();
    await expect(publish(root, { unit: files })).rejects.toThrow(error);
    expect([contents(root), ownFiles(root)]).toEqual([{}, []]);
  });

  test('one file from two units is refused', async () => {
    const root = testdir();
    await expect(publish(root, { one: { 'a/x': '1' }, two: { 'a/x': '2' } })).rejects.toThrow(FileCollisionError);
    expect(contents(root)).toEqual({});
  });

  test('one unit twice is refused', async () => {
    const publication = await openPublication([{ root: testdir() }]);
    publication.trees[0]?.stage('shop', '', []);
    expect(() => publication.trees[0]?.stage('shop', '', [])).toThrow('published twice');
    publication.abort();
  });
});

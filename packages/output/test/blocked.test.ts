import fs, { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BlockedPathError, openPublication, TreeError, UnwritableTreeError } from '@goldenpath/output';
import { generated, publish } from './support/publish';
import { contents, ownFiles, put, testdir } from '@goldenpath/testing/testdir';

const UNITS = { shop: { 'apps/shop/a.yaml': 'a', 'z.yaml': 'z' } };

describe('something in the way of a file', () => {
  const elsewhere = testdir({ 'a.yaml': 'theirs' });

  test.each<[string, (root: string) => void, string]>([
    [
      'a link where the file goes',
      (root) => link(root, 'apps/shop/a.yaml', join(elsewhere, 'a.yaml')),
      'a symbolic link',
    ],
    ['a link to nothing where the file goes', (root) => link(root, 'apps/shop/a.yaml', 'nowhere'), 'a symbolic link'],
    ['a link where its folder goes', (root) => link(root, 'apps/shop', elsewhere), 'a symbolic link'],
    ['a link to nothing where its folder goes', (root) => link(root, 'apps/shop', 'nowhere'), 'a symbolic link'],
    ['a link further up', (root) => link(root, 'apps', elsewhere), 'a symbolic link'],
    ['a link where our own folder goes', (root) => link(root, '.goldenpath', elsewhere), 'a symbolic link'],
    ['a folder where the file goes', (root) => put(root, 'apps/shop/a.yaml/x', ''), 'is a folder where a file'],
    ['a file where its folder goes', (root) => put(root, 'apps/shop', ''), 'is a file where a folder'],
    ['a file where our own folder goes', (root) => put(root, '.goldenpath', ''), 'is a file where a folder'],
  ])('%s is refused by name, and nothing is written', async (_name, block, message) => {
    const root = testdir();
    block(root);
    const before = contents(root);
    const error = await publish(root, UNITS).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BlockedPathError);
    expect((error as BlockedPathError).message).toContain(message);
    expect((error as BlockedPathError).path.startsWith(`${root}/`)).toBe(true);
    expect((error as BlockedPathError).remedy).toContain('move it away');
    expect(contents(root)).toEqual(before);
    expect(contents(elsewhere)).toEqual({ 'a.yaml': 'theirs' });
  });

  test('is noticed too when it came after the files were staged', async () => {
    const root = testdir();
    const publication = await openPublication([{ root }]);
    publication.trees[0]?.stage('shop', 'k', generated(UNITS.shop));
    link(root, 'apps', elsewhere);
    expect(() => publication.commit()).toThrow(BlockedPathError);
    expect(contents(root)).toEqual({ apps: '-> link' });
    expect(ownFiles(root)).toEqual([]);
  });

  test('a link where a file of the team goes is the team’s', async () => {
    const root = testdir();
    link(root, 'README.md', 'nowhere');
    await publish(root, { app: { 'README.md': ['ours'] } });
    expect(contents(root)).toEqual({ 'README.md': '-> link' });
  });
});

function link(root: string, path: string, target: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  symlinkSync(target, join(root, path));
}

describe('a disk that refuses', () => {
  test.each([
    ['ENOSPC', 'no space left'],
    ['EDQUOT', 'no space left'],
    ['EROFS', 'is read-only'],
    ['EACCES', 'no permission to write'],
  ])('while files are staged (%s) leaves the tree as it was', async (code, message) => {
    const root = testdir();
    await publish(root, UNITS);
    const refused = refusing('writeFileSync', 2, code, () => publish(root, { shop: { 'b.yaml': 'b', 'c.yaml': 'c' } }));
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow('The files there are as they were.');
    expect(contents(root)).toEqual(UNITS.shop);
    expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
    expect((await publish(root, UNITS)).state).toBe('complete');
  });

  test('while the record is prepared leaves the tree as it was', async () => {
    const root = testdir();
    await publish(root, UNITS);
    await expect(refusing('fsyncSync', 1, 'ENOSPC', () => publish(root, {}))).rejects.toThrow('as they were');
    expect(contents(root)).toEqual(UNITS.shop);
    expect((await publish(root, UNITS)).state).toBe('complete');
  });

  test('while files move says that the next run repairs it, and it does', async () => {
    const root = testdir();
    await publish(root, UNITS);
    const next = { shop: { 'apps/new/a.yaml': 'n', 'z.yaml': 'z2' } };
    const refused = refusing('renameSync', 3, 'EXDEV', () => publish(root, next));
    await expect(refused).rejects.toThrow(UnwritableTreeError);
    await expect(refused).rejects.toThrow('It is marked as unfinished, and the next run repairs it.');
    expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
    expect((await publish(root, next)).state).toBe('interrupted');
    expect(contents(root)).toEqual(next.shop);
  });

  test.each([
    ['is a file', ''],
    ['lies below a file', '/below'],
  ])('because the root %s says so', async (_name, below) => {
    const root = testdir({ file: 'mine' });
    await expect(publish(`${join(root, 'file')}${below}`, UNITS)).rejects.toThrow(
      /file.* is not a folder.*another output folder/,
    );
    expect(contents(root)).toEqual({ file: 'mine' });
  });

  test('with an error that no person can set right is our bug, as it is', async () => {
    const error = await refusing('writeFileSync', 1, 'EINVAL', () => publish(testdir(), UNITS)).catch(
      (e: unknown) => e,
    );
    expect(error).not.toBeInstanceOf(TreeError);
    expect(error).toMatchObject({ code: 'EINVAL' });
  });
});

/** Lets one call of a function of the file system fail: the one with this number, from 1. */
async function refusing<T>(
  name: 'writeFileSync' | 'renameSync' | 'fsyncSync',
  call: number,
  code: string,
  work: () => Promise<T>,
): Promise<T> {
  const real = fs[name] as (...args: unknown[]) => unknown;
  let calls = 0;
  const spy = jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
    if (++calls === call) throw Object.assign(new Error(code), { code });
    return real(...args);
  }) as never);
  return work().finally(() => spy.mockRestore());
}

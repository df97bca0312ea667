import fs, { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IncompleteTreeError, readCompleteTree } from '@goldenpath/output';
import { brokenPromises, filesOf, repaired } from './support/interrupted';
import { publish, publishAll, type Units } from './support/publish';
import { contents, put, testdir } from '@goldenpath/testing/testdir';

const OLD: Units = {
  shop: { 'apps/shop/a.yaml': 'old a', 'apps/shop/b.yaml': 'same', 'apps/shop/deep/er/c.yaml': 'old c' },
  cart: { 'apps/cart/a.yaml': 'old cart' },
  index: { 'manifest.json': '{"v":1}' },
};
const NEW: Units = {
  shop: { 'apps/shop/a.yaml': 'new a', 'apps/shop/b.yaml': 'same', 'apps/shop/new/d.yaml': 'new d' },
  stock: { 'apps/stock/a.yaml': 'stock', 'apps/stock/x/y/z.yaml': 'z' },
  index: { 'manifest.json': '{"v":2}' },
};
const lastFiles = ['manifest.json'];

/** A process number that no system gives. */
const DEAD = 2_147_483_647;

const STEPS = [
  'renameSync',
  'unlinkSync',
  'rmdirSync',
  'mkdirSync',
  'rmSync',
  'openSync',
  'writeFileSync',
  'linkSync',
] as const;

/** Every state of a folder that a kill could leave: copies of it as it is before each step that may change it. */
async function statesDuring(root: string, work: () => Promise<unknown>): Promise<string[]> {
  const store = testdir();
  const states: string[] = [];
  let copying = false;
  const spies = STEPS.map((name) => {
    const real = fs[name] as (...args: unknown[]) => unknown;
    const copyFirst = (...args: unknown[]): unknown => {
      if (!copying) {
        copying = true;
        states.push(join(store, String(states.length)));
        copyTree(root, join(store, String(states.length - 1)));
        copying = false;
      }
      return real(...args);
    };
    return jest.spyOn(fs, name).mockImplementation(copyFirst as never);
  });
  await work().finally(() => spies.forEach((spy) => spy.mockRestore()));
  states.forEach(buryHolder);
  return states;
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) copyTree(join(from, entry.name), join(to, entry.name));
    else copyFileSync(join(from, entry.name), join(to, entry.name));
  }
}

/** Who has or wants the lock is this process, which lives; a killed one would not. */
function buryHolder(root: string): void {
  const own = join(root, '.goldenpath');
  const locks = existsSync(own) ? readdirSync(own).filter((name) => name.startsWith('lock')) : [];
  for (const name of locks) {
    const text = readFileSync(join(own, name), 'utf8').replace(`"pid":${process.pid}`, `"pid":${DEAD}`);
    writeFileSync(join(own, name), text);
    renameSync(join(own, name), join(own, name.replace(`lock-${process.pid}-`, `lock-${DEAD}-`)));
  }
}

async function publishedTwice(first: Units | undefined, second: Units): Promise<string[]> {
  const root = testdir();
  if (first !== undefined) await publish({ root, lastFiles }, first);
  return statesDuring(root, () => publish({ root, lastFiles }, second));
}

describe.each([
  ['from one version to the next', OLD, NEW],
  ['back again', NEW, OLD],
  ['the first time', undefined, NEW],
  ['to nothing', OLD, {}],
])('a run killed at any step, %s', (_name, first, second) => {
  const versions = [first ?? {}, second];

  test('never leaves a half-written file, nor a mixture that passes for complete', async () => {
    const states = await publishedTwice(first, second);
    expect(states.length).toBeGreaterThan(20);
    expect(states.map((root) => brokenPromises(root, versions, lastFiles))).toEqual(states.map(() => []));
  });

  test.each(['the same', 'the older'])('is repaired by the next run, which wants %s version', async (which) => {
    const wanted = which === 'the same' ? second : (first ?? {});
    for (const root of await publishedTwice(first, second)) {
      const [files, own] = await repaired({ root, lastFiles }, wanted);
      expect(files).toEqual(filesOf(wanted));
      expect(own.filter((path) => path !== '.goldenpath/index')).toEqual(['.goldenpath/tree.json']);
    }
  });
});

describe('a run killed at any step, and the run that repairs it killed too', () => {
  test('is repaired by the third', async () => {
    const states = await publishedTwice(OLD, NEW);
    const unfinished = states.filter((root) => !isComplete(root));
    expect(unfinished.length).toBeGreaterThan(5);
    for (const root of unfinished.filter((_, index) => index % 4 === 0)) {
      for (const twice of await statesDuring(root, () => publish({ root, lastFiles }, OLD))) {
        expect(brokenPromises(twice, [OLD, NEW], lastFiles)).toEqual([]);
        expect((await repaired({ root: twice, lastFiles }, { cart: OLD['cart'] ?? {} }))[0]).toEqual(OLD['cart']);
      }
    }
  });
});

describe('a tree that was interrupted', () => {
  async function interrupted(): Promise<string> {
    const states = await publishedTwice(OLD, NEW);
    const root = states.find((state) => !isComplete(state) && !('apps/shop/new/d.yaml' in contents(state)));
    if (root === undefined) throw new Error('no state was unfinished');
    return root;
  }

  test('is refused with the remedy', async () => {
    const root = await interrupted();
    expect(() => readCompleteTree(root)).toThrow(IncompleteTreeError);
    expect(() => readCompleteTree(root)).toThrow(/interrupted.*Run `goldenpath synth` again/);
  });

  test('keeps files of a person', async () => {
    const root = await interrupted();
    put(root, 'apps/stock/mine.yaml', 'mine');
    put(root, 'apps/cart/a.yaml', 'edited');
    const { state, keptOrphans } = await publish({ root, lastFiles }, NEW);
    expect([state, keptOrphans]).toEqual(['interrupted', ['apps/cart/a.yaml']]);
    expect(contents(root)).toEqual({ ...filesOf(NEW), 'apps/stock/mine.yaml': 'mine', 'apps/cart/a.yaml': 'edited' });
  });

  test('is not repaired by a run that covers a part of it', async () => {
    const root = await interrupted();
    const covers = (unit: string): boolean => unit === 'stock';
    await expect(publish({ root, covers }, {})).rejects.toThrow(/an earlier run was interrupted.*without limiting it/);
    expect(isComplete(root)).toBe(false);
  });

  test('may be repaired by a run that covers all that is broken', async () => {
    const root = await interrupted();
    const covers = (unit: string): boolean => unit !== 'cart';
    await publish({ root, covers, lastFiles }, NEW);
    expect(contents(root)).toEqual(filesOf(NEW));
    expect(isComplete(root)).toBe(true);
  });

  test('whose record is lost too is generated again as a whole only', async () => {
    const root = await interrupted();
    put(root, '.goldenpath/tree.json', '');
    await expect(publish({ root, covers: () => true }, NEW)).rejects.toThrow(/its record is damaged/);
    await publish({ root, lastFiles }, NEW);
    expect(isComplete(root)).toBe(true);
  });
});

describe('several trees', () => {
  test('are all marked before the first file moves, so none is taken for complete with another’s old files', async () => {
    const folder = testdir();
    const roots = ['gitops', 'stacks'].map((name) => join(folder, name));
    const both = (units: Units): Promise<unknown> => publishAll(roots.map((root) => [{ root }, units] as const));
    await both(OLD);
    for (const state of await statesDuring(folder, () => both(NEW))) {
      const trees = roots.map((root) => join(state, root.slice(folder.length)));
      const whole = trees.filter(isComplete).map((root) => ('apps/stock/a.yaml' in contents(root) ? 'new' : 'old'));
      expect(new Set(whole).size).toBeLessThan(2);
    }
  });
});

function isComplete(root: string): boolean {
  try {
    readCompleteTree(root);
    return true;
  } catch (error) {
    if (error instanceof IncompleteTreeError) return false;
    throw error;
  }
}

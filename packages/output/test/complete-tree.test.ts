import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { IncompleteTreeError, readCompleteTree } from '@goldenpath/output';
import { publish, type Units } from './support/publish';
import { put, testdir } from '@goldenpath/testing/testdir';

const UNITS: Units = { app: { 'x/a.yaml': 'a', 'README.md': ['ours'] }, 'a-first': { 'b.yaml': 'b' } };

async function published(): Promise<string> {
  const root = testdir();
  await publish(root, UNITS);
  return root;
}

describe('reading a complete tree', () => {
  test('gives its files with their units and owners', async () => {
    const root = await published();
    put(root, 'not-ours.txt', '');
    expect(readCompleteTree(root)).toEqual({
      root,
      files: [
        { path: 'b.yaml', unit: 'a-first', ownership: 'managed' },
        { path: 'x/a.yaml', unit: 'app', ownership: 'managed' },
        { path: 'README.md', unit: 'app', ownership: 'once' },
      ],
      keys: new Map(Object.entries(UNITS).map(([unit, files]) => [unit, JSON.stringify(files)])),
    });
  });

  test('returns the content of managed files on request', async () => {
    const { files } = readCompleteTree(await published(), { withContent: true });
    expect(files.map(({ path, content }) => [path, content?.text])).toEqual([
      ['b.yaml', 'b'],
      ['x/a.yaml', 'a'],
      ['README.md', undefined],
    ]);
  });

  test('of some units, whatever the state of others', async () => {
    const root = await published();
    put(root, 'b.yaml', 'edited');
    const { files, keys } = readCompleteTree(root, { covers: (unit) => unit === 'app' });
    expect(files.map(({ path }) => path)).toEqual(['x/a.yaml', 'README.md']);
    expect([...keys.keys()]).toEqual(['a-first', 'app']);
  });

  test('ignores edits of a team in its own files', async () => {
    const root = await published();
    put(root, 'README.md', 'theirs');
    expect(readCompleteTree(root).files).toHaveLength(3);
    rmSync(join(root, 'README.md'));
    expect(readCompleteTree(root).files).toHaveLength(2);
  });

  test.each<[string, (root: string) => void, RegExp]>([
    ['a missing file', (root) => rmSync(join(root, 'b.yaml')), /b\.yaml is missing/],
    ['an edited file', (root) => put(root, 'x/a.yaml', 'edited'), /x\/a\.yaml was changed/],
    ['a file behind a link', (root) => linkAway(root, 'b.yaml'), /b\.yaml was changed/],
    ['a folder behind a link', (root) => linkAway(root, 'x'), /x\/a\.yaml was changed/],
    ['a damaged record', (root) => put(root, '.goldenpath/tree.json', '{'), /record of .* is damaged/],
    ['no record', (root) => rmSync(join(root, '.goldenpath'), { recursive: true }), /Nothing has been generated in/],
    ['no tree', (root) => rmSync(root, { recursive: true }), /Nothing has been generated in/],
  ])('refuses %s with the remedy', async (_name, harm, message) => {
    const root = await published();
    harm(root);
    expect(() => readCompleteTree(root)).toThrow(IncompleteTreeError);
    expect(() => readCompleteTree(root)).toThrow(message);
    const isFirst = message.source.includes('Nothing');
    expect(() => readCompleteTree(root)).toThrow(`Run \`goldenpath synth\` ${isFirst ? 'first' : 'again'}, then this.`);
    if (isFirst) mkdirSync(root, { recursive: true });
  });
});

function linkAway(root: string, path: string): void {
  renameSync(join(root, path), join(root, 'moved'));
  symlinkSync('moved', join(root, path));
}

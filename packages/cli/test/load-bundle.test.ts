import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { testFolder } from '@goldenpath/testing/folders';
import { cacheBytes, codeCacheOf, loadBundle } from '../src/load-bundle';

const SOURCES = {
  'main.js': `exports.name='main';exports.other=require('./other.js');exports.path=require('node:path').sep;exports.where=require.resolve('./other.js');`,
  'other.js': `const main=require('./main.js');exports.sees=main.name;exports.value=(function value(){return 'old'});`,
};

function bundle(): string {
  const folder = testFolder();
  for (const [name, source] of Object.entries(SOURCES)) writeFileSync(join(folder, name), source);
  return folder;
}

/** Compiles the files of a bundle as the build does. */
function compile(folder: string): void {
  mkdirSync(codeCacheOf(folder), { recursive: true });
  for (const [name, source] of Object.entries(SOURCES)) {
    const script = new Script(`(function(exports,require,module){${source}\n})`, { filename: join(folder, name) });
    writeFileSync(join(codeCacheOf(folder), name), cacheBytes(Buffer.from(source), script.createCachedData()));
  }
}

/** What a bundle exports, with its functions called. */
function loaded(folder: string): unknown {
  const main = loadBundle(folder) as unknown as { readonly other: { readonly value: () => string } };
  return { ...main, other: { ...main.other, value: main.other.value() } };
}

const expected = (folder: string) => ({
  name: 'main',
  other: { sees: 'main', value: 'old' },
  path: expect.stringMatching(/^[/\\]$/),
  where: join(folder, 'other.js'),
});

test('a bundle without code for this version of V8 is loaded by Node', () => {
  const folder = bundle();
  expect(loaded(folder)).toEqual(expected(folder));
  expect(existsSync(codeCacheOf(folder))).toBe(false);
});

test('a bundle with compiled code is the same', () => {
  const folder = bundle();
  compile(folder);
  expect(loaded(folder)).toEqual(expected(folder));
});

test('a file without compiled code is compiled', () => {
  const folder = bundle();
  mkdirSync(codeCacheOf(folder), { recursive: true });
  expect(loaded(folder)).toEqual(expected(folder));
});

test('compiled code of another source is not used, even if the source is as long and as old', () => {
  const folder = bundle();
  compile(folder);
  writeFileSync(join(folder, 'other.js'), SOURCES['other.js'].replace("'old'", "'new'"));
  utimesSync(join(folder, 'other.js'), 0, 0);
  expect(loaded(folder)).toMatchObject({ other: { value: 'new' } });
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  ['of another format', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 32), Buffer.alloc(bytes.length - 32)])],
  // It makes the function return another value.
  ['damaged', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('old', 'odd'), 'latin1')],
])('compiled code that is %s is not used', (_what, damage) => {
  const folder = bundle();
  compile(folder);
  const file = join(codeCacheOf(folder), 'other.js');
  writeFileSync(file, damage(readFileSync(file)));
  expect(loaded(folder)).toEqual(expected(folder));
});

test('an error in a file has the line and column of the file', () => {
  const folder = bundle();
  writeFileSync(join(folder, 'main.js'), `exports.fail=()=>{throw new Error('x')};\n`);
  mkdirSync(codeCacheOf(folder), { recursive: true });
  const { fail } = loadBundle(folder) as unknown as { readonly fail: () => void };
  let stack = '';
  try {
    fail();
  } catch (error) {
    stack = (error as Error).stack ?? '';
  }
  expect(stack).toContain(`${folder}/main.js:1:25`);
});

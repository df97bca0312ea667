import * as fs from 'node:fs';
import { loadCodes } from '../../src/code/load-code';
import { type FleetFolder, fleetFolder, loadCode, valueOf } from './fleet-folder';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

/** The files that the data of some code was made from, relative to the fleet; `undefined` where another run can differ. */
async function inputsOf(source: string, others: Readonly<Record<string, string>> = {}) {
  folder.write({ 'fleet/a/app.ts': source, ...others });
  const loaded = await loadCode(folder.at('fleet/a/app.ts'), folder.fleet);
  valueOf(loaded);
  const inputs = 'inputs' in loaded ? loaded.inputs : undefined;
  return inputs?.map((file) => file.slice(folder.fleet.length + 1)).sort();
}

const OWN = `import { defineApp } from '@goldenpath/spec';\n`;

describe('code that uses nothing but itself says which files it was made from', () => {
  test.each([
    ['values', `${OWN}const port = 3000;\nexport default defineApp({ port: String(port) } as never);`],
    [
      'functions of the language',
      `export default { a: Object.entries({ b: Math.max(1, 2) }).map(([name, n]) => name.padEnd(n)), c: JSON.stringify([1n.toString()]) };`,
    ],
    ['globals of its own', `(globalThis as any).Date = 3;\nexport default { date: (globalThis as any).Date };`],
  ])('%s', async (_title, source) => {
    expect(await inputsOf(source)).toEqual(['a/app.ts']);
  });

  test('imported files', async () => {
    const source = `import { size } from '../_shared/size.js';\nimport { team } from '../_shared';\nimport limits from './limits.json';
      export default { size, team, limits };`;
    const others = {
      'fleet/_shared/size.ts': 'export const size = 1;',
      'fleet/_shared/index.ts': `export * from './team';`,
      'fleet/_shared/team.ts': `export const team = 'x';`,
      'fleet/a/limits.json': '{}',
    };
    expect(await inputsOf(source, others)).toEqual([
      '_shared/index.ts',
      '_shared/size.ts',
      '_shared/team.ts',
      'a/app.ts',
      'a/limits.json',
    ]);
  });
});

const PACKAGE = { 'fleet/node_modules/some/index.js': 'exports.value = 1;', 'fleet/a/data.txt': 'x' };

test.each([
  ['the clock', 'new Date(0).getTime()'],
  ['the clock through a function made from text', `Function('return Date.now()')()`],
  ['the clock through the global object', `(globalThis as any)['Da' + 'te'].now()`],
  [
    'the clock through the description of a global',
    `Object.getOwnPropertyDescriptor(globalThis, 'Date')!.get!.call(0).now()`,
  ],
  ['the time since the start', 'performance.now()'],
  ['random numbers', 'Math.random()'],
  ['random identifiers', 'crypto.randomUUID()'],
  ['the process', 'process.pid'],
  ['the language of the system', `new Intl.NumberFormat().format(1)`],
  ['memory that is not cleared', 'Buffer.allocUnsafe(4).length'],
  ['the console', `void console.log('x') ?? 1`],
  ['a file', `require('node:fs').readFileSync(__dirname + '/data.txt', 'utf8')`],
  ['a listing', `require('fs').readdirSync(__dirname).length`],
  ['a package', `require('some').value`],
  ['a package by a computed name', `require(['so', 'me'].join('')).value`],
  ['where a package is', `require.resolve('some')`],
  ['the loaded modules', 'Object.keys(require.cache).length'],
  ['more of our package', `require('@goldenpath/spec').loadFleet.length`],
  ['the contract of extensions', `typeof require('@goldenpath/extension').definePart`],
])('code that uses %s can differ in another run', async (_title, expression) => {
  const source = `declare const require: any, __dirname: string;\nexport default { value: ${expression} };`;
  expect(await inputsOf(source, PACKAGE)).toBeUndefined();
});

test('a getter that looks at the clock when the data is copied counts', async () => {
  expect(await inputsOf(`export default { get value() { return Date.now(); } };`)).toBeUndefined();
});

test('a use counts for its own file only', async () => {
  folder.write({ 'fleet/a.ts': 'export default { at: Date.now() };', 'fleet/b.ts': 'export default {};' });
  const loaded = await loadCodes([folder.at('fleet/a.ts'), folder.at('fleet/b.ts')], folder.fleet);
  expect(loaded.map((each) => 'inputs' in each)).toEqual([false, true]);
});

describe('an import that leads to a file through something else than its path can lead to another one', () => {
  test('a link', async () => {
    folder.write({ 'fleet/_one/team.ts': 'export const team = 1;', 'fleet/a/app.ts': '' });
    fs.symlinkSync('../_one', folder.at('fleet/a/link'));
    expect(await inputsOf(`import { team } from './link/team';\nexport default { team };`)).toBeUndefined();
  });

  test('a field of a package.json', async () => {
    const others = {
      'fleet/_one/package.json': '{ "main": "./main.ts" }',
      'fleet/_one/main.ts': 'export const team = 1;',
    };
    expect(await inputsOf(`import { team } from '../_one';\nexport default { team };`, others)).toBeUndefined();
  });
});

import * as fs from 'node:fs';
import { loadCodes } from '../../src/code/load-code';
import { brief, diagnosticsOf, type FleetFolder, fleetFolder, loadCode, valueOf } from './fleet-folder';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

async function load(source: string | Buffer) {
  folder.write({ 'fleet/apps/a/app.ts': source });
  return loadCode(folder.at('fleet/apps/a/app.ts'), folder.fleet);
}

async function mistakes(source: string | Buffer): Promise<string[]> {
  return diagnosticsOf(await load(source)).map(brief);
}

describe('loaded code', () => {
  test('the default export, types removed, undefined fields absent', async () => {
    const source = `enum Size { Small = 'small' }\nexport default { name: 'a' as string, size: Size.Small, port: undefined };`;
    expect(valueOf(await load(source))).toStrictEqual({ name: 'a', size: 'small' });
  });

  test('defineApp, without an installed package in the fleet', async () => {
    const source = `import { defineApp } from '@goldenpath/spec';\nexport default defineApp({ name: 'a' } as never);`;
    expect(valueOf(await load(source))).toStrictEqual({ name: 'a' });
  });

  test('files of the fleet, with and without extension, and JSON', async () => {
    folder.write({
      'fleet/shared/team.ts': `import { size } from './size';\nexport const team = { owner: 'x', size };`,
      'fleet/shared/size.ts': `export const size: number = 3;`,
      'fleet/shared/limits.json': `{ "cpu": "1" }`,
    });
    const source = `import { team } from '../../shared/team.js';\nimport limits from '../../shared/limits.json';
      const { size } = require('../../shared/size');\nexport default { ...team, limits, again: size };`;
    expect(valueOf(await load(source))).toStrictEqual({ owner: 'x', size: 3, limits: { cpu: '1' }, again: 3 });
  });

  test('packages, found from the file that imports them, and modules of Node', async () => {
    folder.write({
      'fleet/node_modules/outer/index.js': `module.exports = 'outer';`,
      'fleet/lib/node_modules/inner/index.js': `exports.inner = 'inner';`,
      'fleet/lib/helper.ts': `export { inner } from 'inner';`,
    });
    const source = `import outer from 'outer';\nimport { inner } from '../../lib/helper';\nimport { basename } from 'node:path';
      export default { outer, inner, base: basename('/x/y') };`;
    expect(valueOf(await load(source))).toStrictEqual({ outer: 'outer', inner: 'inner', base: 'y' });
  });

  test('through a link to the fleet itself, with names that do not show it', async () => {
    folder.write({ 'fleet/app.ts': 'export default {};;\nawait 1;' });
    fs.symlinkSync(folder.fleet, folder.at('alias'));
    const loaded = await loadCode(folder.at('alias/app.ts'), folder.at('alias'));
    expect(diagnosticsOf(loaded).map(brief)).toEqual(['top-level-await app.ts:2:1 await']);
  });

  test('a file whose helper lies behind a link that stays within the fleet', async () => {
    folder.write({ 'fleet/real/h.ts': 'export const n = 1;' });
    fs.mkdirSync(folder.at('fleet/apps/a'), { recursive: true });
    fs.symlinkSync(folder.at('fleet/real/h.ts'), folder.at('fleet/apps/a/h.ts'));
    expect(valueOf(await load(`import { n } from './h';\nexport default { n };`))).toStrictEqual({ n: 1 });
  });

  test('where its values are', async () => {
    const loaded = await load(`export default {\n  replicas: 'many',\n};`);
    if ('diagnostics' in loaded) throw new Error('not loaded');
    expect(loaded.file).toBe('apps/a/app.ts');
    expect(loaded.locate(['replicas'], 'value')).toEqual({
      file: 'apps/a/app.ts',
      line: 2,
      column: 13,
      text: "  replicas: 'many',",
      length: 6,
    });
  });

  test('no file at all, without a bundler', async () => {
    expect(await loadCodes([], folder.fleet)).toEqual([]);
  });
});

describe('mistakes in the code', () => {
  test('syntax, at its place in UTF-16', async () => {
    expect(await mistakes(`export default { ä: '😀', b: ] };`)).toEqual(['code-syntax apps/a/app.ts:1:30 ]']);
  });

  test('a byte order mark does not count as a column', async () => {
    expect(await mistakes(`\uFEFFexport default ];`)).toEqual(['code-syntax apps/a/app.ts:1:16 ]']);
  });

  test('await outside a function', async () => {
    expect(await mistakes(`const x = await Promise.resolve(1);\nexport default { x };`)).toEqual([
      'top-level-await apps/a/app.ts:1:11 await',
    ]);
  });

  test('two equal keys', async () => {
    expect(await mistakes(`export default { port: 1,\n port: 2 };`)).toEqual(['duplicate-key apps/a/app.ts:2:2 port']);
  });

  test('a thrown error, with the file and line of the source', async () => {
    folder.write({
      'fleet/lib/h.ts': `interface Long { a: 1 }\n\nexport function h(): Long {\n  throw new Error('no "owner".');\n}`,
    });
    const [diagnostic] = diagnosticsOf(await load(`import { h } from '../../lib/h';\nexport default h();`));
    expect(diagnostic).toMatchObject({
      rule: 'code-throws',
      message: 'The code threw while it ran: Error: no "owner".',
      location: { file: 'lib/h.ts', line: 4, column: 9 },
    });
  });

  test('an error of a package, at the line of the fleet that called it', async () => {
    folder.write({ 'fleet/node_modules/p/index.js': `exports.f = () => { throw new TypeError('inside p'); };` });
    const source = `import { f } from 'p';\ntype X = 1;\nexport default {\n  x: f(),\n};`;
    expect(await mistakes(source)).toEqual(['code-throws apps/a/app.ts:4:6 f']);
  });

  test.each([
    ['a text', `throw 'plain';\nexport default {};`, 'plain'],
    ['null', `throw null;\nexport default {};`, 'null'],
    ['an object', `throw { a: 1 };\nexport default {};`, 'a value of type object'],
    ['a getter', `export default { get a() { throw new RangeError('late'); } };`, 'RangeError: late'],
    [
      'endless recursion',
      `function f() { f(); }\nf();\nexport default {};`,
      'RangeError: Maximum call stack size exceeded',
    ],
    ['many lines', `throw new Error('one\\ntwo');\nexport default {};`, 'Error: one'],
  ])('thrown: %s', async (_, source, message) => {
    const [diagnostic] = diagnosticsOf(await load(source));
    expect(diagnostic).toMatchObject({ rule: 'code-throws', message: `The code threw while it ran: ${message}.` });
  });

  test.each([
    ['nothing', ''],
    ['a named export', `export const app = { name: 'a' };`],
    ['module.exports', `module.exports = { name: 'a' };`],
    ['module.exports = null', `module.exports = null;`],
  ])('no default export but %s', async (_, source) => {
    const [diagnostic] = diagnosticsOf(await load(source));
    expect(diagnostic).toMatchObject({
      rule: 'no-default-export',
      message: 'apps/a/app.ts has no default export.',
      remedy: 'End it with `export default defineApp({ … })`.',
    });
  });

  test('the remedy names definePlatform for platform.ts', async () => {
    folder.write({ 'fleet/platform.ts': 'export {};' });
    const [diagnostic] = diagnosticsOf(await loadCode(folder.at('fleet/platform.ts'), folder.fleet));
    expect(diagnostic?.remedy).toBe('End it with `export default definePlatform({ … })`.');
  });

  test('a value that is not data, each at its place', async () => {
    const source = `class Port { n = 1 }\nexport default {\n  port: new Port(),\n  env: { A: () => 1, B: [1, NaN] },\n};`;
    const diagnostics = diagnosticsOf(await load(source));
    expect(diagnostics.map(brief)).toEqual([
      'not-data apps/a/app.ts:3:9 new Port()',
      'not-data apps/a/app.ts:4:13 () => 1',
      'not-data apps/a/app.ts:4:29 NaN',
    ]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '`port` is an instance of Port; a spec is plain data.',
      '`env.A` is a function; a spec is plain data.',
      '`env.B[1]` is the number NaN; a spec is plain data.',
    ]);
  });

  test('a promise, whose failure ends nothing', async () => {
    expect(await mistakes(`export default Promise.reject(new Error('late'));`)).toEqual([
      'not-data apps/a/app.ts:1:16 Promise.reject',
    ]);
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('many files at once', () => {
  test('each file has its own errors and those of its imports, and the others load', async () => {
    folder.write({
      'fleet/good.ts': `export default { name: 'good' };`,
      'fleet/bad.ts': `export default { name: };`,
      'fleet/uses-shared.ts': `import { x } from './shared';\nexport default { x };`,
      'fleet/uses-too.ts': `export * from './uses-shared';\nexport default {};`,
      'fleet/shared.ts': `export const x = ;`,
      'fleet/no-such-export.ts': `import { y } from './good';\nexport default { y };`,
    });
    const names = ['good.ts', 'bad.ts', 'missing.ts', 'uses-shared.ts', 'uses-too.ts', 'no-such-export.ts'];
    const loaded = await loadCodes(
      names.map((name) => folder.at('fleet', name)),
      folder.fleet,
    );
    expect(loaded.map((each) => ('diagnostics' in each ? each.diagnostics.map(brief) : each.value))).toEqual([
      { name: 'good' },
      ['code-syntax bad.ts:1:24 }'],
      ['file-missing missing.ts:1:1 '],
      ['code-syntax shared.ts:1:18 ;'],
      ['code-syntax shared.ts:1:18 ;'],
      ['import-missing no-such-export.ts:1:10 y'],
    ]);
  });

  test('names in errors are relative to the folder asked for', async () => {
    folder.write({ 'fleet/apps/a/app.ts': 'export default ;' });
    const [loaded] = await loadCodes([folder.at('fleet/apps/a/app.ts')], folder.at('fleet/apps'), {
      shownFrom: folder.fleet,
    });
    expect(diagnosticsOf(loaded).map(brief)).toEqual(['code-syntax apps/a/app.ts:1:16 ;']);
  });

  test('state of one file is not seen by another', async () => {
    folder.write({
      'fleet/counter.ts': `let count = 0;\nexport const next = () => ++count;`,
      'fleet/a.ts': `import { next } from './counter';\nexport default { n: next() };`,
      'fleet/b.ts': `import { next } from './counter';\nexport default { n: next() };`,
    });
    const loaded = await loadCodes([folder.at('fleet/a.ts'), folder.at('fleet/b.ts')], folder.fleet);
    expect(loaded.map(valueOf)).toEqual([{ n: 1 }, { n: 1 }]);
  });
});

import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { type FleetFolder, fleetFolder } from './fleet-folder';

/** The built loader on plain Node, whose `require`, stacks and realms are not those of the test runner. */
const DIST = path.resolve(__dirname, '../../dist');

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
});
afterEach(() => folder.remove());

function node(script: string): unknown {
  const preamble = `const { loadCodes } = require(${JSON.stringify(`${DIST}/code/load-code.js`)});
    const fleet = ${JSON.stringify(folder.fleet)};
    const show = (loaded) => 'diagnostics' in loaded
      ? loaded.diagnostics.map(({ rule, location: l }) => [rule, l.file, l.line, l.column].join(' ')) : loaded.value;
    const print = (value) => console.log(JSON.stringify(value));`;
  return JSON.parse(execFileSync(process.execPath, ['-e', `${preamble}\n${script}`], { encoding: 'utf8' }));
}

function loadOne(): unknown {
  return node(`loadCodes([fleet + '/app.ts'], fleet).then(([loaded]) => print(show(loaded)));`);
}

test('loads defineApp from the package installed in the fleet, or from our own if there is none', () => {
  folder.write({
    'fleet/app.ts': `import { defineApp } from '@goldenpath/spec';\nexport default { ...defineApp({}), n: 1 };`,
  });
  expect(loadOne()).toEqual({ n: 1 });
  folder.write({ 'fleet/node_modules/@goldenpath/spec/index.js': 'exports.defineApp = () => ({ from: "beside" });' });
  expect(loadOne()).toEqual({ from: 'beside', n: 1 });
});

test('loads packages from the file that imports them, also late', () => {
  folder.write({
    'fleet/node_modules/p/index.js': 'exports.n = 1;',
    'fleet/lib/node_modules/q/index.js': 'exports.n = 2;',
    'fleet/lib/h.ts': `export { n } from 'q';`,
    'fleet/app.ts': `import { n } from 'p';\nimport * as h from './lib/h';\nexport default { p: n, q: h.n };`,
  });
  expect(loadOne()).toEqual({ p: 1, q: 2 });
});

test('refuses a package that has no door for require', () => {
  folder.write({
    'fleet/node_modules/modules-alone/package.json': '{"exports": {"import": "./index.mjs"}}',
    'fleet/app.ts': `import x from 'modules-alone';\nexport default { x };`,
  });
  expect(loadOne()).toEqual(['package-not-loadable app.ts 1 15']);
});

test('maps thrown errors to the lines of the source', () => {
  folder.write({
    'fleet/lib/h.ts': `interface A { a: 1 }\n\nexport const h = (): A => {\n  throw new Error('x');\n};`,
    'fleet/app.ts': `import { h } from './lib/h';\nexport default h();`,
  });
  expect(loadOne()).toEqual(['code-throws lib/h.ts 4 9']);
});

test('refuses class instances, dates and cycles of the realm that it runs in', () => {
  folder.write({
    'fleet/app.ts': `class A {}\nconst loop: unknown[] = [];\nloop.push(loop);\nexport default {\n a: new A(),\n b: new Date(0),\n c: loop,\n d: { e: [1] } };`,
  });
  expect(loadOne()).toEqual(['not-data app.ts 5 5', 'not-data app.ts 6 5', 'not-data app.ts 7 2']);
});

test('ends by itself, and succeeds even if a promise is rejected later', () => {
  folder.write({
    'fleet/app.ts': `export default new Promise((_, no) => setTimeout(() => no(new Error('late')), 20));`,
  });
  expect(loadOne()).toEqual(['not-data app.ts 1 16']);
});

test('the package loads neither the bundler nor the parser before they are needed', () => {
  const script = `require(${JSON.stringify(`${DIST}/index.js`)});
    print(Object.keys(require.cache).filter((file) => /[\\\\/](esbuild|parser)[\\\\/]lib[\\\\/]/.test(file)));`;
  expect(node(script)).toEqual([]);
});

test('a hundred files take one run of the bundler', () => {
  const names = Array.from({ length: 100 }, (_, index) => `a${index}/app.ts`);
  folder.write({ 'fleet/shared.ts': 'export const owner = "x";' });
  for (const name of names)
    folder.write({
      [`fleet/${name}`]: `import { owner } from '../shared';\nexport default { owner, name: '${name}' };`,
    });
  const script = `const bundler = ${JSON.stringify(require.resolve('esbuild'))};
    const esbuild = require(bundler);
    let builds = 0;
    const build = (options) => { builds += 1; return esbuild.build(options); };
    require.cache[bundler].exports = { ...esbuild, build };
    loadCodes(${JSON.stringify(names)}.map((name) => fleet + '/' + name), fleet)
      .then((loaded) => print([builds, loaded.map((each) => each.value.name)]));`;
  expect(node(script)).toEqual([1, names]);
});

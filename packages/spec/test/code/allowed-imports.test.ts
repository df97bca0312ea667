import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { loadCodes } from '../../src/code/load-code';
import { brief, diagnosticsOf, type FleetFolder, fleetFolder, loadCode, valueOf } from './fleet-folder';

let folder: FleetFolder;
beforeEach(() => {
  folder = fleetFolder();
  folder.write({ 'outside.ts': 'export const secret = 1;\nexport default { secret };' });
});
afterEach(() => folder.remove());

async function mistakes(source: string): Promise<string[]> {
  folder.write({ 'fleet/apps/a/app.ts': source });
  return diagnosticsOf(await loadCode(folder.at('fleet/apps/a/app.ts'), folder.fleet)).map(brief);
}

describe('imports that leave the fleet', () => {
  test.each([
    ['relative', `import { secret } from '../../../outside';`, `1:24 '../../../outside'`],
    ['relative, to nothing', `import { secret } from '../../../no-such';`, `1:24 '../../../no-such'`],
    [
      'back through the name of the fleet',
      `import { secret } from '../../../fleet/../outside';`,
      `1:24 '../../../fleet/../outside'`,
    ],
    ['re-exported', `export * from '../../../outside';`, `1:15 '../../../outside'`],
    ['required', `const { secret } = require('../../../outside');`, `1:28 '../../../outside'`],
    ['imported late', `const late = () => import('../../../outside');\nlate;`, `1:27 '../../../outside'`],
  ])('%s', async (_, statement, place) => {
    const source = `${statement}\nexport default { s: typeof secret };`;
    expect(await mistakes(source)).toEqual([`import-outside-fleet apps/a/app.ts:${place}`]);
  });

  test('by an absolute path', async () => {
    const request = folder.at('outside.ts');
    expect(await mistakes(`import { secret } from '${request}';\nexport default { secret };`)).toEqual([
      `import-outside-fleet apps/a/app.ts:1:24 '${request}'`,
    ]);
  });

  test('an absolute path within is allowed', async () => {
    folder.write({ 'fleet/x.ts': 'export const x = 1;' });
    folder.write({ 'fleet/app.ts': `import { x } from '${folder.at('fleet/x.ts')}';\nexport default { x };` });
    expect(valueOf(await loadCode(folder.at('fleet/app.ts'), folder.fleet))).toEqual({ x: 1 });
  });

  test('a sibling folder whose name has the same beginning', async () => {
    folder.write({ 'fleet-other/x.ts': 'export const secret = 1;' });
    expect(await mistakes(`import { secret } from '../../../fleet-other/x';\nexport default { secret };`)).toEqual([
      `import-outside-fleet apps/a/app.ts:1:24 '../../../fleet-other/x'`,
    ]);
  });

  test('through a link to a file, a link to a folder, and a package.json', async () => {
    folder.write({
      'elsewhere/index.ts': 'export const secret = 1;',
      'fleet/dir/package.json': '{"main": "../../outside.ts"}',
    });
    fs.symlinkSync(folder.at('outside.ts'), folder.at('fleet/link.ts'));
    fs.symlinkSync(folder.at('elsewhere'), folder.at('fleet/linked'));
    const source = `import * as a from '../../link';\nimport * as b from '../../linked';\nimport * as c from '../../dir';\nexport default { a, b, c };`;
    expect(await mistakes(source)).toEqual([
      `import-outside-fleet apps/a/app.ts:1:20 '../../link'`,
      `import-outside-fleet apps/a/app.ts:2:20 '../../linked'`,
      `import-outside-fleet apps/a/app.ts:3:20 '../../dir'`,
    ]);
  });

  test('by a pattern', async () => {
    const source = "const name = 'outside';\nexport default require(`../../../${name}.ts`);";
    expect(await mistakes(source)).toEqual(['import-unsupported apps/a/app.ts:2:24 `../../../${name}.ts`']);
  });

  test('a pattern in one file does not spoil another', async () => {
    folder.write({
      'fleet/pattern.ts': "const n = 'x';\nexport default require(`./data/${n}.ts`);",
      'fleet/data/x.ts': 'export default {};',
      'fleet/good.ts': 'export default { ok: true };',
    });
    const [pattern, good] = await loadCodes([folder.at('fleet/pattern.ts'), folder.at('fleet/good.ts')], folder.fleet);
    expect(diagnosticsOf(pattern).map(brief)).toEqual(['import-unsupported pattern.ts:2:24 `./data/${n}.ts`']);
    expect(valueOf(good)).toEqual({ ok: true });
  });

  test('by the paths of a tsconfig.json', async () => {
    folder.write({ 'fleet/tsconfig.json': '{"compilerOptions": {"paths": {"secret": ["../outside.ts"]}}}' });
    expect(await mistakes(`import { secret } from 'secret';\nexport default { secret };`)).toEqual([
      `package-missing apps/a/app.ts:1:24 'secret'`,
    ]);
  });
});

describe('imports that lead nowhere', () => {
  test.each([
    ['import-missing', './no-such'],
    ['package-missing', 'no-such-package/part'],
    ['package-missing', '@no-such/package/part'],
    ['import-unsupported', 'file:///etc/hostname'],
    ['import-unsupported', 'https://example.org/x.js'],
    ['import-unsupported', 'data:text/javascript,export default 1'],
    ['import-unsupported', './picture.png'],
    ['file-too-large', './large'],
    ['not-utf8', './latin'],
    ['import-missing', '#alias'],
  ])('%s: %s', async (rule, request) => {
    folder.write({
      'fleet/apps/a/picture.png': 'x',
      'fleet/apps/a/large.ts': ' '.repeat(1024 * 1024 + 1),
      'fleet/apps/a/latin.ts': Buffer.from('export const x = "\xe4";', 'latin1'),
    });
    const source = `import { x } from '${request}';\nexport default { x };`;
    expect(await mistakes(source)).toEqual([`${rule} apps/a/app.ts:1:19 '${request}'`]);
  });

  test('the remedy names the package to install', async () => {
    folder.write({ 'fleet/app.ts': `import x from '@some/package/part';\nexport default { x };` });
    const [diagnostic] = diagnosticsOf(await loadCode(folder.at('fleet/app.ts'), folder.fleet));
    expect(diagnostic?.message).toBe('The package `@some/package` is not installed.');
    expect(diagnostic?.remedy).toContain('`npm install @some/package`');
  });

  test('a required package that is missing is missing only when it is required', async () => {
    folder.write({ 'fleet/app.ts': `let x = 1;\ntry { x = require('no-such'); } catch {}\nexport default { x };` });
    expect(valueOf(await loadCode(folder.at('fleet/app.ts'), folder.fleet))).toEqual({ x: 1 });
    expect(await mistakes(`const x = require('no-such');\nexport default { x };`)).toEqual([
      'package-missing apps/a/app.ts:1:11 r',
    ]);
  });

  test('a type of a package that is not installed costs nothing', async () => {
    folder.write({ 'fleet/app.ts': `import { Type } from 'no-such';\nconst x: Type = 1;\nexport default { x };` });
    expect(valueOf(await loadCode(folder.at('fleet/app.ts'), folder.fleet))).toEqual({ x: 1 });
  });
});

describe('the file itself', () => {
  const load = async (name: string) => diagnosticsOf(await loadCode(folder.at(name), folder.fleet)).map(brief);

  test('outside the fleet', async () => {
    expect(await load('outside.ts')).toEqual(['code-outside-fleet ../outside.ts:1:1 ']);
  });

  test('a link', async () => {
    fs.symlinkSync(folder.at('outside.ts'), folder.at('fleet/app.ts'));
    expect(await load('fleet/app.ts')).toEqual(['symbolic-link app.ts:1:1 ']);
  });

  test('in a folder that is a link to outside', async () => {
    folder.write({ 'elsewhere/app.ts': 'export default {};' });
    fs.symlinkSync(folder.at('elsewhere'), folder.at('fleet/a'));
    expect(await load('fleet/a/app.ts')).toEqual(['code-outside-fleet a/app.ts:1:1 ']);
  });

  test('a folder, a pipe, nothing', async () => {
    fs.mkdirSync(folder.at('fleet/folder.ts'));
    execFileSync('mkfifo', [folder.at('fleet/pipe.ts')]);
    expect(await load('fleet/folder.ts')).toEqual(['not-a-file folder.ts:1:1 ']);
    expect(await load('fleet/pipe.ts')).toEqual(['not-a-file pipe.ts:1:1 ']);
    expect(await load('fleet/no/app.ts')).toEqual(['file-missing no/app.ts:1:1 ']);
  });

  test('too large, not UTF-8, nested without end', async () => {
    folder.write({
      'fleet/large.ts': Buffer.alloc(10 * 1024 * 1024, 0x20),
      'fleet/latin.ts': Buffer.from('export default "\xe4"', 'latin1'),
      'fleet/deep.ts': `export default ${'['.repeat(400_000)}`,
    });
    expect(await load('fleet/large.ts')).toEqual(['file-too-large large.ts:1:1 ']);
    expect(await load('fleet/latin.ts')).toEqual(['not-utf8 latin.ts:1:1 ']);
    expect(await load('fleet/deep.ts')).toEqual(['code-too-deep deep.ts:1:1 ']);
  });
});

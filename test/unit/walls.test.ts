import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import importTable from '../../scripts/import-table.json';
import { importsOf, type Manifest, packageOf, violations } from './walls';

const root = join(__dirname, '..', '..');
const table: Readonly<Record<string, readonly string[]>> = importTable;
const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'package.json')),
);

test('the import table has a row for each package, and names no other', () => {
  expect(Object.keys(table).sort()).toEqual([...packages].sort());
  const named = Object.values(table).flat();
  expect(named.filter((name) => name !== '*' && !packages.includes(name))).toEqual([]);
});

test('the import table has no cycle', () => {
  const isIn = (name: string, from: string, seen = new Set<string>()): boolean =>
    (table[from] ?? []).some((next) => {
      if (next === name) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return isIn(name, next, seen);
    });
  expect(packages.filter((name) => isIn(name, name))).toEqual([]);
});

test.each(packages)('%s imports what it declares and the table allows, and declares nothing else', (name) => {
  const folder = join(root, 'packages', name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const sources = sourcesBelow(join(folder, 'src'));
  expect(violations(manifest, sources, table[name] ?? [])).toEqual([]);
});

describe('imports that the walls refuse', () => {
  const manifest: Manifest = {
    name: '@goldenpath/manifests',
    dependencies: { cdk8s: '1', '@goldenpath/model': '1' },
    devDependencies: { 'fast-check': '1' },
  };
  const fine = "import { App } from 'cdk8s';\nimport type { Facts } from '@goldenpath/model';\n";
  const cases: readonly [string, string][] = [
    ["import x from 'left-pad';", 'imports left-pad, which it does not declare'],
    ["export * from '@scope/thing/deep';", 'imports @scope/thing, which it does not declare'],
    ["const x = require('left-pad');", 'imports left-pad, which it does not declare'],
    ["const x = await import('left-pad');", 'imports left-pad, which it does not declare'],
    ["import 'fast-check';", 'imports fast-check, which is a devDependency'],
    ["import { a } from '@goldenpath/infra';", 'imports @goldenpath/infra, which the import table forbids'],
  ];

  test.each(cases)('%s', (source, expected) => {
    expect(violations(manifest, [fine, source], ['model', 'files'])).toContainEqual(expect.stringContaining(expected));
  });

  test('a dependency that nothing imports', () => {
    expect(violations(manifest, ["import { App } from 'cdk8s';"], ['model'])).toEqual([
      '@goldenpath/manifests declares @goldenpath/model, which nothing in its src imports',
    ]);
  });

  test('nothing else', () => {
    expect(violations({ name: '@goldenpath/spec' }, ["require('@goldenpath/spec');"], [])).toEqual([]);
    expect(violations(manifest, [fine, "import { join } from 'node:path';\nimport './near';"], ['model'])).toEqual([]);
  });
});

test('imports are found in every form, and not in comments', () => {
  const source =
    "import a,\n  { b } from 'one';\n// import x from 'no';\n/** from 'no' */\nexport type { c } from 'two';\nimport('three');";
  expect(importsOf(source)).toEqual(['one', 'two', 'three']);
  expect(packageOf('@a/b/c/d')).toBe('@a/b');
  expect(packageOf('a/b')).toBe('a');
  expect(isBuiltin('node:fs')).toBe(true);
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

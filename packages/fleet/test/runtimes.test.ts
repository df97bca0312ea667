import { execFileSync } from 'node:child_process';
import { InvalidFleetError, openFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { git, PLAIN_ENV } from '@goldenpath/testing/git';
import { testFolder, writeFiles } from '@goldenpath/testing/folders';
import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The generators are compiled when they are first loaded.
jest.setTimeout(120_000);

const SHOP = {
  kind: 'stateless-app',
  name: 'shop',
  description: 'Sells "$HOME" and #{x}\\',
  owner: 'app-team',
  runtime: 'go',
  environments: ['dev'],
};
const STORE = { ...SHOP, kind: 'stateful-app', name: 'store', storage: { size: '1Gi', mountPath: '/data' } };

const GO = `runtimes:
  go:
    description: Go with net/http.
    template: ./runtimes/go
    testCommand: go vet ./... && go test ./...
    inputs:
      go_version: '1.25'
`;

/** A small template as a platform team would write it. */
const TEMPLATE = {
  'runtimes/go/base/main.go': [
    'package main',
    '',
    'const name, description, port = "{{name}}", {{description}}, {{port}}',
    '',
    '// #if storage',
    'const data = {{mountPath}}',
    '// #end',
    'func main() { serve(map[string]any{"a": map[string]any{}}) }',
    '',
  ].join('\n'),
  'runtimes/go/base/go.mod': 'module {{name}}\n\ngo 1.25\n',
  'runtimes/go/base/dot-gitignore': '/{{name}}\n',
  'runtimes/go/storage/store.go': 'package main\n',
};

/** A fleet on the example platform, with its own runtimes. */
function fleetWith(
  runtimes: string,
  files: Readonly<Record<string, string>>,
  ...specs: readonly { name: string }[]
): string {
  const platform = readFileSync(join(ROOT, 'platform.yaml'), 'utf8');
  const apps = specs.map((spec) => [`apps/${spec.name}/app.yaml`, JSON.stringify(spec)]);
  return testFolder({ 'platform.yaml': platform + runtimes, ...files, ...Object.fromEntries(apps) });
}

/** Every error of a fleet: where, and what. */
async function errorsOf(cwd: string): Promise<string[]> {
  try {
    await openFleet({ cwd }).validate();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFleetError)) throw error;
    return error.diagnostics.map(
      ({ location, message }) => `${location?.file ?? ''}:${location?.line ?? 0}:${location?.column ?? 0} ${message}`,
    );
  }
}

test('an application in a language that the platform defines gets the code of its template', async () => {
  const cwd = fleetWith(GO, TEMPLATE, SHOP, STORE);
  const { root } = await openFleet({ cwd }).scaffold('shop', { out: testFolder() });
  expect(readFileSync(join(root, 'main.go'), 'utf8')).toBe(
    [
      'package main',
      '',
      String.raw`const name, description, port = "shop", "Sells \"$HOME\" and #{x}\\", 8080`,
      '',
      'func main() { serve(map[string]any{"a": map[string]any{}}) }',
      '',
    ].join('\n'),
  );
  expect(readFileSync(join(root, '.gitignore'), 'utf8')).toBe('/shop\n');
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain('It listens on port 8080');
  const delivery = readFileSync(join(root, '.github/workflows/delivery.yml'), 'utf8');
  expect(delivery).toContain('test_command: go vet ./... && go test ./...\n');
  expect(delivery).toContain("go_version: '1.25'\n");
  const stateful = await openFleet({ cwd }).scaffold('store', { out: testFolder() });
  expect(readFileSync(join(stateful.root, 'main.go'), 'utf8')).toContain('const data = "/data"\n');
  expect(stateful.files).toContainEqual(expect.objectContaining({ path: 'store.go', ownership: 'once' }));
});

test('`new`, `explain` and the schema for editors know the language', async () => {
  const cwd = fleetWith(GO, TEMPLATE, SHOP);
  const fleet = openFleet({ cwd });
  expect((await fleet.draftSpec({ ...NEW, runtime: 'go' })).text).toContain('runtime: go\n');
  await expect(fleet.draftSpec({ ...NEW, runtime: 'gol' })).rejects.toBeInstanceOf(InvalidFleetError);
  const facts = await fleet.explain('shop');
  expect(facts.filter(({ fact }) => fact.includes('runtime')).map(({ value }) => value)).toContain('go');
  const [schema] = await fleet.schema();
  const { definitions } = JSON.parse(readFileSync(schema?.file ?? '', 'utf8')) as {
    definitions: Record<string, { properties: Record<string, { enum?: string[]; description?: string }> }>;
  };
  expect(definitions['WrittenStatelessApp']?.properties['runtime']).toMatchObject({
    enum: ['python', 'node', 'go'],
    description: expect.stringContaining('`go`: Go with net/http.') as string,
  });
});

const NEW = { kind: 'stateless-app', name: 'cart', description: 'Holds', owner: 'app-team' };

test('a platform can replace the template of a built-in language, and its tests still run the same way', async () => {
  const own = 'runtimes:\n  node:\n    template: ./own\n';
  const cwd = fleetWith(own, { 'own/base/index.js': "console.log('{{name}}');\n" }, {
    ...SHOP,
    runtime: 'node',
  } as typeof SHOP);
  const { root, files } = await openFleet({ cwd }).scaffold('shop', { out: testFolder() });
  expect(files.map(({ path }) => path)).toContain('index.js');
  expect(files.map(({ path }) => path)).not.toContain('src/server.ts');
  expect(readFileSync(join(root, '.github/workflows/delivery.yml'), 'utf8')).toContain('npm test');
});

test('`synth` generates only the repositories again when the template changes', async () => {
  const cwd = fleetWith(GO, TEMPLATE, SHOP, { ...SHOP, name: 'other', runtime: 'python' } as typeof SHOP);
  const out = testFolder();
  const changes = async () =>
    (await openFleet({ cwd }).synth({ out })).trees.flatMap(({ changes: made }) =>
      made.changes.map(({ path }) => path),
    );
  expect(await changes()).toContain('shop/main.go');
  expect(await changes()).toEqual([]);
  writeFileSync(join(cwd, 'runtimes/go/base/go.mod'), 'module {{name}}\n\ngo 1.26\n');
  expect((await changes()).sort()).toEqual(['shop/.goldenpath.json', 'shop/go.mod']);
});

test.each([
  ['a missing folder', GO, {}, ['platform.yaml:LINE:15 There is no folder `runtimes/go` beside the platform file.']],
  [
    'a file instead of a folder',
    GO,
    { 'runtimes/go': '' },
    ['platform.yaml:LINE:15 `runtimes/go` is a file, not a folder.'],
  ],
  ['no base', GO, { 'runtimes/go/x/a.txt': '' }, ['platform.yaml:LINE:15 `runtimes/go` has no folder `base`.']],
  [
    'a file in no layer',
    GO,
    { ...TEMPLATE, 'runtimes/go/stray.txt': '' },
    ['platform.yaml:LINE:15 `runtimes/go/stray.txt` is in no layer.'],
  ],
  [
    'a file of the platform',
    GO,
    { ...TEMPLATE, 'runtimes/go/base/dot-github/workflows/delivery.yml': '' },
    [
      'platform.yaml:LINE:15 `runtimes/go/base/dot-github/workflows/delivery.yml` would be `.github/workflows/delivery.yml`, which the platform keeps.',
    ],
  ],
  [
    'files that a file system takes for one',
    GO,
    { ...TEMPLATE, 'runtimes/go/base/readme.md': '' },
    [expect.stringContaining('`runtimes/go` cannot be beside each other.') as string],
  ],
  [
    'a placeholder that does not exist',
    GO,
    { ...TEMPLATE, 'runtimes/go/base/a.go': 'package main\n\nvar x = "{{nmae}}"\n' },
    ['runtimes/go/base/a.go:3:10 There is no value `nmae`.'],
  ],
  [
    'a condition without an end',
    GO,
    { ...TEMPLATE, 'runtimes/go/base/a.go': 'package main\n// #if storage\n' },
    ['runtimes/go/base/a.go:2:1 `#if` without `#end`.'],
  ],
  [
    'a folder outside',
    GO.replace('./runtimes/go', './runtimes/../../go'),
    TEMPLATE,
    ['platform.yaml:LINE:15 "./runtimes/../../go" is not a plain path below the folder of the platform file.'],
  ],
  [
    'a name that templates use',
    GO.replace('  go:', '  storage:'),
    TEMPLATE,
    ['platform.yaml:LINE:3 Templates use the name "storage" for something else.'],
  ],
  [
    'an input of goldenpath',
    GO.replace('go_version', 'environment'),
    TEMPLATE,
    ['platform.yaml:LINE:7 goldenpath sets the input "environment" itself.'],
  ],
])('%s is one error with its line', async (_what, runtimes, files, expected) => {
  const cwd = fleetWith(runtimes, files, { ...SHOP, runtime: 'python' } as typeof SHOP);
  const found = (await errorsOf(cwd)).map((line) => line.replace(/^(platform\.yaml:)[0-9]+/, '$1LINE'));
  expect(found).toEqual(expected);
});

test('a link is refused as the template folder and inside it', async () => {
  const outside = testFolder({ 'base/a.txt': 'a\n' });
  const cwd = fleetWith(GO, { 'runtimes/x': '' }, { ...SHOP, runtime: 'python' } as typeof SHOP);
  symlinkSync(outside, join(cwd, 'runtimes/go'));
  expect(await errorsOf(cwd)).toEqual([expect.stringContaining('is a link to a folder outside of the fleet.')]);
  const inside = fleetWith(GO, TEMPLATE, { ...SHOP, runtime: 'python' } as typeof SHOP);
  symlinkSync('/etc/hostname', join(inside, 'runtimes/go/base/host'));
  symlinkSync(outside, join(inside, 'runtimes/go/more'));
  expect(await errorsOf(inside)).toEqual([
    expect.stringContaining('`runtimes/go/base/host` is a symbolic link.'),
    expect.stringContaining('`runtimes/go/more` is a symbolic link.'),
  ]);
});

test('a template folder that cannot be read is one error at its line', async () => {
  const python = { ...SHOP, runtime: 'python' } as typeof SHOP;
  const loop = fleetWith(GO, { 'runtimes/x': '' }, python);
  symlinkSync('go', join(loop, 'runtimes/go'));
  expect(await errorsOf(loop)).toEqual([
    expect.stringMatching(/^platform\.yaml:\d+:15 `runtimes\/go` cannot be read \(ELOOP\)\.$/),
  ]);
  const below = fleetWith(GO.replace('./runtimes/go', './platform.yaml/go'), TEMPLATE, python);
  expect(await errorsOf(below)).toEqual([
    expect.stringMatching(/^platform\.yaml:\d+:15 `platform\.yaml\/go` cannot be read \(ENOTDIR\)\.$/),
  ]);
});

test('a binary file is refused', async () => {
  const cwd = fleetWith(GO, TEMPLATE, { ...SHOP, runtime: 'python' } as typeof SHOP);
  writeFileSync(join(cwd, 'runtimes/go/base/logo.png'), Buffer.from([0x89, 0x50, 0xff, 0xfe]));
  expect(await errorsOf(cwd)).toEqual([expect.stringContaining('`runtimes/go/base/logo.png` is not UTF-8 text.')]);
});

test('a value of a feature that the application does not have is an error with its line, and nothing is written', async () => {
  const cwd = fleetWith(GO, TEMPLATE, SHOP);
  writeFiles(cwd, { 'runtimes/go/base/main.go': 'package main\n\nconst data = {{mountPath}}\n' });
  const out = testFolder();
  await expect(openFleet({ cwd }).synth({ out })).rejects.toMatchObject({
    location: { line: 3, column: 14 },
    summary: expect.stringContaining('The value `mountPath` is not given.') as string,
  });
  expect(() => readFileSync(join(out, 'repos/shop/go.mod'))).toThrow('ENOENT');
});

test('an unknown language is an error that suggests the nearest one', async () => {
  const cwd = fleetWith(GO, TEMPLATE, { ...SHOP, runtime: 'og' } as typeof SHOP);
  expect(await errorsOf(cwd)).toEqual([expect.stringContaining('runtime')]);
});

test('a repository generated from a small template passes its own tests', async () => {
  const test =
    "import test from 'node:test';\nimport assert from 'node:assert';\nimport { name, about } from './index.js';\n";
  const checks = "test('is itself', () => assert.equal(`${name}: ${about}`, process.env.EXPECTED));\n";
  const files = {
    'plain/base/package.json': '{ "name": "{{name}}", "type": "module", "scripts": { "test": "node --test" } }\n',
    'plain/base/index.js': "export const name = '{{name}}';\nexport const about = {{description}};\n",
    'plain/base/index.test.js': test + checks,
  };
  const runtimes = 'runtimes:\n  plain:\n    template: ./plain\n    testCommand: npm test\n';
  const cwd = fleetWith(runtimes, files, { ...SHOP, runtime: 'plain' } as typeof SHOP);
  const { root } = await openFleet({ cwd }).scaffold('shop', { out: testFolder() });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const expected = { ...env, EXPECTED: `shop: ${SHOP.description}` };
  execFileSync(process.execPath, ['--test'], { cwd: root, env: expected, stdio: 'pipe' });
  const other = { ...env, EXPECTED: 'another' };
  expect(() => execFileSync(process.execPath, ['--test'], { cwd: root, env: other, stdio: 'pipe' })).toThrow(
    'Command failed',
  );
});

test('a script of a template is executable in the repository, and in the next version of the template', async () => {
  const cwd = fleetWith(GO, { ...TEMPLATE, 'runtimes/go/base/run.sh': '#!/bin/sh\n' }, SHOP);
  chmodSync(join(cwd, 'runtimes/go/base/run.sh'), 0o755);
  const { root } = await openFleet({ cwd }).scaffold('shop', { out: testFolder() });
  expect(isExecutable(join(root, 'run.sh'))).toBe(true);
  expect(isExecutable(join(root, 'main.go'))).toBe(false);
  await openFleet({ cwd }).synth({});
  expect(isExecutable(join(cwd, 'dist/repos/shop/run.sh'))).toBe(true);
  expect(isExecutable(join(cwd, 'dist/repos/shop/main.go'))).toBe(false);
  git(root, ['init', '--quiet']);
  git(root, ['add', '--all']);
  git(root, ['commit', '--quiet', '--message', 'Start']);
  writeFiles(cwd, { 'runtimes/go/base/check.sh': '#!/bin/sh\n' });
  chmodSync(join(cwd, 'runtimes/go/base/check.sh'), 0o755);
  await openFleet({ cwd, env: PLAIN_ENV }).upgrade('shop', { repo: root });
  expect(isExecutable(join(root, 'check.sh'))).toBe(true);
});

function isExecutable(file: string): boolean {
  return (statSync(file).mode & 0o100) !== 0;
}

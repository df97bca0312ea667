import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '@goldenpath/testing/clone';
import { run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';

const FOLDERS = ['packages', 'examples', 'scripts', 'apps', 'schemas', 'docs', 'test', '.github'];
const FILES = readdirSync(ROOT).filter((name) => /\.(ya?ml|json)$/.test(name));

/** A repository with a copy of the workspace, compiled, with the installed packages of this one. */
function workspace(): string {
  const folder = testFolder({}, 'a workspace ');
  const options = { recursive: true, preserveTimestamps: true, verbatimSymlinks: true };
  for (const path of [...FOLDERS, ...FILES]) cpSync(join(ROOT, path), join(folder, path), options);
  const installed = join(folder, 'node_modules');
  mkdirSync(join(installed, '.goldenpath'), { recursive: true });
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    // The record of the build is the copy's own, and the links to the packages lead to the copies.
    if (name === '.goldenpath' || name === '@goldenpath') continue;
    symlinkSync(join(ROOT, 'node_modules', name), join(installed, name));
  }
  cpSync(join(ROOT, 'node_modules', '@goldenpath'), join(installed, '@goldenpath'), options);
  git(folder, 'init', '--quiet');
  return folder;
}

function edit(folder: string, path: string, from: string, to: string): void {
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

const script = (folder: string, name: string, ...args: string[]) =>
  run(process.execPath, [join(folder, 'scripts', name), ...args], { cwd: folder });

test('fields that are already in use are generated', async () => {
  const folder = workspace();
  const route = 'packages/parts/src/route/schema.ts';
  edit(folder, route, 'readonly ingress?: boolean;', '$&\n  /** A path. */\n  readonly entryPath?: string;');
  const platform = 'packages/spec/src/types/platform.ts';
  edit(folder, platform, 'readonly aws: WrittenAws;', '$&\n  /** A contact. */\n  readonly contact?: string;');
  edit(folder, 'apps/user-service/app.yaml', 'runtime: python\n', '$&entryPath: /start\n');
  edit(folder, 'platform.yaml', 'aws:\n', 'contact: platform@example.org\n$&');

  const check = await script(folder, 'generate.mjs', '--check');
  expect(check).toMatchObject({ code: 1, stderr: expect.stringMatching(/^Out of date: /) });

  const generate = await script(folder, 'generate.mjs');
  expect(generate).toMatchObject({ code: 0, stderr: '' });
  for (const path of [
    'packages/parts/src/route/fields.json',
    'schemas/app.schema.json',
    'packages/spec/schemas/platform.schema.json',
    'docs/reference/app-spec.md',
    'docs/reference/platform-file.md',
  ])
    expect(generate.stdout).toContain(path);

  expect(await script(folder, 'generate.mjs', '--check')).toMatchObject({ code: 0, stderr: '' });
  expect(await script(folder, 'goldenpath.mjs', 'validate')).toMatchObject({ code: 0, stderr: '' });
  // The compiled validators know the fields too: without them, `validate` loads Ajv.
  const compare = await run(process.execPath, [join(folder, 'packages/testing/src/compare-validators.cjs')]);
  expect(compare).toMatchObject({ code: 0, stdout: expect.stringContaining('"differences":[]') });
}, 600_000);

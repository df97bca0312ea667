import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { runtimeOf, withPrograms } from '../../src/dev/runtime';

test('a folder with the name of an expected file is not taken for it', () => {
  const folder = testFolder({ 'package.json': '{ "scripts": { "start": "node ." } }' });
  mkdirSync(join(folder, 'Makefile'));
  expect(runtimeOf(folder).start.program).toBe('npm');
  const empty = testFolder({ 'app.py': '' });
  for (const name of ['Makefile', 'package.json', 'requirements.txt']) mkdirSync(join(empty, name));
  expect(() => runtimeOf(empty)).toThrow('has no code that `goldenpath dev` can start');
});

test('a package without dependencies is installed once', () => {
  const folder = testFolder({ 'package.json': '{}' });
  expect(runtimeOf(folder).install()).toHaveLength(1);
  runtimeOf(folder).installed();
  expect(runtimeOf(folder).install()).toEqual([]);
});

test('a lockfile that the installation made does not ask for another installation', () => {
  const folder = testFolder({ 'package.json': '{}' });
  const runtime = runtimeOf(folder);
  expect(runtime.install()).toHaveLength(1);
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  runtime.installed();
  expect(runtimeOf(folder).install()).toEqual([]);
  writeFileSync(join(folder, 'package-lock.json'), '{ "version": "2" }');
  expect(runtimeOf(folder).install()).toHaveLength(1);
});

test.each(['app.py', 'worker.py'])('code in Python is started by its %s', (program) => {
  const folder = testFolder({ 'requirements.txt': '', [program]: '' });
  expect(runtimeOf(folder).start.args).toEqual([program]);
});

test('a command of the spec finds the programs of the dependencies before those of the machine', () => {
  const env = withPrograms({ PATH: '/usr/bin', A: '1' }, '/repo');
  expect(env).toEqual({ A: '1', PATH: ['/repo/node_modules/.bin', '/repo/.venv/bin', '/usr/bin'].join(delimiter) });
});

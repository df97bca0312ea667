import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { readRecord } from '../src/create/record';
import { compareGeneratedFile, writeGeneratedFile } from '../src/generated-file';
import { hasScheduledRotation } from '../src/load/scheduled-rotation';
import { readJournal } from '../src/upgrade/journal';

test('a generated file below a file, or below a link to itself, is refused', () => {
  const folder = testFolder({ file: '' });
  symlinkSync('loop', join(folder, 'loop'));
  const compare = (file: string) =>
    compareGeneratedFile(join(folder, file), '# ours\n', { command: 'goldenpath workflows', remedy: 'Move it.' });
  expect(() => compare('file/CODEOWNERS')).toThrow('is not a folder, or is below a path that is not a folder.');
  expect(() => compare('loop/CODEOWNERS')).toThrow('is not a folder, or is below a path that is not a folder.');
  expect(compare('CODEOWNERS')).toBe('missing');
});

test('a generated file that cannot be written is one error', () => {
  const file = join(testFolder({ file: '' }), 'file');
  expect(() => writeGeneratedFile(file, 'CODEOWNERS', '')).toThrow(`${file} is not a folder`);
});

test('a file that is not a workflow does not hide the one that rotates', () => {
  const rotate = 'on:\n  schedule:\n    - run: goldenpath rds rotate --due\n';
  const folder = testFolder({ '.github/workflows/z.yml': rotate });
  symlinkSync('nothing', join(folder, '.github/workflows/a.yml'));
  mkdirSync(join(folder, '.github/workflows/b.yml'));
  expect(hasScheduledRotation(folder)).toBe(true);
  const loop = testFolder({ '.github/x': '' });
  symlinkSync('workflows', join(loop, '.github/workflows'));
  expect(hasScheduledRotation(loop)).toBe(false);
});

test('a folder in place of the record is ignored', () => {
  expect(() => readRecord(testFolder(), 'shop')).toThrow('is not a record of `goldenpath create`.');
});

test.each(['', '{"version":1', 'null', '{"version":2,"files":[],"steps":[]}', '{"version":1}'])(
  'a journal that is %j is an error that says what to do',
  (text) => {
    const folder = testFolder({ 'upgrade.json': text });
    expect(() => readJournal(folder)).toThrow('is damaged. Look at the changes with `git status`.');
  },
);

test('a missing journal is empty, and a folder in its place is refused', () => {
  const folder = testFolder();
  expect(readJournal(folder)).toBeUndefined();
  mkdirSync(join(folder, 'upgrade.json'));
  expect(() => readJournal(folder)).toThrow('Nothing was changed.');
});

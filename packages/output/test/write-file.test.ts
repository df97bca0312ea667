import * as fs from 'node:fs';
import { join } from 'node:path';
import { testdir } from '@goldenpath/testing/testdir';
import { BlockedPathError, writeFileAtomically, writeFileBelow } from '@goldenpath/output';

test('makes the folders that are missing', () => {
  const file = join(testdir(), 'a', 'b', 'file');
  writeFileAtomically(file, 'text');
  expect(fs.readFileSync(file, 'utf8')).toBe('text');
});

test('replaces a file, so that who has it open reads the old content to its end', () => {
  const file = join(testdir(), 'file');
  fs.writeFileSync(file, 'old');
  const open = fs.openSync(file, 'r');
  writeFileAtomically(file, Buffer.from('new'));
  expect([fs.readFileSync(open, 'utf8'), fs.readFileSync(file, 'utf8')]).toEqual(['old', 'new']);
  fs.closeSync(open);
});

test('replaces a link and leaves its target', () => {
  const folder = testdir();
  fs.writeFileSync(join(folder, 'target'), 'old');
  fs.symlinkSync('target', join(folder, 'link'));
  writeFileAtomically(join(folder, 'link'), 'new');
  expect([fs.readFileSync(join(folder, 'target'), 'utf8'), fs.readFileSync(join(folder, 'link'), 'utf8')]).toEqual([
    'old',
    'new',
  ]);
});

test('leaves nothing behind when it fails', () => {
  const folder = testdir();
  fs.mkdirSync(join(folder, 'file'));
  expect(() => writeFileAtomically(join(folder, 'file'), 'text')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(fs.readdirSync(folder)).toEqual(['file']);
});

test('below a folder, a link to another folder is refused, and nothing is written through it', () => {
  const [root, outside] = [testdir(), testdir()];
  fs.symlinkSync(outside, join(root, '.github'));
  expect(() => writeFileBelow(root, '.github/CODEOWNERS', 'text')).toThrow(BlockedPathError);
  expect(() => writeFileBelow(root, '.github/deep/CODEOWNERS', 'text')).toThrow('through a symbolic link');
  expect(fs.readdirSync(outside)).toEqual([]);
});

test('below a folder, missing folders are made', () => {
  const root = testdir();
  writeFileBelow(root, '.github/CODEOWNERS', 'text');
  expect(fs.readFileSync(join(root, '.github', 'CODEOWNERS'), 'utf8')).toBe('text');
});

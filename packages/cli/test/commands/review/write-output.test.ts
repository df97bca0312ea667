import { lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { writeOutput } from '../../../src/commands/review/write-output';
import { testFolder } from '@goldenpath/testing/folders';

test('a file is replaced, its folder is created, and no temporary file is left', () => {
  const folder = testFolder({ 'there.md': 'old' });
  writeOutput(join(folder, 'there.md'), 'new');
  writeOutput(join(folder, 'a', 'b.md'), 'new');
  expect(readFileSync(join(folder, 'there.md'), 'utf8')).toBe('new');
  expect(readFileSync(join(folder, 'a', 'b.md'), 'utf8')).toBe('new');
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a', join('a', 'b.md'), 'there.md']);
});

test('a link is kept, and its target is written', () => {
  const folder = testFolder({ 'target.md': 'old' });
  symlinkSync('target.md', join(folder, 'link.md'));
  writeOutput(join(folder, 'link.md'), 'new');
  expect(lstatSync(join(folder, 'link.md')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'target.md'), 'utf8')).toBe('new');
});

test('a device is written to and kept', () => {
  const folder = testFolder();
  symlinkSync('/dev/null', join(folder, 'nothing.md'));
  writeOutput(join(folder, 'nothing.md'), 'new');
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(lstatSync(join(folder, 'nothing.md')).isSymbolicLink()).toBe(true);
});

test('a write error is a user error', () => {
  const folder = testFolder();
  expect(() => writeOutput(folder, 'new')).toThrow(/cannot be written \(EISDIR\)/);
});

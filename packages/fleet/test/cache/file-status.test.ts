import * as fs from 'node:fs';
import * as path from 'node:path';
import { steadyStatus } from '../../src/cache/file-status';
import { testFolder } from '@goldenpath/testing/folders';

let file: string;

beforeEach(() => {
  file = path.join(testFolder(), 'file');
  fs.writeFileSync(file, 'one');
});
afterEach(() => jest.restoreAllMocks());

function later(ms: number): void {
  const changed = fs.lstatSync(file).ctimeMs;
  jest.spyOn(Date, 'now').mockReturnValue(changed + ms);
}

test('a file that changed a moment ago has no status, because another change might not alter it', () => {
  later(1);
  expect(steadyStatus(file, 'file')).toBeUndefined();
  later(10_000);
  expect(steadyStatus(file, 'file')).toMatch(/^3 \d+ /);
});

test('a changed size, time or inode changes the status', () => {
  later(10_000);
  const before = steadyStatus(file, 'file');
  fs.appendFileSync(file, 'more');
  later(10_000);
  const appended = steadyStatus(file, 'file');
  expect(appended).not.toBe(before);
  fs.utimesSync(file, 1, 1);
  later(10_000);
  expect(steadyStatus(file, 'file')).not.toBe(appended);
});

test('a link, and a file of another type than expected, has no status', () => {
  later(10_000);
  fs.symlinkSync(file, `${file}-link`);
  expect(steadyStatus(`${file}-link`, 'file')).toBeUndefined();
  expect(steadyStatus(file, 'folder')).toBeUndefined();
  expect(steadyStatus(`${file}-missing`, 'file')).toBeUndefined();
});

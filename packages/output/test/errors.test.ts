import { asDiskError } from '@goldenpath/output';
import fs from 'node:fs';

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk that the system says this of when it is asked whether it can be written to. */
function diskThatSays(code: string): void {
  jest.spyOn(fs, 'accessSync').mockImplementation(() => {
    throw systemError(code);
  });
}

afterEach(() => jest.restoreAllMocks());

test('a read-only file system is named, also if Node reports a missing folder', () => {
  diskThatSays('EROFS');
  for (const code of ['EROFS', 'ENOENT'])
    expect(String(asDiskError(systemError(code), '/out', 'Nothing changed.'))).toContain(
      'The file system of /out is read-only. Nothing changed.',
    );
});

test('a folder that vanished is not a read-only file system', () => {
  diskThatSays('ENOENT');
  expect(String(asDiskError(systemError('ENOENT'), '/out/x', 'Nothing changed.'))).toContain(
    'Something else changed /out/x',
  );
});

test.each([
  [
    'a folder that the user chooses',
    'pass another folder with `--repo`',
    'Mount it writable, or pass another folder with `--repo`.',
  ],
  ['a file with one place', '', 'Mount it writable.'],
])('the remedy for %s', (_name, elsewhere, remedy) => {
  diskThatSays('EROFS');
  expect(asDiskError(systemError('EROFS'), '/out', 'Nothing changed.', elsewhere)).toMatchObject({ remedy });
});

test('where no folder can be made, another one is the remedy', () => {
  const error = Object.assign(systemError('ENOENT'), { syscall: 'mkdir', path: '/proc/x' });
  expect(asDiskError(error, '/proc/x', 'Nothing changed.')).toMatchObject({ remedy: 'Choose another output folder.' });
  expect(asDiskError(error, '/proc/x', 'Nothing changed.', '')).toMatchObject({
    remedy: 'Move the fleet to another folder.',
  });
});

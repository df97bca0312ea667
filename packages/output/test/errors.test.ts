import fs from 'node:fs';
import { asDiskError } from '../src/errors';

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

test('a read-only file system is named, also where Node says that a folder is missing', () => {
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

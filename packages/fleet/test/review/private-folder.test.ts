import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { makeTemporaryFolder } from '@goldenpath/process';
import { withPrivateFolder } from '../../src/review/scratch';

jest.mock('@goldenpath/process', () => {
  const actual = jest.requireActual<typeof import('@goldenpath/process')>('@goldenpath/process');
  return { ...actual, makeTemporaryFolder: jest.fn(actual.makeTemporaryFolder) };
});

test('only this user can read the folder, which is removed also after an error', async () => {
  let made = '';
  const work = withPrivateFolder('goldenpath-test-', (folder) => {
    made = folder;
    expect(path.basename(made)).toMatch(/^goldenpath-test-/);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    return Promise.reject(new Error('No.'));
  });
  await expect(work).rejects.toThrow('No.');
  expect(existsSync(made)).toBe(false);
});

test('a system where no temporary folder can be made is an error of the user', async () => {
  jest.mocked(makeTemporaryFolder).mockImplementationOnce(() => {
    throw Object.assign(new Error('No folder.'), { code: 'EROFS' });
  });
  await expect(withPrivateFolder('goldenpath-test-', () => Promise.resolve())).rejects.toMatchObject({
    summary: expect.stringMatching(/^No folder can be created in .* \(EROFS\)\.$/),
  });
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { publish } from './support/publish';
import { contents, testdir } from '@goldenpath/testing/testdir';

test('a pipe in the place of a file is replaced, not waited for', async () => {
  const root = testdir();
  execFileSync('mkfifo', [join(root, 'a.yaml')]);
  await publish(root, { shop: { 'a.yaml': 'a' } });
  expect(contents(root)).toEqual({ 'a.yaml': 'a' });
});

import { ended, startPublisher } from './support/child';
import { filesOf } from './support/interrupted';
import { publish, type Units } from './support/publish';
import { contents, ownFiles, testdir } from '@goldenpath/testing/testdir';

const SMALL: Units = { shop: { 'a.yaml': 'small', 'b.yaml': 'b' } };
const LARGE: Units = { shop: { 'a.yaml': 'small too', 'deep/b.yaml': 'x'.repeat(300_000) } };

test('a full disk does not change the tree, and is an error with a remedy', async () => {
  const root = testdir();
  await publish(root, SMALL);
  // The system refuses to let a file grow beyond this, in the middle of a write: as a full disk does, with no disk.
  const child = await startPublisher({ trees: [{ root }], versions: [LARGE], rounds: 1 }, 'ulimit -f 100');
  const { code, stderr } = await ended(child);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `UnwritableTreeError: There is no space left on the disk of ${root}. The files there are as they were. ` +
      'Free some space and run this again.\n',
  );
  expect(contents(root)).toEqual(filesOf(SMALL));
  expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
  expect((await publish(root, LARGE)).state).toBe('complete');
  expect(contents(root)).toEqual(filesOf(LARGE));
});

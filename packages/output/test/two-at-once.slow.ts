import { ended, startPublisher } from './support/child';
import { brokenPromises, filesOf } from './support/interrupted';
import type { Units } from './support/publish';
import { contents, ownFiles, testdir } from '@goldenpath/testing/testdir';

const version = (name: string): Units => ({
  shop: Object.fromEntries([...Array(40).keys()].map((file) => [`${name}/${file}.yaml`, `${name} ${file}`])),
  both: Object.fromEntries([...Array(40).keys()].map((file) => [`both/${file}.yaml`, `${name} ${file}`])),
});

test('publishers of one tree take turns, and the tree of the last one remains', async () => {
  const root = testdir();
  const names = ['a', 'b', 'c'];
  const children = names.map((name) => startPublisher({ trees: [{ root }], versions: [version(name)], rounds: 8 }));
  const ends = await Promise.all(children.map(async (child) => ended(await child)));
  expect(ends).toEqual(names.map(() => ({ code: 0, stderr: '' })));
  const whole = names.map((name) => filesOf(version(name)));
  expect(whole).toContainEqual(contents(root));
  expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
}, 60_000);

test('publishers that are killed while others wait never let two in', async () => {
  const root = testdir();
  const versions = [version('a'), version('b')];
  for (let round = 0; round < 6; round++) {
    const starts = [...Array(4).keys()].map(() => startPublisher({ trees: [{ root }], versions, rounds: 6 }));
    const children = await Promise.all(starts);
    children[0]?.kill('SIGKILL');
    children[1]?.kill('SIGKILL');
    const ends = await Promise.all(children.slice(2).map(ended));
    expect(ends).toEqual([0, 0].map((code) => ({ code, stderr: '' })));
    // On a busy machine, those that are killed can be the last ones. The next one repairs what they leave.
    await Promise.all(children.slice(0, 2).map(ended));
    const next = await startPublisher({ trees: [{ root }], versions, rounds: 1 });
    expect(await ended(next)).toEqual({ code: 0, stderr: '' });
    expect(brokenPromises(root, versions, [])).toEqual([]);
    expect(ownFiles(root)).toEqual(['.goldenpath/index', '.goldenpath/tree.json']);
  }
}, 60_000);

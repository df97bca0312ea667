import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { makeTemporaryFolder } from '@goldenpath/process';
import { testdir } from '@goldenpath/testing/testdir';

const PREFIX = 'goldenpath-test-';

/** No system gives a process this number. */
const DEAD = 2 ** 30;

/** A folder as a process of another number left it. */
function leftBy(pid: number, parent: string, like: string): string {
  const folder = join(
    parent,
    basename(like)
      .replace(/^(goldenpath-test-)[^-]+/, `$1${pid.toString(36)}`)
      .replace(/\w{6}$/, 'aaaaaa'),
  );
  mkdirSync(folder);
  return folder;
}

test('the folder of a killed run is removed by the next run, however young it is', () => {
  const parent = testdir();
  const killed = leftBy(DEAD, parent, makeTemporaryFolder(PREFIX, parent));
  makeTemporaryFolder(PREFIX, parent);
  expect(existsSync(killed)).toBe(false);
});

test('the folder of a live run is kept, whatever its time', () => {
  const parent = testdir();
  const live = makeTemporaryFolder(PREFIX, parent);
  utimesSync(live, 0, 0);
  makeTemporaryFolder(PREFIX, parent);
  expect(existsSync(live)).toBe(true);
});

test('a folder without an owner is removed after a day by the clock of the file system', () => {
  const parent = testdir();
  const [old, young] = [join(parent, `${PREFIX}Abc123`), join(parent, `${PREFIX}Xyz789`)];
  for (const folder of [old, young]) mkdirSync(folder);
  utimesSync(old, 0, 0);
  makeTemporaryFolder(PREFIX, parent);
  expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
});

test('a folder of something else stays', () => {
  const parent = testdir();
  const other = join(parent, `other-${DEAD}-1-1-aaaaaa`);
  mkdirSync(other);
  makeTemporaryFolder(PREFIX, parent);
  expect(existsSync(other)).toBe(true);
});

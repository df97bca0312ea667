import fs, { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, type Lock, openPublication, TreeBusyError } from '@goldenpath/output';
import { isLock, tryLock } from '../src/lock';
import { isAlive, ownMark } from '@goldenpath/process';
import { publish } from './support/publish';
import { testdir } from '@goldenpath/testing/testdir';

/** A process number that no system gives: as of a process that has ended. */
const DEAD = 2_147_483_647;

/** The mark of a process that has ended. */
function deadMark(number = 1): string {
  return JSON.stringify({ pid: DEAD, started: String(number) });
}

function take(folder: string): Lock {
  const answer = tryLock(folder);
  if (!isLock(answer)) throw new Error(`not taken: ${JSON.stringify(answer)}`);
  return answer;
}

describe('the lock of a folder', () => {
  test('is taken once and leaves nothing when released', () => {
    const folder = testdir();
    const lock = take(folder);
    expect(tryLock(folder)).toMatchObject(ownMark());
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each<[string, () => string]>([
    ['a process that ended', () => deadMark()],
    [
      'an earlier process with the number of a living one',
      () => JSON.stringify({ pid: process.pid, started: 'earlier' }),
    ],
    ['nobody that can be read', () => 'rubbish'],
    ['nobody', () => ''],
  ])('is taken over from %s', (_name, holder) => {
    const folder = testdir({ lock: holder() });
    take(folder);
    expect(readdirSync(folder)).toEqual(['lock']);
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject(ownMark());
  });

  test('is taken over from a successor that ended before it had it', () => {
    const [first, second, third] = [deadMark(1), deadMark(2), deadMark(3)];
    const folder = testdir({ lock: first, [after(first)]: second, [after(second)]: third });
    take(folder);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test('is not taken from under a successor that lives', () => {
    const first = deadMark();
    const folder = testdir({ lock: first, [after(first)]: JSON.stringify(ownMark()) });
    expect(tryLock(folder)).toMatchObject(ownMark());
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(first);
  });

  test('is not taken by a successor who was overtaken', () => {
    const folder = testdir({ lock: deadMark() });
    const winner = JSON.stringify(ownMark());
    // Between reading the dead holder's name and becoming its successor, somebody else was, and tidied up.
    const real = fs.linkSync;
    const spy = jest.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
      if (String(to).includes('after-')) writeFileSync(join(folder, 'lock'), winner);
      real(from, to);
    });
    const answer = tryLock(folder);
    spy.mockRestore();
    expect(answer).toBeUndefined();
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(winner);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test('sweeps away the claims of processes that ended, and no others', () => {
    const folder = testdir({ [`lock-${DEAD}-0-1`]: '', [`lock-${process.ppid}-0-1`]: '' });
    take(folder);
    expect(readdirSync(folder).sort()).toEqual(['lock', `lock-${process.ppid}-0-1`]);
  });
});

function after(holder: string): string {
  return `lock.after-${digest(Buffer.from(holder))}`;
}

describe('two publications of one tree', () => {
  test('the second fails after its wait and names the first', async () => {
    const root = testdir();
    const first = await openPublication([{ root }]);
    const second = openPublication([{ root }], { waitSeconds: 0 });
    await expect(second).rejects.toThrow(TreeBusyError);
    await expect(second).rejects.toThrow(`Another goldenpath (pid ${process.pid}) is writing to ${root}.`);
    first.abort();
    expect(existsSync(join(root, '.goldenpath'))).toBe(false);
  });

  test('the second waits for the first', async () => {
    const root = testdir();
    const first = await openPublication([{ root }]);
    const second = openPublication([{ root }], { waitSeconds: 10 });
    setTimeout(() => first.commit(), 20);
    expect((await second).trees[0]?.state).toBe('complete');
    (await second).abort();
  });

  test('one that fails to get all its trees gives back those that it had', async () => {
    const [free, taken] = [testdir(), testdir()].sort();
    if (free === undefined || taken === undefined) throw new Error('two folders');
    const other = await openPublication([{ root: taken }]);
    await expect(openPublication([{ root: free }, { root: taken }], { waitSeconds: 0 })).rejects.toThrow(TreeBusyError);
    expect(readdirSync(free)).toEqual([]);
    other.abort();
    expect((await publish(free, {})).state).toBe('new');
  });
});

describe('a process', () => {
  test('lives until it ends', () => {
    expect(isAlive(ownMark())).toBe(true);
    expect(isAlive({ pid: process.ppid, started: '' })).toBe(true);
    expect(isAlive({ pid: DEAD, started: '' })).toBe(false);
  });
});

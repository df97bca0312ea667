import { systemCode } from '@goldenpath/errors';
import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { digest } from './digest';
import { TreeBusyError } from './errors';
import { isAlive, ownMark, type ProcessMark } from './processes';

/**
 * One writer per folder, between the processes of one machine.
 *
 * The lock is a file that names its holder. A holder that died is succeeded, never just removed: who wants its place
 * first links itself as "after" that very holder, which only one process can do, and then moves its claim over the
 * lock. A successor that dies in between is succeeded in the same way. So two processes that meet one dead holder
 * can never both have the lock, whatever pauses happen where.
 */
export interface Lock {
  /** Gives the lock up. */
  release(): void;
}

const LOCK = 'lock';
const CLAIM_PREFIX = 'lock-';
const AFTER_PREFIX = 'lock.after-';

let claims = 0;

/**
 * Takes the lock of a folder when nobody who lives has it.
 *
 * @returns The lock, or the living process that has it, or undefined when the answer changed meanwhile: ask again.
 */
export function tryLock(folder: string): Lock | ProcessMark | undefined {
  const claim = `${folder}/${CLAIM_PREFIX}${process.pid}-${threadId}-${++claims}`;
  try {
    // A dead process of our number may have left it, linked to the lock: never write through it.
    rmSync(claim, { force: true });
    // The random part tells a holder from every earlier one, which successions count on.
    writeFileSync(claim, `${JSON.stringify({ ...ownMark(), claim: randomUUID() })}\n`, {
      flag: 'wx',
    });
    if (!tryLink(claim, `${folder}/${LOCK}`)) {
      const holder = succeed(folder, claim);
      if (holder !== 'succeeded') return holder;
    }
  } finally {
    rmSync(claim, { force: true });
  }
  sweep(folder);
  return { release: () => rmSync(`${folder}/${LOCK}`, { force: true }) };
}

/** @returns `succeeded`, or who lives and has the lock, or undefined to ask again. */
function succeed(folder: string, claim: string): 'succeeded' | ProcessMark | undefined {
  const first = tryRead(`${folder}/${LOCK}`);
  if (first === undefined) return undefined;
  let holder = first;
  for (;;) {
    const mark = tryParseMark(holder);
    if (mark !== undefined && isAlive(mark)) return mark;
    const after = `${folder}/${AFTER_PREFIX}${digest(Buffer.from(holder))}`;
    if (tryLink(claim, after)) return moveOver(folder, claim, after, first);
    const next = tryRead(after);
    if (next === undefined) return undefined;
    holder = next;
  }
}

/** While we are the successor and the lock still names the dead, nobody else may change it. */
function moveOver(folder: string, claim: string, after: string, dead: string): 'succeeded' | undefined {
  if (tryRead(`${folder}/${LOCK}`) !== dead) {
    rmSync(after, { force: true });
    return undefined;
  }
  renameSync(claim, `${folder}/${LOCK}`);
  return 'succeeded';
}

/** Removes what successions left: whoever still holds such a file will find the lock changed, and ask again. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(AFTER_PREFIX) || (name.startsWith(CLAIM_PREFIX) && !isClaimed(name))) {
      rmSync(`${folder}/${name}`, { force: true });
    }
  }
}

/** By its name, because its text may be in the middle of being written. */
function isClaimed(name: string): boolean {
  const pid = Number.parseInt(name.slice(CLAIM_PREFIX.length), 10);
  return pid > 0 && isAlive({ pid, started: '' });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return false;
  }
}

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

function tryParseMark(text: string): ProcessMark | undefined {
  try {
    const { pid, started } = JSON.parse(text) as Partial<ProcessMark>;
    if (!Number.isInteger(pid) || Number(pid) <= 0 || typeof started !== 'string') return undefined;
    return { pid: Number(pid), started };
  } catch {
    return undefined;
  }
}

/** {@link tryLock}'s answer told apart. */
export function isLock(answer: Lock | ProcessMark | undefined): answer is Lock {
  return answer !== undefined && 'release' in answer;
}

const POLL_MILLISECONDS = 50;

/**
 * Takes the lock, waiting for a living holder to end. A dead one is succeeded at once.
 *
 * @param attempt Tries once; {@link tryLock} with whatever has to be there first.
 * @throws TreeBusyError when the holder is still at it after the wait.
 */
export async function waitForLock(
  root: string,
  attempt: () => Lock | ProcessMark | undefined,
  waitSeconds: number,
): Promise<Lock> {
  const deadline = performance.now() + waitSeconds * 1000;
  for (;;) {
    const answer = attempt();
    if (isLock(answer)) return answer;
    if (answer !== undefined && performance.now() >= deadline) throw new TreeBusyError(root, answer.pid);
    await new Promise((resolve) => setTimeout(resolve, answer === undefined ? 1 : POLL_MILLISECONDS));
  }
}

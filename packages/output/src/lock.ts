import { systemCode } from '@goldenpath/errors';
import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
import { digest } from './digest';
import { TreeBusyError } from './errors';
import { isAlive, ownMark, type ProcessMark } from '@goldenpath/process';
import { makeFolders } from './make-folders';

/**
 * A lock that lets one process of a machine write to a folder.
 *
 * The lock is a file that names its holder. The lock of a dead holder is never simply removed. A process that wants it first links
 * its candidate file as "after" that holder, which only one process can do, and then moves the file over the lock. A successor that
 * dies in between is succeeded in the same way. So two processes that find the same dead holder cannot both get the lock.
 */
export interface Lock {
  /** Releases the lock. */
  release(): void;
}

const LOCK = 'lock';
const CANDIDATE_PREFIX = 'lock-';
const AFTER_PREFIX = 'lock.after-';

let candidates = 0;

/**
 * Takes the lock of a folder, unless a running process has it.
 *
 * @returns The lock, the running process that has it, or undefined when the holder just changed and the caller should retry.
 */
export function tryLock(folder: string): Lock | ProcessMark | undefined {
  const candidate = `${folder}/${CANDIDATE_PREFIX}${process.pid}-${threadId}-${++candidates}`;
  try {
    // A dead process of our number may have left it, linked to the lock: never write through it.
    removeFile(candidate);
    // The random part tells a holder from every earlier one, which successions count on.
    writeFileSync(candidate, `${JSON.stringify({ ...ownMark(), id: randomUUID() })}\n`, {
      flag: 'wx',
    });
    if (!tryLink(candidate, `${folder}/${LOCK}`)) {
      const holder = succeed(folder, candidate);
      if (holder !== 'succeeded') return holder;
    }
  } finally {
    removeFile(candidate);
  }
  sweep(folder);
  return { release: () => removeFile(`${folder}/${LOCK}`) };
}

/** @returns `succeeded`, the running process that has the lock, or undefined to retry. */
function succeed(folder: string, candidate: string): 'succeeded' | ProcessMark | undefined {
  const first = tryRead(`${folder}/${LOCK}`);
  if (first === undefined) return undefined;
  let holder = first;
  for (;;) {
    const mark = tryParseMark(holder);
    if (mark !== undefined && isAlive(mark)) return mark;
    const after = `${folder}/${AFTER_PREFIX}${digest(Buffer.from(holder))}`;
    if (tryLink(candidate, after)) return moveOver(folder, candidate, after, first);
    const next = tryRead(after);
    if (next === undefined) return undefined;
    holder = next;
  }
}

/** While this process is the successor of the dead holder that the lock names, no other process changes the lock. */
function moveOver(folder: string, candidate: string, after: string, dead: string): 'succeeded' | undefined {
  if (tryRead(`${folder}/${LOCK}`) !== dead) {
    removeFile(after);
    return undefined;
  }
  renameSync(candidate, `${folder}/${LOCK}`);
  return 'succeeded';
}

/** Removes leftover files of successions. A process that still uses one finds the lock changed, and retries. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(AFTER_PREFIX) || (name.startsWith(CANDIDATE_PREFIX) && !isInUse(name))) {
      removeFile(`${folder}/${name}`);
    }
  }
}

/** Reads the process from the name, because the content may not be complete yet. */
function isInUse(name: string): boolean {
  const pid = Number.parseInt(name.slice(CANDIDATE_PREFIX.length), 10);
  return pid > 0 && isAlive({ pid, started: '' });
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
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
 * Takes the lock, and waits for a running holder to release it. The lock of a dead holder is taken at once.
 *
 * @param attempt Tries once; {@link tryLock} with whatever has to be there first.
 * @throws TreeBusyError when the holder still has it after the wait.
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

/**
 * Makes a folder and takes its lock, which only one process of a machine can have.
 *
 * @param waitSeconds How long to wait for a process that has it. The lock of a dead process is taken at once.
 * @throws TreeBusyError where it still has it after that time.
 */
export function lockFolder(folder: string, waitSeconds: number): Promise<Lock> {
  makeFolders(folder);
  return waitForLock(folder, () => tryLock(folder), waitSeconds);
}

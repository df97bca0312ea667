import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { AccountBusyError, AccountUnavailableError } from './errors';

/** The longest wait for a lock. Work under a lock takes a millisecond. */
const PATIENCE_MS = 20_000;
/** A lock without a process id is being created, or its creator has just died. */
const UNSIGNED_MS = 2_000;

/**
 * Runs `work` while no other process of this machine does the same for the file. A lock of a dead process is taken over at once.
 * @throws {AccountBusyError} when another process keeps the lock.
 */
export function withLock<T>(file: string, work: () => T): T {
  const lock = `${file}.lock`;
  acquire(file, lock);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function acquire(file: string, lock: string): void {
  const deadline = Date.now() + PATIENCE_MS;
  while (!tryCreate(file, lock)) {
    const holder = holderOf(lock);
    if (holder !== undefined && isAbandoned(lock, holder)) breakLock(lock, holder);
    else if (Date.now() > deadline) throw new AccountBusyError(file, holder ?? '');
    else pause(2);
  }
}

function tryCreate(file: string, lock: string): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(lock, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new AccountUnavailableError(file, 'lock', error);
  }
  try {
    writeSync(descriptor, String(process.pid));
    return true;
  } catch (error) {
    rmSync(lock, { force: true });
    throw new AccountUnavailableError(file, 'lock', error);
  } finally {
    closeSync(descriptor);
  }
}

function holderOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

function isAbandoned(lock: string, holder: string): boolean {
  if (holder === '') return ageOf(lock) > UNSIGNED_MS;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two processes can both find an abandoned lock. Only the holder of a second lock checks again and removes it. */
function breakLock(lock: string, holder: string): void {
  const breaking = `${lock}.breaking`;
  if (ageOf(breaking) > UNSIGNED_MS) rmSync(breaking, { force: true });
  try {
    closeSync(openSync(breaking, 'wx'));
  } catch {
    pause(2);
    return;
  }
  try {
    if (holderOf(lock) === holder && isAbandoned(lock, holder)) rmSync(lock, { force: true });
  } finally {
    rmSync(breaking, { force: true });
  }
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

const nothing = new Int32Array(new SharedArrayBuffer(4));

function pause(milliseconds: number): void {
  Atomics.wait(nothing, 0, 0, milliseconds);
}

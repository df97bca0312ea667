import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { UsageError } from '../errors';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A run that was told to stop waits so long for what it has started, in milliseconds. */
const LONGEST_END = 5000;

/**
 * Runs `work` with a folder of its own, which only this user can read and which is gone afterwards, also when the run is stopped.
 *
 * @param work - Where a person stops the run, `stopping` tells it to end what it has started; nothing that it gives or throws from
 * then on is anybody's result.
 * @throws UsageError where no such folder can be made.
 */
export async function withScratchFolder<T>(work: (folder: string, stopping: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const undo: (() => void)[] = [];
  let stoppedBy: NodeJS.Signals | undefined;
  const end = (signal?: NodeJS.Signals) => {
    for (const name of SIGNALS) process.off(name, stop);
    for (const step of undo.splice(0)) step();
    if (signal !== undefined) process.kill(process.pid, signal);
  };
  const stop = (signal: NodeJS.Signals) => {
    if (stoppedBy !== undefined) return end(signal);
    stoppedBy = signal;
    stopping.abort();
    setTimeout(() => end(signal), LONGEST_END).unref();
  };
  // Before there is a folder: there is no moment at which a signal would leave it behind.
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    const folder = scratchFolder();
    undo.push(() => fs.rmSync(folder, { recursive: true, force: true }), removeAfterDeath(folder));
    return await work(folder, stopping.signal);
  } finally {
    end(stoppedBy);
    // Half a run has no result, and no error either: the signal ends the process.
    if (stoppedBy !== undefined) await new Promise(() => setInterval(() => undefined, LONGEST_END));
  }
}

/**
 * Runs a person's code, which may never end. While it keeps this process busy no handler of a signal can run, so the signals have
 * their own effect for as long: they end the process.
 *
 * @param stopping - Aborted: nothing is run any more.
 */
export async function endableBySignals<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
  // A signal that has come already is heard first: with its listener it would be lost. It is heard between two turns of the loop.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  stopping.throwIfAborted();
  const held = SIGNALS.map((name) => ({ name, listeners: process.listeners(name) }));
  for (const name of SIGNALS) process.removeAllListeners(name);
  try {
    return await work();
  } finally {
    for (const { name, listeners } of held) for (const listener of listeners) process.on(name, listener);
  }
}

/**
 * Has the folder removed when this process dies without a chance to do that. A shell waits for the end of its input, which comes with
 * the end of this process, however that ends.
 *
 * @returns Lets the shell go.
 */
function removeAfterDeath(folder: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script = 'read -r _; exec /bin/rm -rf -- "$1"';
  const shell = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    cwd: '/',
    env: {},
    // Of a group of its own: what is sent to ours is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Where there is no shell, what is left behind is the system's to remove.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return () => shell.stdin.end();
}

function scratchFolder(): string {
  try {
    return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'goldenpath-review-')));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `No folder can be made in ${os.tmpdir()} (${code}).`,
      'Make room there, or name another folder with the variable TMPDIR.',
    );
  }
}

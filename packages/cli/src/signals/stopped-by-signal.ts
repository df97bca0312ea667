import type { FleetOptions } from '@goldenpath/fleet';
import { STOP_SIGNALS } from './stop-signals';

/** What an operation needs to be stopped by signals. */
export type Stop = Required<Pick<FleetOptions, 'signal' | 'insist' | 'runCode'>>;

const LONG = 60_000;

/**
 * Runs an operation that a signal stops. The operation removes what it has begun; then the signal has its usual effect, and ends the
 * process.
 */
export async function stoppedBySignal<T>(work: (stop: Stop) => Promise<T>): Promise<T> {
  const first = new AbortController();
  const second = new AbortController();
  let stoppedBy: NodeJS.Signals | undefined;
  const stop = (signal: NodeJS.Signals) => {
    (stoppedBy === undefined ? first : second).abort();
    stoppedBy = signal;
  };
  for (const name of STOP_SIGNALS) process.on(name, stop);
  try {
    return await work({
      signal: first.signal,
      insist: second.signal,
      runCode: (code) => endableBySignals(first.signal, code),
    });
  } finally {
    for (const name of STOP_SIGNALS) process.off(name, stop);
    if (stoppedBy !== undefined) {
      process.kill(process.pid, stoppedBy);
      // A stopped operation has no result and no error: the signal ends the process.
      await new Promise(() => setInterval(() => undefined, LONG));
    }
  }
}

/**
 * Runs the code of specs, which may never end. While it keeps this process busy no handler of a signal can run, so the signals have
 * their usual effect for as long: they end the process.
 *
 * @param stopping - Aborted: nothing is run any more.
 */
async function endableBySignals<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
  // A signal that has arrived is handled first: without its listener it would be lost. It is handled between two turns of the loop.
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  stopping.throwIfAborted();
  const held = STOP_SIGNALS.map((name) => ({ name, listeners: process.listeners(name) }));
  for (const name of STOP_SIGNALS) process.removeAllListeners(name);
  try {
    return await work();
  } finally {
    for (const { name, listeners } of held) for (const listener of listeners) process.on(name, listener);
  }
}

import type { FleetOptions } from '@goldenpath/fleet';
import { STOP_SIGNALS } from './stop-signals';

/** Options that let signals stop an operation. */
export type Stop = Required<Pick<FleetOptions, 'signal' | 'insist' | 'runCode'>>;

const LONG = 60_000;

/**
 * Runs an operation that a signal can stop. The operation cleans up first; then the signal ends the process as usual.
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
      // A stopped operation has neither a result nor an error: the signal ends the process.
      await new Promise(() => setInterval(() => undefined, LONG));
    }
  }
}

/**
 * Runs the code of specs, which may never return. It can block the event loop, where no signal handler would run, so signals have their
 * default effect during this time and end the process.
 *
 * @param stopping - When aborted, nothing more is run.
 */
async function endableBySignals<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
  // Handle signals that have already arrived, before their listener is removed. They are delivered between two turns of the event loop.
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

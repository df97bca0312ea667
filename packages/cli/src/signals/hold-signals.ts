import { STOP_SIGNALS } from './stop-signals';

/**
 * Does something to its end before a signal that asks this process to stop is obeyed, so that what it put on disk is
 * either all there or gone.
 */
export async function holdSignals<T>(work: () => T | Promise<T>): Promise<T> {
  let pending: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals) => (pending = signal);
  for (const signal of STOP_SIGNALS) process.on(signal, hold);
  try {
    return await work();
  } finally {
    // A signal that came during the work is told of in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of STOP_SIGNALS) process.off(signal, hold);
    if (pending !== undefined) process.kill(process.pid, pending);
  }
}

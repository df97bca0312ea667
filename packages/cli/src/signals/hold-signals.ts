import { STOP_SIGNALS } from './stop-signals';

/**
 * Runs work to its end before a stop signal takes effect, so that its files are complete or absent.
 */
export async function holdSignals<T>(work: () => T | Promise<T>): Promise<T> {
  let pending: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals) => (pending = signal);
  for (const signal of STOP_SIGNALS) process.on(signal, hold);
  try {
    return await work();
  } finally {
    // A signal that arrives during the work is delivered in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of STOP_SIGNALS) process.off(signal, hold);
    if (pending !== undefined) process.kill(process.pid, pending);
  }
}

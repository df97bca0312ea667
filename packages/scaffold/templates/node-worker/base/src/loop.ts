import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './logger';

/** After so many failures in a row the worker ends with 1: Kubernetes starts it again and shows that it does not work. */
const MOST_FAILURES = 10;

const LONGEST_PAUSE_MS = 30_000;

/** Waits. The signal ends the pause. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = (milliseconds, signal) =>
  sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });

/**
 * Repeats a piece of work until the signal. The piece in hand is finished first. After a piece that fails there is a pause, which gets
 * longer from failure to failure.
 *
 * @throws the error of the last piece when ten have failed in a row.
 */
export async function repeat(piece: () => Promise<void>, log: Log, signal: AbortSignal, wait = pause): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await piece();
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures === MOST_FAILURES) throw error;
      log('error', 'the work failed', { failures, error: errorText(error) });
      await wait(Math.min(1_000 * 2 ** (failures - 1), LONGEST_PAUSE_MS), signal);
    }
  }
}

/** An error as logs show it. */
export function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Longest waits, in milliseconds: of the second attempt, and of any. */
const FIRST_MS = 100;
const MOST_MS = 6000;

/**
 * How long to wait after an attempt: anywhere between nothing and twice as long as after the one before, so that many writers
 * who met do not meet again.
 *
 * @param attempt - Number of the attempt that failed, from 1.
 * @param random - From 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20)));
}

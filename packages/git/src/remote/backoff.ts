/**
 * Longest waits, in milliseconds: after the first attempt, and after any. It grows fast: fifty who meet lose less time by waiting
 * than by working for nothing.
 */
const FIRST_MS = 300;
const GROWTH = 3;
const MOST_MS = 10_000;

/**
 * How long to wait after an attempt: anywhere between nothing and a time that grows with each, so that many writers
 * who met do not meet again.
 *
 * @param attempt - Number of the attempt that failed, from 1.
 * @param random - From 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(MOST_MS, FIRST_MS * GROWTH ** Math.min(attempt - 1, 10)));
}

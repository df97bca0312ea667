/**
 * Longest waits in milliseconds, after the first attempt and after any later one. They grow fast, because with many concurrent writers
 * waiting costs less than failed attempts.
 */
const FIRST_MS = 300;
const GROWTH = 3;
const MOST_MS = 10_000;

/**
 * Returns how long to wait after a failed attempt: a random time with an upper bound that grows, so that concurrent writers do not collide
 * again.
 *
 * @param attempt - Number of the attempt that failed, from 1.
 * @param random - A random number from 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.round(random * Math.min(MOST_MS, FIRST_MS * GROWTH ** Math.min(attempt - 1, 10)));
}

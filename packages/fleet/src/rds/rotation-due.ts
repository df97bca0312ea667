import type { PasswordRotation } from './options';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Returns when a password is due for rotation.
 *
 * @param since - When the password was made: at its last rotation, or with the secret.
 * @param everyDays - The interval of the risk. A day has 24 hours.
 */
export function passwordRotation(since: Date, everyDays: number, now: Date): PasswordRotation {
  const dueAt = new Date(since.getTime() + everyDays * DAY_MS);
  return { since, everyDays, dueAt, isDue: now.getTime() >= dueAt.getTime() };
}

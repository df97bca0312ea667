import type { Values } from '../../wire/values';
import { text } from '../made-up';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 1_440;
const WEEK = DAYS.length * DAY;
const LEAST = 30;

/** What RDS says of windows that a configuration sets. A window that it leaves out is chosen by RDS, beside the other. */
export function windowProblem(config: Values): string | undefined {
  const [weekly, daily] = [minutesIn(config['maintenance_window'], WEEK), minutesIn(config['backup_window'], DAY)];
  if ((weekly?.length ?? LEAST) < LEAST || (daily?.length ?? LEAST) < LEAST)
    return `InvalidParameterValue: The ${(weekly?.length ?? LEAST) < LEAST ? 'maintenance' : 'backup'} window must be at least ${LEAST} minutes.`;
  if (weekly === undefined || daily === undefined) return undefined;
  // Every minute of the week that both have.
  const taken = new Set(weekly);
  const both = DAYS.some((_, day) => daily.some((minute) => taken.has((day * DAY + minute) % WEEK)));
  return both ? 'InvalidParameterValue: The backup window and maintenance window must not overlap.' : undefined;
}

/** The minutes of a window, counted from the start of its day or week. */
function minutesIn(value: Values[string] | undefined, cycle: number): number[] | undefined {
  if (text(value) === '') return undefined;
  const [start = 0, end = 0] = text(value)
    .split('-')
    .map((moment) => {
      const [minutes = 0, hours = 0, day] = moment
        .split(':')
        .toReversed()
        .map((part) => (/^\d/.test(part) ? Number(part) : DAYS.indexOf(part)));
      return (day ?? 0) * DAY + hours * 60 + minutes;
    });
  return Array.from({ length: (end - start + cycle) % cycle }, (_, index) => (start + index) % cycle);
}

import * as fc from 'fast-check';
import { record } from './fields';

const TIMES = fc.constantFrom('0 2 * * *', '*/15 8-18 * * MON-FRI', '@hourly', '5,35 0 1 JAN ?');

const RUNS = {
  timeZone: fc.constantFrom('Europe/London', 'Etc/UTC', 'Asia/Calcutta'),
  concurrencyPolicy: fc.constantFrom('Allow' as const, 'Forbid' as const, 'Replace' as const),
  startingDeadlineSeconds: fc.integer({ min: 10, max: 86_400 }),
  activeDeadlineSeconds: fc.integer({ min: 1, max: 604_800 }),
  backoffLimit: fc.integer({ min: 0, max: 20 }),
  successfulJobsHistoryLimit: fc.integer({ min: 0, max: 100 }),
  failedJobsHistoryLimit: fc.constant(0),
  suspend: fc.boolean(),
};

/** When a job runs, and how. */
export const SCHEDULE = fc.tuple(TIMES, record(RUNS)).map(([schedule, runs]) => ({ schedule, ...runs }));

/** What an environment changes of that. */
export const SCHEDULE_OVERRIDE = { schedule: fc.constant('@daily'), ...RUNS };

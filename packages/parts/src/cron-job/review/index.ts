import type { PartReview } from '@goldenpath/extension';
import type { CronJobPart } from '../types';
import { jobRunsAtOnce } from './job-runs-at-once';
import { jobStops } from './job-stops';

const FIELDS = [
  'schedule',
  'timeZone',
  'concurrencyPolicy',
  'startingDeadlineSeconds',
  'activeDeadlineSeconds',
  'backoffLimit',
  'successfulJobsHistoryLimit',
  'failedJobsHistoryLimit',
  'suspend',
] as const satisfies readonly (keyof CronJobPart)[];

/** The review of jobs that run on a schedule. */
export const review: PartReview<CronJobPart> = {
  rules: [jobStops, jobRunsAtOnce],
  graph: ({ schedule, timeZone, suspend }) => ({
    nodes: [{ id: 'schedule', kind: 'schedule', name: schedule, facts: [suspend ? 'suspended' : timeZone] }],
    links: [{ from: 'schedule', to: 'workload' }],
  }),
  graphRank: 25,
  fields: FIELDS.map((path, index) => ({ path, rank: 340 + index, inEnvironment: (job) => job?.[path] })),
};

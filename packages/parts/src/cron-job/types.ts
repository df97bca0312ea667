import type { CronJobSettings } from './settings';

/** When and how the pods of a job run. */
export type CronJobPart = CronJobSettings;

import { byDefault, type Layers } from '@goldenpath/extension';
import type { CronJobFields } from './schema';

/** When and how a job runs, with all defaults applied. */
export type CronJobSettings = Required<CronJobFields>;

/** Returns the settings of a job that runs on a schedule. */
export function cronJobSettings(layers: Layers): CronJobSettings {
  return {
    schedule: layers.pick(['schedule'], byDefault('')),
    timeZone: layers.pick(['timeZone'], byDefault('Etc/UTC')),
    concurrencyPolicy: layers.pick(['concurrencyPolicy'], byDefault('Forbid')),
    startingDeadlineSeconds: layers.pick(['startingDeadlineSeconds'], byDefault(3600)),
    activeDeadlineSeconds: layers.pick(['activeDeadlineSeconds'], byDefault(3600)),
    backoffLimit: layers.pick(['backoffLimit'], byDefault(2)),
    successfulJobsHistoryLimit: layers.pick(['successfulJobsHistoryLimit'], byDefault(3)),
    failedJobsHistoryLimit: layers.pick(['failedJobsHistoryLimit'], byDefault(3)),
    suspend: layers.pick(['suspend'], byDefault(false)),
  };
}

/** The fields of a job that runs on a schedule, with the names of Kubernetes. */
export interface CronJobFields {
  /**
   * When the job runs: minute, hour, day of the month, month and day of the week.
   *
   * @maxLength 100
   * @examples ["0 2 * * *"]
   */
  readonly schedule: string;
  /**
   * The time zone of `schedule`.
   *
   * @maxLength 60
   * @default "Etc/UTC"
   * @examples ["Europe/London"]
   */
  readonly timeZone?: string;
  /**
   * What happens when the job is due and still runs: `Forbid` leaves the new run out, `Replace` ends the old one, `Allow` runs both.
   *
   * @default "Forbid"
   */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /**
   * Seconds after its time in which a run that was missed still starts.
   *
   * @asType integer
   * @minimum 10
   * @maximum 86400
   * @default 3600
   */
  readonly startingDeadlineSeconds?: number;
  /**
   * Seconds after which a run is ended, with all its retries.
   *
   * @asType integer
   * @minimum 1
   * @maximum 604800
   * @default 3600
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * How often a run that failed is tried again.
   *
   * @asType integer
   * @minimum 0
   * @maximum 20
   * @default 2
   */
  readonly backoffLimit?: number;
  /**
   * How many successful runs are kept, with their logs.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;
  /**
   * How many failed runs are kept, with their logs.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100
   * @default 3
   */
  readonly failedJobsHistoryLimit?: number;
  /**
   * Whether the job does not run for now.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** The fields that an environment may override. */
export type CronJobOverrides = Partial<CronJobFields>;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    cronJob: CronJobFields;
  }
  interface WrittenOverrides {
    cronJob: CronJobOverrides;
  }
  interface WrittenReviewRules {
    'job-stops': true;
    'job-runs-at-once': true;
  }
}

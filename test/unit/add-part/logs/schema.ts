/** Where the logs of an application are kept. */
export interface WrittenLogs {
  /**
   * How many days CloudWatch keeps them.
   *
   * @asType integer
   */
  readonly retentionDays: 7 | 14 | 30 | 90;
}

/** The fields of the logs. */
export interface LogsFields {
  readonly logs?: WrittenLogs;
}

/** What of them one environment may override. */
export type LogsOverrides = LogsFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    logs: LogsFields;
  }
  interface WrittenOverrides {
    logs: LogsOverrides;
  }
  interface WrittenReviewRules {
    'logs-shortened': true;
  }
}

import { type ExplanationTable, fromSetting } from '@goldenpath/extension';

export const group = 'Schedule';

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
];

export const facts: ExplanationTable = Object.fromEntries(FIELDS.map((field) => [field, fromSetting(field)]));

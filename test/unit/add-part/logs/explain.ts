import { type ExplanationTable, fromPlatform, fromSetting } from '@goldenpath/extension';

export const group = 'Logs';

export const facts: ExplanationTable = {
  group: fromPlatform('organisation', 'with the environment and `name`'),
  region: fromPlatform('aws.region'),
  retentionDays: fromSetting('logs.retentionDays'),
};

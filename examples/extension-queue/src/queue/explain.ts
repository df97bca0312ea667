import { type ExplanationTable, fromPlatform, fromSetting, fromSpec } from '@goldenpath/extension';

export const group = 'Queue';

export const facts: ExplanationTable = {
  name: fromSetting('queue.name', '`{name}-{environment}-{queue.name}`'),
  arn: fromPlatform('aws.accountId', 'with `aws.region` and the name of the queue'),
  url: fromPlatform('aws.region', 'with `aws.accountId` and the name of the queue'),
  variable: fromSetting('queue.name', 'the variable of the pods'),
  deadLetterName: fromSetting('queue.name', 'the name of the queue with `-dead`'),
  policyName: fromSetting('queue.name', 'the name of the queue with `-queue`'),
  visibilityTimeoutSeconds: fromSetting('queue.visibilityTimeoutSeconds'),
  maxReceives: fromSetting('queue.maxReceives'),
  isProtected: fromSpec('accept', 'unless the loss is accepted'),
};

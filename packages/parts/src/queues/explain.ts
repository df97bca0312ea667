import { type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';
import { arnInAccount, fromEntry, fromEntryName } from '../cloud/explain';

export const group = 'Queues';

export const facts: ExplanationTable = {
  '*.resourceName': fromEntryName('queues', '`{name}-{environment}-{queue}`'),
  '*.arn': arnInAccount,
  '*.url': fromPlatform('aws.region', 'the region and account of the environment, with the name'),
  '*.variable': fromEntryName('queues', 'in capitals, with `_QUEUE_URL`'),
  '*.deadLetters.resourceName': fromEntryName('queues', 'the name of the queue with `-dead`'),
  '*.deadLetters.arn': arnInAccount,
  '*.visibilityTimeoutSeconds': fromEntry('queues', 'visibilityTimeoutSeconds'),
  '*.maxReceives': fromEntry('queues', 'maxReceives'),
  '*.retentionDays': fromEntry('queues', 'retentionDays'),
  '*.fifo': fromEntry('queues', 'fifo'),
  '*.topics': fromEntry('queues', 'subscriptions'),
  '*.readBy': fromPlatform('kubernetes.keda', 'for the queues of `autoscaling`'),
  '*.isProtected': fromSpec('accept', 'unless the loss is accepted'),
};

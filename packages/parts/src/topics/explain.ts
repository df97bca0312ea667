import { type ExplanationTable, fromSpec } from '@goldenpath/extension';
import { arnInAccount, fromEntry, fromEntryName } from '../cloud/explain';

export const group = 'Topics';

export const facts: ExplanationTable = {
  '*.resourceName': fromEntryName('topics', '`{name}-{environment}-{topic}`'),
  '*.arn': arnInAccount,
  '*.variable': fromEntryName('topics', 'in capitals, with `_TOPIC_ARN`'),
  '*.fifo': fromEntry('topics', 'fifo'),
  '*.isProtected': fromSpec('accept', 'unless the loss is accepted'),
};

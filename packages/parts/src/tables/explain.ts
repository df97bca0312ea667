import { type ExplanationTable, fromSpec } from '@goldenpath/extension';
import { arnInAccount, fromEntry, fromEntryName } from '../cloud/explain';

export const group = 'Tables';

export const facts: ExplanationTable = {
  '*.resourceName': fromEntryName('tables', '`{name}-{environment}-{table}`'),
  '*.arn': arnInAccount,
  '*.variable': fromEntryName('tables', 'in capitals, with `_TABLE`'),
  '*.partitionKey.name': fromEntry('tables', 'partitionKey.name'),
  '*.partitionKey.type': fromEntry('tables', 'partitionKey.type'),
  '*.sortKey.name': fromEntry('tables', 'sortKey.name'),
  '*.sortKey.type': fromEntry('tables', 'sortKey.type'),
  '*.expiryAttribute': fromEntry('tables', 'expiryAttribute'),
  '*.pointInTimeRecovery': fromEntry('tables', 'pointInTimeRecovery'),
  '*.isProtected': fromSpec('accept', 'unless the loss is accepted'),
};

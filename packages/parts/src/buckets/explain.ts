import { type ExplanationTable, fromSpec } from '@goldenpath/extension';
import { arnInAccount, fromEntry, fromEntryName } from '../cloud/explain';

export const group = 'Buckets';

export const facts: ExplanationTable = {
  '*.resourceName': fromEntryName('buckets', '`{name}-{environment}-{bucket}-{account}`'),
  '*.arn': arnInAccount,
  '*.variable': fromEntryName('buckets', 'in capitals, with `_BUCKET`'),
  '*.encryption': fromSpec('risk', 'by risk'),
  '*.keepVersionsDays': fromSpec('risk', 'by risk, unless `versions` is false'),
  '*.expireAfterDays': fromEntry('buckets', 'expireAfterDays'),
  '*.isProtected': fromSpec('accept', 'unless the loss is accepted'),
};

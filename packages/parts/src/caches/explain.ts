import { always, type ExplanationTable, fromEnvironment, fromSpec } from '@goldenpath/extension';
import { arnInAccount, fromEntry, fromEntryName } from '../cloud/explain';

export const group = 'Caches';

export const facts: ExplanationTable = {
  '*.resourceName': fromEntryName('caches', '`{name}-{environment}-{cache}`'),
  '*.arn': arnInAccount,
  '*.variable': fromEntryName('caches', 'in capitals, with `_CACHE_URL`'),
  '*.nodeType': fromEntry('caches', 'size', 'the node type of its `size`'),
  '*.nodes': fromEntry('caches', 'replicas', 'one more than its `replicas`'),
  '*.snapshotRetentionDays': fromEntry('caches', 'snapshotRetentionDays'),
  '*.passwordVersion': fromEntry('caches', 'passwordVersion'),
  '*.network.vpcId': fromEnvironment('databases.network.vpcId'),
  '*.network.subnetIds': fromEnvironment('databases.network.subnetIds'),
  '*.network.clientCidrs': fromEnvironment('databases.network.clientCidrs'),
  '*.secret.path': always('`goldenpath/{environment}/{name}/caches/{cache}`'),
  '*.kmsKeyArn': fromEnvironment('databases.kmsKey'),
  '*.isProtected': fromSpec('accept', 'unless the loss is accepted'),
};

import { always, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';
import { secretPath } from '../database/explain';

export const group = 'Database';

export const facts: ExplanationTable = {
  secretName: fromSpec('name', '`{name}-db-creds`'),
  'store.name': fromPlatform('secretStore.name'),
  'store.kind': fromPlatform('secretStore.kind'),
  'sealed.scope': fromPlatform('secretStore.sealedSecrets.scope'),
  'sealed.encryptedData': always('what `goldenpath seal` wrote beside the spec'),
  refreshInterval: fromPlatform('secretStore.refreshInterval'),
  remotePath: secretPath,
  reloads: fromPlatform('kubernetes.reloader'),
  variables: always('what the pods of every database have'),
};

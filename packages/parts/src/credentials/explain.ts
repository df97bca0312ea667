import { always, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';
import type { DatabaseSettings } from '../database/settings';
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
  'composed.*.*': ({ settings }, path) => {
    const names = Object.keys((settings['database'] as DatabaseSettings).variables ?? {});
    const because = 'a template, which is filled in the cluster';
    return { of: 'setting', setting: ['database', 'variables', names[Number(path[2])] ?? ''], because };
  },
  checksum: always('a digest of the composed variables: a change rolls the pods'),
};

import { always, type ExplanationTable, fromPlatform, fromSpec } from '@goldenpath/extension';

export const group = 'Caches';

export const facts: ExplanationTable = {
  secretName: fromSpec('name', '`{name}-caches`'),
  'store.name': fromPlatform('secretStore.name'),
  'store.kind': fromPlatform('secretStore.kind'),
  refreshInterval: fromPlatform('secretStore.refreshInterval'),
  reloads: fromPlatform('kubernetes.reloader'),
  'entries.*.cache': always('the names of `caches`'),
  'entries.*.path': always('`goldenpath/{environment}/{name}/caches/{cache}`'),
};

import { always, type ExplanationTable, fromPlatform, fromSetting, fromSpec } from '@goldenpath/extension';

export const group = 'Storage';

export const facts: ExplanationTable = {
  claimName: fromSpec('name', '`{name}-shared`'),
  size: fromSetting('sharedStorage.size'),
  mountPath: fromSetting('sharedStorage.mountPath'),
  storageClass: fromPlatform('kubernetes.sharedStorageClass'),
  isTemporary: always('a preview keeps nothing'),
};

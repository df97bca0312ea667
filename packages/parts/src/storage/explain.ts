import { always, type ExplanationTable, fromSetting } from '@goldenpath/extension';

export const group = 'Storage';

export const facts: ExplanationTable = {
  volumeName: always('the name of every volume'),
  size: fromSetting('storage.size'),
  mountPath: fromSetting('storage.mountPath'),
  storageClass: fromSetting('storage.className'),
};

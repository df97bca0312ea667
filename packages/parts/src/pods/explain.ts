import { type ExplanationTable, fromSetting } from '@goldenpath/extension';
import { AFFINITIES } from './affinity-settings';

export const group = 'Pods';

export const facts: ExplanationTable = {
  ...Object.fromEntries(
    ['labels', 'annotations', 'nodeSelector'].map((field) => [
      `${field}.*`,
      (context: Parameters<ReturnType<typeof fromSetting>>[0], path: Parameters<ReturnType<typeof fromSetting>>[1]) =>
        fromSetting(['pod', ...path.slice(1)].join('.'))(context, path),
    ]),
  ),
  'tolerations.*.*': fromSetting('pod.tolerations'),
  ...Object.fromEntries(AFFINITIES.map((field) => [`${field}.*.*`, fromSetting(`pod.${field}`)])),
  ...Object.fromEntries(AFFINITIES.map((field) => [`${field}.*.selector.*`, fromSetting(`pod.${field}`)])),
  ...Object.fromEntries(
    ['spread', 'priorityClassName', 'terminationGracePeriodSeconds', 'runAsGroup', 'fsGroup'].map((field) => [
      field,
      fromSetting(`pod.${field}`),
    ]),
  ),
};

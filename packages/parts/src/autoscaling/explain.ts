import { type ExplanationTable, fromSetting } from '@goldenpath/extension';

export const group = 'Pods';

export const facts: ExplanationTable = {
  minReplicas: fromSetting('replicas'),
  maxReplicas: fromSetting('autoscaling.maxReplicas'),
  targetCpuPercent: fromSetting('autoscaling.targetCpuPercent'),
};

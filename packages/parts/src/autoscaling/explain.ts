import { type ExplanationTable, fromSetting, fromSpec } from '@goldenpath/extension';

export const group = 'Pods';

export const facts: ExplanationTable = {
  target: fromSpec('kind', 'what this kind runs as'),
  minReplicas: fromSetting('replicas'),
  maxReplicas: fromSetting('autoscaling.maxReplicas'),
  targetCpuPercent: fromSetting('autoscaling.targetCpuPercent'),
  targetMemoryPercent: fromSetting('autoscaling.targetMemoryPercent'),
};

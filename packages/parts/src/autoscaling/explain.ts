import { type ExplanationTable, fromPlatform, fromSetting, fromSpec } from '@goldenpath/extension';

export const group = 'Pods';

export const facts: ExplanationTable = {
  target: fromSpec('kind', 'what this kind runs as'),
  container: fromSetting('sidecars', 'the load of sidecars does not count'),
  minReplicas: fromSetting('replicas'),
  maxReplicas: fromSetting('autoscaling.maxReplicas'),
  targetCpuPercent: fromSetting('autoscaling.targetCpuPercent'),
  targetMemoryPercent: fromSetting('autoscaling.targetMemoryPercent'),
  'queue.url': fromSetting('autoscaling.queue.name', 'the address of the queue'),
  'queue.region': fromPlatform('aws.region', 'or the region of the environment'),
  'queue.targetLength': fromSetting('autoscaling.queue.targetLength'),
  'queue.scaleToZero': fromSetting('autoscaling.queue.scaleToZero'),
};

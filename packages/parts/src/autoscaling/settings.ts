import { byDefault, type Layers } from '@goldenpath/extension';

/** Scaling by load, every default filled in. */
export interface AutoscalingSettings {
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
}

/** Scaling by load; `undefined` where a spec does not ask for it. */
export function autoscalingSettings(layers: Layers): AutoscalingSettings | undefined {
  const maxReplicas = layers.tryPick<number>(['autoscaling', 'maxReplicas']);
  if (maxReplicas === undefined) return undefined;
  return { maxReplicas, targetCpuPercent: layers.pick(['autoscaling', 'targetCpuPercent'], byDefault(70)) };
}

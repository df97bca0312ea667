import { byDefault, type Layers } from '@goldenpath/extension';

/** Autoscaling settings with all defaults applied. */
export interface AutoscalingSettings {
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
}

/** Returns the autoscaling settings; `undefined` when a spec has none. */
export function autoscalingSettings(layers: Layers): AutoscalingSettings | undefined {
  const maxReplicas = layers.tryPick<number>(['autoscaling', 'maxReplicas']);
  if (maxReplicas === undefined) return undefined;
  return { maxReplicas, targetCpuPercent: layers.pick(['autoscaling', 'targetCpuPercent'], byDefault(70)) };
}

import { byDefault, type Layers } from '@goldenpath/extension';

/** Autoscaling settings with all defaults applied. */
export interface AutoscalingSettings {
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
  /** @default pods are scaled by cpu alone */
  readonly targetMemoryPercent?: number;
}

/** Returns the autoscaling settings; `undefined` when a spec has none. */
export function autoscalingSettings(layers: Layers): AutoscalingSettings | undefined {
  const maxReplicas = layers.tryPick<number>(['autoscaling', 'maxReplicas']);
  if (maxReplicas === undefined) return undefined;
  const targetMemoryPercent = layers.tryPick<number>(['autoscaling', 'targetMemoryPercent']);
  return {
    maxReplicas,
    targetCpuPercent: layers.pick(['autoscaling', 'targetCpuPercent'], byDefault(70)),
    ...(targetMemoryPercent !== undefined && { targetMemoryPercent }),
  };
}

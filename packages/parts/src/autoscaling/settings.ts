import { byDefault, type Layers } from '@goldenpath/extension';

/** Autoscaling settings with all defaults applied. */
export interface AutoscalingSettings {
  readonly maxReplicas: number;
  /** @default pods are scaled by a queue, and not by cpu */
  readonly targetCpuPercent?: number;
  /** @default pods are scaled by cpu alone */
  readonly targetMemoryPercent?: number;
  /** @default pods are scaled by cpu and memory alone */
  readonly queue?: QueueScaling;
}

/** Scaling by the length of a queue. */
export interface QueueScaling {
  readonly name: string;
  readonly targetLength: number;
  readonly scaleToZero: boolean;
}

/** Returns the autoscaling settings; `undefined` when a spec has none. */
export function autoscalingSettings(layers: Layers): AutoscalingSettings | undefined {
  const maxReplicas = layers.tryPick<number>(['autoscaling', 'maxReplicas']);
  if (maxReplicas === undefined) return undefined;
  const targetMemoryPercent = layers.tryPick<number>(['autoscaling', 'targetMemoryPercent']);
  const queue = queueScaling(layers);
  const targetCpuPercent =
    queue === undefined
      ? layers.pick(['autoscaling', 'targetCpuPercent'], byDefault(70))
      : layers.tryPick<number>(['autoscaling', 'targetCpuPercent']);
  return {
    maxReplicas,
    ...(targetCpuPercent !== undefined && { targetCpuPercent }),
    ...(targetMemoryPercent !== undefined && { targetMemoryPercent }),
    ...(queue !== undefined && { queue }),
  };
}

function queueScaling(layers: Layers): QueueScaling | undefined {
  const name = layers.tryPick<string>(['autoscaling', 'queue', 'name']);
  if (name === undefined) return undefined;
  return {
    name,
    targetLength: layers.pick(['autoscaling', 'queue', 'targetLength'], byDefault(5)),
    scaleToZero: layers.pick(['autoscaling', 'queue', 'scaleToZero'], byDefault(false)),
  };
}

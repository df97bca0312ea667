import type { AutoscalingPart } from './types';

/** Returns how many pods an autoscaler runs, as a person reads it. */
export function podsOf({ minReplicas, maxReplicas, queue }: AutoscalingPart): string {
  return `${queue?.scaleToZero === true ? 0 : minReplicas}–${maxReplicas} pods`;
}

import type { WrittenAppSpec, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { record } from './fields';

export const replicas = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });

/** `replicas` is at most 10, and `maxReplicas` above it in every environment. */
export const AUTOSCALING = fc
  .tuple(
    fc.integer({ min: 11, max: 50 }),
    record({
      targetCpuPercent: fc.integer({ min: 1, max: 100 }),
      targetMemoryPercent: fc.integer({ min: 1, max: 100 }),
    }),
  )
  .map(([maxReplicas, rest]) => ({ maxReplicas, ...rest }));

/** Scales an application by one of its queues in all environments, if it has one and the platform has KEDA. */
export function byQueue<T extends WrittenAppSpec>(spec: T, { kubernetes }: WrittenPlatform, targetLength: number): T {
  const [name] = Object.keys('queues' in spec ? (spec.queues ?? {}) : {});
  const canScale = kubernetes?.keda === true && 'autoscaling' in spec && spec.autoscaling !== undefined;
  if (!canScale || name === undefined) return spec;
  const hasPorts = spec.ports === undefined || spec.ports.length > 0;
  const queue = { name, targetLength, scaleToZero: !hasPorts };
  return { ...spec, autoscaling: { ...spec.autoscaling, queue } };
}

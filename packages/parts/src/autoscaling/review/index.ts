import type { PartReview } from '@goldenpath/extension';
import type { AutoscalingPart } from '../types';
import { autoscalingSwitchedOn } from './autoscaling-switched-on';
import { queueScalingOff } from './queue-scaling-off';

/** The review of autoscaling. */
export const review: PartReview<AutoscalingPart> = {
  rules: [autoscalingSwitchedOn, queueScalingOff],
  fields: [
    { path: 'replicas', rank: 310, inEnvironment: (scaling) => scaling?.minReplicas },
    { path: 'autoscaling.maxReplicas', rank: 320, inEnvironment: (scaling) => scaling?.maxReplicas },
    { path: 'autoscaling.targetCpuPercent', rank: 330, inEnvironment: (scaling) => scaling?.targetCpuPercent },
    { path: 'autoscaling.targetMemoryPercent', rank: 331, inEnvironment: (scaling) => scaling?.targetMemoryPercent },
    { path: 'autoscaling.queue', rank: 332, inEnvironment: (scaling) => scaling?.queue },
  ],
  dependedOn: [{ read: (scaling) => scaling }],
};

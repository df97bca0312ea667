import type { PodContribution } from '@goldenpath/extension';
import { tolerationsOf } from '../kubernetes/tolerations';
import type { PlacementPart } from './types';

/** Pods run on the nodes with these labels, and tolerate their taints. */
export function pod({ nodeSelector, tolerations }: PlacementPart): PodContribution {
  return {
    ...(nodeSelector !== undefined && { nodeSelector }),
    ...(tolerations !== undefined && {
      tolerations: tolerationsOf(tolerations),
    }),
  };
}

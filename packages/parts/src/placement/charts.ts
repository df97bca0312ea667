import type { PodContribution } from '@goldenpath/extension';
import type { PlacementPart } from './types';

/** Pods run on the nodes with these labels, and tolerate their taints. A taint without a value is tolerated whatever its value is. */
export function pod({ nodeSelector, tolerations }: PlacementPart): PodContribution {
  return {
    ...(nodeSelector !== undefined && { nodeSelector }),
    ...(tolerations !== undefined && {
      tolerations: tolerations.map(({ key, value, effect }) => ({
        key,
        operator: value === undefined ? 'Exists' : 'Equal',
        ...(value !== undefined && { value }),
        ...(effect !== undefined && { effect }),
      })),
    }),
  };
}

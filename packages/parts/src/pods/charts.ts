import type { InCluster, PodContribution } from '@goldenpath/extension';
import { tolerationsOf } from '../kubernetes/tolerations';
import type { PodsPart } from './types';

const TOPOLOGIES = { zones: 'topology.kubernetes.io/zone', nodes: 'kubernetes.io/hostname' } as const;

/** What a spec says about its pods. */
export function pod({ tolerations, spread, ...own }: PodsPart, { selector }: InCluster): PodContribution {
  return {
    ...own,
    ...(tolerations !== undefined && { tolerations: tolerationsOf(tolerations) }),
    ...(spread !== undefined && {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: TOPOLOGIES[spread],
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: selector },
        },
      ],
    }),
  };
}

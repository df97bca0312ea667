import type { InCluster, PodContribution } from '@goldenpath/extension';
import { tolerationsOf } from '../kubernetes/tolerations';
import type { PodsPart, PodTerm } from './types';

const TOPOLOGIES = { zone: 'topology.kubernetes.io/zone', node: 'kubernetes.io/hostname' } as const;
const SPREAD = { zones: TOPOLOGIES.zone, nodes: TOPOLOGIES.node } as const;

/** What a spec says about its pods. */
export function pod(
  { tolerations, spread, affinity: near, antiAffinity: away, ...own }: PodsPart,
  { selector }: InCluster,
): PodContribution {
  return {
    ...own,
    ...((near ?? away) !== undefined && { affinity: affinityOf(near ?? [], away ?? []) }),
    ...(tolerations !== undefined && { tolerations: tolerationsOf(tolerations) }),
    ...(spread !== undefined && {
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: SPREAD[spread],
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: selector },
        },
      ],
    }),
  };
}

function affinityOf(near: NonNullable<PodsPart['affinity']>, away: NonNullable<PodsPart['antiAffinity']>) {
  const required = away.filter((term) => term.required);
  const preferred = away.filter((term) => !term.required);
  return {
    ...(near.length > 0 && { podAffinity: preferredTerms(near) }),
    ...(away.length > 0 && {
      podAntiAffinity: {
        ...(required.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: required.map(podAffinityTerm) }),
        ...(preferred.length > 0 && preferredTerms(preferred)),
      },
    }),
  };
}

/** All applications count the same. */
function preferredTerms(terms: readonly PodTerm[]) {
  return {
    preferredDuringSchedulingIgnoredDuringExecution: terms.map((term) => ({
      weight: 100,
      podAffinityTerm: podAffinityTerm(term),
    })),
  };
}

/** Without `namespaces`, a term selects pods of the namespace that the pod itself is in. */
function podAffinityTerm({ topology, selector, namespace }: PodTerm) {
  return {
    topologyKey: TOPOLOGIES[topology],
    labelSelector: { matchLabels: selector },
    ...(namespace !== undefined && { namespaces: [namespace] }),
  };
}

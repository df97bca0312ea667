import type { PartReview } from '@goldenpath/extension';
import type { PodsPart } from './types';

/** The review of pods. */
export const review: PartReview<PodsPart> = {
  fields: [
    {
      path: 'pod',
      rank: 475,
      inEnvironment: (pods, rest) => rest.reduce<unknown>(ownField, pods),
    },
  ],
  platformFields: [
    { path: 'kubernetes.priorityClasses', inEnvironment: (pods) => pods?.priorityClassName },
    { path: 'kubernetes.podMetadata', inEnvironment: (pods) => [pods?.labels, pods?.annotations] },
  ],
  dependedOn: [],
};

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

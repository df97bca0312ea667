import type { PartReview } from '@goldenpath/extension';
import { ownField } from '../own-field';
import { AFFINITIES } from './affinity-settings';
import type { AwayTerm, PodsPart, PodTerm } from './types';

/** The review of pods. */
export const review: PartReview<PodsPart> = {
  fields: [
    {
      path: 'pod',
      rank: 475,
      inEnvironment: (pods, rest) => appsAt(pods, rest) ?? rest.reduce<unknown>(ownField, pods),
    },
  ],
  platformFields: [
    { path: 'kubernetes.priorityClasses', inEnvironment: (pods) => pods?.priorityClassName },
    { path: 'kubernetes.podMetadata', inEnvironment: (pods) => [pods?.labels, pods?.annotations] },
  ],
  namespacesOf: ({ affinity = [], antiAffinity = [] }) => [...affinity, ...antiAffinity].map(({ app }) => app),
  dependedOn: [],
};

/** Other applications as a spec names them, without the labels and namespaces that follow; `undefined` for another field. */
function appsAt(pods: PodsPart | undefined, [field, key]: readonly string[]): unknown {
  const name = AFFINITIES.find((each) => each === field);
  const terms: readonly (PodTerm & Partial<AwayTerm>)[] | undefined = name && pods?.[name];
  if (key !== undefined) return terms?.map((term) => String(ownField(term, key))).join(', ');
  return terms?.map(({ app, topology, required }) => `${app} (${topology}${required ? ', required' : ''})`);
}

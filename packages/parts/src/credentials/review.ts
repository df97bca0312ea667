import { counted, type PartReview } from '@goldenpath/extension';
import type { CredentialsPart } from './types';

/** The review of credentials. */
export const review: PartReview<CredentialsPart> = {
  graph: ({ secretName, variables }) => ({
    nodes: [
      {
        id: 'external-secret',
        kind: 'external secret',
        name: secretName,
        facts: [counted(variables.length, 'variable')],
        objects: [`ExternalSecret/${secretName}`],
      },
    ],
    links: [
      { from: 'workload', to: 'external-secret' },
      { from: 'external-secret', to: 'secret' },
    ],
  }),
  graphRank: 60,
  platformFields: [
    { path: 'secretStore', inEnvironment: (credentials) => credentials },
    { path: 'kubernetes.reloader', inEnvironment: (credentials) => credentials?.reloads },
  ],
};

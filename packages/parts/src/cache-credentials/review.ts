import { counted, type PartReview } from '@goldenpath/extension';
import type { CacheCredentialsPart } from './types';

/** The review of the logins of caches. */
export const review: PartReview<CacheCredentialsPart> = {
  graph: ({ secretName, entries }) => ({
    nodes: [
      {
        id: 'cache-secret',
        kind: 'external secret',
        name: secretName,
        facts: [counted(entries.length, 'cache')],
        objects: [`ExternalSecret/${secretName}`],
      },
    ],
    links: [
      { from: 'workload', to: 'cache-secret' },
      ...entries.map(({ cache }) => ({ from: 'cache-secret', to: `cache-${cache}` })),
    ],
  }),
  graphRank: 61,
  platformFields: [
    { path: 'secretStore', inEnvironment: (credentials) => credentials },
    { path: 'kubernetes.reloader', inEnvironment: (credentials) => credentials?.reloads },
  ],
};

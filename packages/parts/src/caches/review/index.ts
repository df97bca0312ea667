import { counted, type PartReview } from '@goldenpath/extension';
import { lossRule } from '../../cloud/loss';
import type { CacheFacts, CachesPart } from '../types';
import { pricedCaches } from './priced';

/** The review of caches. */
export const review: PartReview<CachesPart> = {
  rules: [
    lossRule<CacheFacts>({
      id: 'cache-loss',
      rank: 34,
      type: 'aws_elasticache_replication_group',
      noun: 'cache',
      nouns: 'caches',
      consequence: 'is deleted with all entries in it, such as sessions',
      advice: 'Make sure that the application can compute the entries again, or take a snapshot first.',
    }),
  ],
  priced: pricedCaches,
  graph: (caches) => ({
    nodes: Object.entries(caches).map(([name, { resourceName, nodeType, nodes }]) => ({
      id: `cache-${name}`,
      kind: 'cache',
      name: resourceName,
      facts: [counted(nodes, `${nodeType} node`)],
      resources: {
        platform: false,
        types: [
          'aws_elasticache_replication_group',
          'aws_elasticache_subnet_group',
          'aws_elasticache_user',
          'aws_elasticache_user_group',
        ],
      },
    })),
    links: Object.keys(caches).map((name) => ({ from: 'workload', to: `cache-${name}` })),
  }),
  graphRank: 56,
  fields: [{ path: 'caches', rank: 401, inEnvironment: (caches) => caches }],
  platformFields: [{ path: 'environments.*.databases.network', inEnvironment: (caches) => caches }],
  replacedBy: {
    aws_elasticache_replication_group: [
      'at_rest_encryption_enabled',
      'kms_key_id',
      'port',
      'replication_group_id',
      'subnet_group_name',
    ],
  },
};

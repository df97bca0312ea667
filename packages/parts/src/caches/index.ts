import { definePart } from '@goldenpath/extension';
import { uniqueResourceNames } from '../cloud/resource';
import { CACHE_PORT, cachesFacts, cacheVariables } from './facts';
import fields from './fields.json';
import { cachesSettings } from './settings';

/** Caches: Valkey on Amazon ElastiCache. */
export const caches = definePart({
  name: 'caches',
  description: 'Caches: Valkey on Amazon ElastiCache.',
  fields,
  settings: cachesSettings,
  rules: () => require('./rules') as typeof import('./rules'),
  facts: cachesFacts,
  privatePorts: (settings) => (Object.keys(settings).length > 0 ? [CACHE_PORT] : []),
  reservedVariables: (settings) =>
    Object.keys(settings).map((name) => ({ names: cacheVariables(name), by: 'the cache' })),
  uniqueNames: (facts) => uniqueResourceNames('caches', 'cache', facts),
  developmentNeeds: (facts) =>
    Object.entries(facts).map(([name, { secret }]) => ({
      kind: 'redis' as const,
      what: `the cache ${name}`,
      secretPath: secret.path,
    })),
  summary: (facts) => Object.keys(facts).map((name) => ({ key: 'cache', text: `cache ${name}` })),
  stackScopes: ['environment'],
  stacks: () => require('./stack') as typeof import('./stack'),
  permissions: () => (require('./permissions') as typeof import('./permissions')).permissions,
  holds: 'cache-loss',
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});

import { definePart, type FactsInput } from '@goldenpath/extension';
import { cacheSecretPath, cacheVariables } from '../caches/facts';
import type { CachesPart } from '../caches/types';
import { partSettings } from '../settings';
import type { CacheCredentialsPart } from './types';

/** The logins of the caches for the pods, from Secrets Manager. */
export const cacheCredentials = definePart({
  name: 'cacheCredentials',
  description: 'The logins of the caches for the pods, from Secrets Manager.',
  needs: ['caches'],
  facts: ({ spec, platform, facts }: FactsInput): CacheCredentialsPart | undefined => {
    const caches = facts('caches') as CachesPart | undefined;
    const { name, kind, refreshInterval } = platform.secretStore;
    if (caches === undefined) return undefined;
    return {
      secretName: `${spec.name}-caches`,
      store: { name, kind },
      refreshInterval,
      reloads: platform.kubernetes.reloader,
      entries: Object.entries(caches).map(([cache, { secret }]) => ({ cache, path: secret.path })),
    };
  },
  secrets: ({ secretName, entries }) => [
    { name: secretName, keys: entries.flatMap(({ cache }) => cacheVariables(cache)) },
  ],
  secretPaths: (_settings, input) =>
    Object.keys(partSettings(input.settings).caches ?? {}).map((name) => cacheSecretPath(input, name)),
  charts: () => require('./charts') as typeof import('./charts'),
  scaffold: () => require('./scaffold') as typeof import('./scaffold'),
  explain: () => require('./explain') as typeof import('./explain'),
  review: () => (require('./review') as typeof import('./review')).review,
});

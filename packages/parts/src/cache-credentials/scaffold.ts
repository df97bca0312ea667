import type { RepositoryContribution } from '@goldenpath/extension';
import { cacheVariable } from '../caches/facts';
import type { CacheCredentialsPart } from './types';

/** The variables of the caches: all parts of the login, and the URL that has them together. */
export function general({ entries }: CacheCredentialsPart): RepositoryContribution {
  return {
    variables: entries.flatMap(({ cache }) => [
      { name: cacheVariable(cache, 'URL'), meaning: `the URL of the cache ${cache}, with its login` },
      { name: cacheVariable(cache, 'HOST'), meaning: `the host of the cache ${cache}` },
      { name: cacheVariable(cache, 'PORT'), meaning: `the port of the cache ${cache}, with TLS` },
      { name: cacheVariable(cache, 'USER'), meaning: `the user of the cache ${cache}` },
      { name: cacheVariable(cache, 'PASS'), meaning: `the password of the cache ${cache}` },
    ]),
  };
}

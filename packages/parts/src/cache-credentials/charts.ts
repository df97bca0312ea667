import type { ChartInput, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { CACHE_PROPERTIES, cacheVariable } from '../caches/facts';
import { reloadedBy } from '../reloader';
import { addSecret } from '../secret-store/charts';
import type { CacheCredentialsPart } from './types';

const PARTS = Object.entries(CACHE_PROPERTIES) as [keyof typeof CACHE_PROPERTIES, string][];

/** Adds what makes the Secret with the parts of each login, and with a URL of them. */
export function add(chart: Chart, { facts }: ChartInput<CacheCredentialsPart>): void {
  addSecret(chart, 'cache-secret', {
    secretName: facts.secretName,
    source: facts,
    data: facts.entries.flatMap(({ cache, path }) =>
      PARTS.map(([what, property]) => ({ key: cacheVariable(cache, what), remote: { path, property } })),
    ),
    composed: Object.fromEntries(facts.entries.map(({ cache }) => [cacheVariable(cache, 'URL'), urlOf(cache)])),
  });
}

/** Names and passwords consist of letters, digits and hyphens, which a URL takes as they are. */
function urlOf(cache: string): string {
  const value = (what: keyof typeof CACHE_PROPERTIES) => `{{ .${cacheVariable(cache, what)} }}`;
  return `rediss://${value('USER')}:${value('PASS')}@${value('HOST')}:${value('PORT')}`;
}

/** Adds the variables. */
export function pod({ secretName, reloads }: CacheCredentialsPart): PodContribution {
  return {
    envFrom: [{ secretRef: { name: secretName } }],
    ...(reloads && { controllerAnnotations: reloadedBy(secretName) }),
  };
}

/** Only the paths of the secrets differ between environments. */
export function file(): ObjectFile {
  return { file: 'externalsecret-caches.yaml', home: 'base' };
}

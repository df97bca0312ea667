import type { FactsInput } from '@goldenpath/extension';
import { boundedName, variableOf } from '../cloud/names';
import { resourcesOf } from '../cloud/resource';
import type { CachesSettings } from './settings';
import { NODE_TYPES } from './sizes';
import type { CacheFacts, CachesPart } from './types';

/** ElastiCache takes ids of up to 40 characters for replication groups, users and groups of users. */
const LONGEST_ID = 40;

/** The port of Valkey. */
export const CACHE_PORT = 6379;

/** Returns the caches of an application; nothing in an environment without a network for them, which a rule refuses. */
export function cachesFacts(input: FactsInput<CachesSettings>): CachesPart | undefined {
  const { spec, settings, environment, isProtected } = input;
  const { aws, databases } = input.in;
  if (databases === undefined) return undefined;
  const { partition, region, accountId } = aws;
  const { vpcId, subnetIds, clientCidrs } = databases.network;
  return resourcesOf(settings, (name, { size, replicas, snapshotRetentionDays, passwordVersion }): CacheFacts => {
    const resourceName = boundedName(`${spec.name}-${environment}-${name}`, LONGEST_ID);
    return {
      resourceName,
      arn: `arn:${partition}:elasticache:${region}:${accountId}:replicationgroup:${resourceName}`,
      variable: cacheVariable(name, 'URL'),
      nodeType: NODE_TYPES[size],
      nodes: 1 + replicas,
      snapshotRetentionDays,
      passwordVersion,
      network: { vpcId, subnetIds, clientCidrs },
      secret: { path: cacheSecretPath({ app: spec.name, environment }, name) },
      ...(databases.kmsKey !== undefined && { kmsKeyArn: databases.kmsKey }),
      isProtected: isProtected('cache-loss'),
    };
  });
}

/** Returns the path of the secret with the login of a cache. */
export function cacheSecretPath(
  { app, environment }: { readonly app: string; readonly environment: string },
  name: string,
): string {
  return `goldenpath/${environment}/${app}/caches/${name}`;
}

/** What the secret of a cache has, by the end of the variable. */
export const CACHE_PROPERTIES = { HOST: 'host', PORT: 'port', USER: 'username', PASS: 'password' } as const;

/** Returns a variable of a cache: `sessions` and `URL` give `SESSIONS_CACHE_URL`. */
export function cacheVariable(name: string, what: keyof typeof CACHE_PROPERTIES | 'URL'): string {
  return variableOf(name, `CACHE_${what}`);
}

/** Returns all variables of a cache. */
export function cacheVariables(name: string): string[] {
  return [...(Object.keys(CACHE_PROPERTIES) as (keyof typeof CACHE_PROPERTIES)[]), 'URL' as const].map((what) =>
    cacheVariable(name, what),
  );
}

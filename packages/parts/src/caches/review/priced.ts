import { type AppInEnvironment, counted, type Priced } from '@goldenpath/extension';
import { type Arguments, overriddenArguments, withOverridden } from '../../hand-overrides/overridden-arguments';
import { PRICES } from '../../prices';
import type { CacheFacts, CachesPart } from '../types';

/** Arguments that change the price, and that the estimate does not read. */
const UNPRICED: readonly string[] = ['num_node_groups', 'replicas_per_node_group', 'engine', 'data_tiering_enabled'];

/** Returns the cost of the caches of an application in an environment. Overrides that a person wrote count. */
export function pricedCaches(caches: CachesPart, app: AppInEnvironment): Priced[] {
  const overridden = overriddenArguments(app);
  return Object.entries(caches).map(([name, cache]) =>
    pricedCache(`cache-${name}`, cache, overridden('aws_elasticache_replication_group', `cache-${name}`)),
  );
}

function pricedCache(slot: string, cache: CacheFacts, args: Arguments): Priced {
  const { node_type: type, num_cache_clusters: count } = args;
  const nodeType = typeof type === 'string' ? type : cache.nodeType;
  const nodes = typeof count === 'number' ? count : cache.nodes;
  const hourly = PRICES.cacheNodePerHour[nodeType] ?? 0;
  const unknown = hourly === 0 ? ' (no price is known)' : '';
  const what = `the cache ${cache.resourceName}, ${counted(nodes, `${nodeType} node`)}${unknown}`;
  const read = ['node_type', 'num_cache_clusters'].filter((argument) => argument in args);
  const unread = UNPRICED.filter((argument) => argument in args);
  return {
    slot,
    what: withOverridden(what, read, unread),
    price: hourly * nodes * PRICES.hoursPerMonth + PRICES.secret,
  };
}

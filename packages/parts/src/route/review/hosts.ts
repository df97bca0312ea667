import type { PartChange, PartInEnvironment, ReviewRule } from '@goldenpath/extension';
import type { RoutePart } from '../types';

/** A rule about routes. */
export type RouteRule = ReviewRule<RoutePart, undefined, undefined>;

/** Returns the routes by host, in the base or in the head. */
export function hostsOf(
  { inEnvironments }: PartChange<RoutePart, undefined, undefined>,
  version: 'base' | 'head',
): Map<string, PartInEnvironment<RoutePart>> {
  const hosts = new Map<string, PartInEnvironment<RoutePart>>();
  for (const pair of inEnvironments) {
    const host = pair[version]?.host;
    if (host !== undefined) hosts.set(host, pair);
  }
  return hosts;
}

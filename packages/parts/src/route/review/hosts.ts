import type { PartChange, PartInEnvironment, ReviewRule } from '@goldenpath/extension';
import type { RoutePart } from '../types';

/** A rule about routes. */
export type RouteRule = ReviewRule<RoutePart, undefined, undefined>;

/** The routes by their hosts, in the base or in the head of a change. */
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

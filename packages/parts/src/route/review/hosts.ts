import type { PartChange, PartInEnvironment, ReviewRule } from '@goldenpath/extension';
import { allRoutes, hostsOfRoute, type RouteFacts, type RoutePart } from '../types';

/** A rule about routes. */
export type RouteRule = ReviewRule<RoutePart, undefined, undefined>;

/** A host, or a path of it, that leads to an application. */
export interface Address {
  /** `shop.example.org` or `shop.example.org/api`. */
  readonly address: string;
  readonly url: string;
  readonly route: RouteFacts;
}

/** Returns the addresses of an application in an environment. */
export function addressesOf(part: RoutePart | undefined): readonly Address[] {
  if (part === undefined) return [];
  return allRoutes(part).flatMap(({ route }) => {
    const { listener, paths = ['/'] } = route;
    return hostsOfRoute(route).flatMap(({ host, tls }) => {
      if (listener !== undefined) {
        const address = `${host}:${listener.port}`;
        return [{ address, url: `tcp://${address}`, route }];
      }
      const scheme = tls === undefined ? 'http' : 'https';
      return paths.map((path) => {
        const address = path === '/' ? host : `${host}${path}`;
        return { address, url: `${scheme}://${address}`, route };
      });
    });
  });
}

/** An address with the application and environment that it leads to. */
export interface FoundAddress extends Address {
  readonly pair: PartInEnvironment<RoutePart>;
}

/** Returns the routes by address, in the base or in the head. */
export function hostsOf(
  { inEnvironments }: PartChange<RoutePart, undefined, undefined>,
  version: 'base' | 'head',
): Map<string, FoundAddress> {
  const hosts = new Map<string, FoundAddress>();
  for (const pair of inEnvironments)
    for (const found of addressesOf(pair[version])) hosts.set(found.address, { ...found, pair });
  return hosts;
}

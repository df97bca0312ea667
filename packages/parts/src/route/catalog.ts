import type { CatalogLink, InEnvironment } from '@goldenpath/extension';
import { allRoutes, hostsOfRoute, type RoutePart } from './types';

/** Returns the addresses that a browser opens. */
export function links(part: RoutePart, { environment }: InEnvironment): CatalogLink[] {
  return allRoutes(part).flatMap(({ name, route }) =>
    route.listener === undefined
      ? hostsOfRoute(route).map(({ host, url }, index) => ({
          url,
          title: [environment, name ?? [], index === 0 ? [] : host].flat().join(' '),
        }))
      : [],
  );
}

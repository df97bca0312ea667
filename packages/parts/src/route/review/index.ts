import { factsOfPart, type PartReview } from '@goldenpath/extension';
import type { WorkloadPart } from '../../workload/types';
import { allRoutes, hostsOfRoute, type RoutePart } from '../types';
import { graph } from './graph';
import { hostDropped } from './host-dropped';
import { hostTaken } from './host-taken';
import { routeOpened } from './route-opened';

/** The review of routes. */
export const review: PartReview<RoutePart> = {
  rules: [routeOpened, hostTaken, hostDropped],
  graph: (part, { common }) => graph(part, factsOfPart<WorkloadPart>(common, 'workload')?.name ?? ''),
  graphRank: 10,
  fields: [
    {
      path: 'ingress',
      rank: 410,
      inEnvironment: (route, _, common) => factsOfPart(common, 'workload') && route !== undefined,
    },
    { path: 'route.hosts', rank: 411, inEnvironment: (route) => route && hostsOfRoute(route).map(({ host }) => host) },
    { path: 'route.paths', rank: 412, inEnvironment: (route) => route?.paths },
    { path: 'route.stripPrefix', rank: 412, inEnvironment: (route) => route?.stripPrefix },
    { path: 'route.process', rank: 413, inEnvironment: (route) => route?.serviceName },
    { path: 'route.port', rank: 413, inEnvironment: (route) => route?.servicePort },
    { path: 'route.class', rank: 413, inEnvironment: (route) => route && [route.class, route.exposure] },
    { path: 'route.listener', rank: 414, inEnvironment: (route) => route?.listener },
    {
      path: 'route.annotations',
      rank: 415,
      inEnvironment: (route, [name]) => (name === undefined ? route?.annotations : annotation(route, name)),
    },
    {
      path: 'routes',
      rank: 416,
      inEnvironment: (route, [name]) => (name === undefined ? route?.routes : routeNamed(route, name)),
    },
  ],
  platformFields: [
    { path: 'domain', inEnvironment: (route) => route && hostsIn(route) },
    { path: 'ingress', inEnvironment: (route) => route && exposuresIn(route) },
    { path: 'ingressClasses', inEnvironment: (route) => route && [exposuresIn(route), certificatesIn(route)] },
    { path: 'domains', inEnvironment: (route) => route && certificatesIn(route) },
    { path: 'environments.host', inEnvironment: (route) => route && hostsIn(route) },
    { path: 'environments.clusterIssuer', inEnvironment: (route) => route && certificatesIn(route) },
    { path: 'environments.certificate', inEnvironment: (route) => route && certificatesIn(route) },
  ],
};

function hostsIn(part: RoutePart): unknown {
  return allRoutes(part).flatMap(({ route }) => hostsOfRoute(route).map(({ host }) => host));
}

function certificatesIn(part: RoutePart): unknown {
  return allRoutes(part).flatMap(({ route }) => hostsOfRoute(route).map(({ tls }) => tls ?? null));
}

function exposuresIn(part: RoutePart): unknown {
  return allRoutes(part).map(({ route }) => [route.exposure, route.isInternal ?? false, route.listener ?? null]);
}

function annotation(route: RoutePart | undefined, name: string): string | undefined {
  return Object.hasOwn(route?.annotations ?? {}, name) ? route?.annotations?.[name] : undefined;
}

function routeNamed(route: RoutePart | undefined, name: string): unknown {
  return Object.hasOwn(route?.routes ?? {}, name) ? route?.routes?.[name] : undefined;
}

import type { GraphLink, PartGraph, PartNode } from '@goldenpath/extension';
import { objectName, REDIRECT } from '../names';
import { allRoutes, hostsOfRoute, type NamedRoute, type RouteFacts, type RoutePart } from '../types';

/** Returns the hosts and the routes, each host with a link to its route. */
export function graph(part: RoutePart, app: string): PartGraph {
  const made = allRoutes(part).map((named) => graphOf(named, app));
  return { nodes: made.flatMap(({ nodes }) => nodes), links: made.flatMap(({ links }) => links) };
}

function graphOf({ name, route }: NamedRoute, app: string) {
  const suffix = name === undefined ? '' : `:${name}`;
  const hosts = hostsOfRoute(route).map(({ host, tls }, index): PartNode => ({
    id: `host${suffix}${index === 0 ? '' : `-${index + 1}`}`,
    kind: 'host',
    name: host,
    facts: [protocolOf(route, tls !== undefined)],
  }));
  const kind = kindOf(route);
  const id = `route${suffix}`;
  const object = `${kind}/${objectName(app, name)}`;
  const links: GraphLink[] = [
    ...hosts.map((host) => ({ from: host.id, to: id })),
    { from: id, to: `service:${route.serviceName}` },
  ];
  const node: PartNode = {
    id,
    kind: 'route',
    name: name === undefined ? kind : `${kind} ${name}`,
    facts: factsOf(route),
    objects: objectsOf(route, object),
  };
  return { nodes: [...hosts, node], links };
}

function kindOf({ exposure, listener }: RouteFacts): string {
  if (exposure.type === 'ingress') return 'Ingress';
  return listener === undefined ? 'HTTPRoute' : 'TCPRoute';
}

function protocolOf({ listener }: RouteFacts, isSecure: boolean): string {
  if (listener !== undefined) return `TCP ${listener.port}`;
  return isSecure ? 'HTTPS' : 'HTTP';
}

/** The objects that a route can have: of several, those that it does not have change nothing. */
function objectsOf(route: RouteFacts, object: string): string[] {
  if (route.exposure.type === 'gateway')
    return route.listener === undefined ? [object, `${object}${REDIRECT}`] : [object];
  const others = (route.furtherHosts ?? []).map((_, index) => `${object}.${index + 2}`);
  return [object, ...others];
}

function factsOf({ exposure, tls, paths, stripPrefix, isInternal }: RouteFacts): string[] {
  const way =
    exposure.type === 'ingress' ? `class ${exposure.className}` : `Gateway ${exposure.namespace}/${exposure.name}`;
  const where = [
    ...(isInternal === true ? ['internal'] : []),
    ...(paths === undefined ? [] : [`${paths.join(' ')}${stripPrefix === true ? ' (stripped)' : ''}`]),
  ];
  return [way, tls?.clusterIssuer ?? tls?.secretName ?? '', ...(where.length > 0 ? [where.join(', ')] : [])];
}

import type { InEnvironment, UniqueName } from '@goldenpath/extension';
import { allRoutes, hostsOfRoute, type NamedRoute, type RoutePart } from './types';

const RENAME = 'Rename one of the two, or give one of them other `route.hosts`.';
const REROUTE = 'Give one of the two another host or other `paths`.';

const MOVE = 'A host belongs to one environment. Give one of the two another host.';

/** Returns what only one application can have: a path of a host, a host in an environment, and a listener. */
export function claimsOf(part: RoutePart, { environment }: InEnvironment): readonly UniqueName[] {
  return allRoutes(part).flatMap((named) => [
    ...hostsOfRoute(named.route).flatMap(({ host }) => hostClaims(host, named, environment)),
    ...listenerClaims(named, environment),
  ]);
}

function hostClaims(host: string, { name, route }: NamedRoute, environment: string): UniqueName[] {
  const { paths, ownHosts, listener } = route;
  const place = name === undefined ? ['route'] : ['routes', name];
  const isPlain = name === undefined && ownHosts === undefined && paths === undefined;
  const path = isPlain ? ['name'] : [...place, ownHosts === undefined ? 'paths' : 'hosts'];
  const common = { rule: 'host-taken', path, remedy: isPlain ? RENAME : REROUTE, ...(!isPlain && { environment }) };
  const prefixes = listener === undefined ? (paths ?? ['/']) : [];
  return [
    ...prefixes.map((prefix) => ({
      ...common,
      what: prefix === '/' ? `the host "${host}"` : `the path "${prefix}" of the host "${host}"`,
    })),
    // Its name in the DNS leads to one cluster.
    { ...common, what: `the DNS name "${host}"`, sharedBy: environment, remedy: isPlain ? RENAME : MOVE },
  ];
}

function listenerClaims({ name, route }: NamedRoute, environment: string): UniqueName[] {
  const { listener, exposure } = route;
  if (listener === undefined || exposure.type !== 'gateway') return [];
  return [
    {
      rule: 'listener-taken',
      what: `the listener "${listener.name}" of the Gateway ${exposure.namespace}/${exposure.name} in ${environment}`,
      path: [...(name === undefined ? ['route'] : ['routes', name]), 'listener'],
      environment,
      remedy: 'Choose another listener for one of the two: all its connections lead to one application.',
    },
  ];
}

import { factsOfPart, type PartReview } from '@goldenpath/extension';
import type { WorkloadPart } from '../../workload/types';
import type { RoutePart } from '../types';
import { REDIRECT } from '../redirect';
import { hostDropped } from './host-dropped';
import { hostTaken } from './host-taken';

/** The review of routes. */
export const review: PartReview<RoutePart> = {
  rules: [hostTaken, hostDropped],
  graph: (route, { common }) => {
    const kind = route.exposure.type === 'gateway' ? 'HTTPRoute' : 'Ingress';
    const object = `${kind}/${factsOfPart<WorkloadPart>(common, 'workload')?.name ?? ''}`;
    const redirects = kind === 'HTTPRoute' ? [`${object}${REDIRECT}`] : [];
    return {
      nodes: [
        { id: 'host', kind: 'host', name: route.host, facts: [route.tls ? 'HTTPS' : 'HTTP'] },
        { id: 'route', kind: 'route', name: kind, facts: routeFacts(route), objects: [object, ...redirects] },
      ],
      links: [
        { from: 'host', to: 'route' },
        { from: 'route', to: `service:${route.serviceName}` },
      ],
    };
  },
  graphRank: 10,
  fields: [
    {
      path: 'ingress',
      rank: 410,
      inEnvironment: (route, _, common) => factsOfPart(common, 'workload') && route !== undefined,
    },
    {
      path: 'route.annotations',
      rank: 415,
      inEnvironment: (route, [name]) => (name === undefined ? route?.annotations : annotation(route, name)),
    },
  ],
  platformFields: [
    { path: 'domain', inEnvironment: (route) => route?.host },
    { path: 'ingress', inEnvironment: (route) => route?.exposure },
    { path: 'environments.host', inEnvironment: (route) => route?.host },
    { path: 'environments.clusterIssuer', inEnvironment: (route) => route?.tls },
    { path: 'environments.certificate', inEnvironment: (route) => route?.tls },
  ],
};

function routeFacts({ exposure, tls }: RoutePart): string[] {
  const way =
    exposure.type === 'ingress' ? `class ${exposure.className}` : `Gateway ${exposure.namespace}/${exposure.name}`;
  return [way, tls?.clusterIssuer ?? tls?.secretName ?? ''];
}

function annotation(route: RoutePart | undefined, name: string): string | undefined {
  return Object.hasOwn(route?.annotations ?? {}, name) ? route?.annotations?.[name] : undefined;
}

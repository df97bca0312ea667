import { type Environment, type FactsInput, fillTemplate } from '@goldenpath/extension';
import type { ServicePart } from '../services/types';
import type { RouteSettings } from './settings';
import type { RoutePart, RouteTls } from './types';

/** Returns the route from outside to the last Service, which is never headless. */
export function routeFacts({
  spec,
  settings,
  in: environment,
  platform,
  facts,
}: FactsInput<RouteSettings>): RoutePart | undefined {
  const service = (facts('services') as readonly ServicePart[] | undefined)?.at(-1);
  if (service === undefined || service.protocol === 'udp' || !settings.ingress) return undefined;
  const host = fillTemplate(environment.host, {
    app: spec.name,
    environment: environment.name,
    domain: platform.domain,
  });
  // What applications may set is checked, and is no property of a route.
  const { allowedAnnotations: _, ...exposure } = platform.ingress;
  const tls = tlsOf(environment, spec.name);
  return {
    host,
    url: `${tls === undefined ? 'http' : 'https'}://${host}`,
    serviceName: service.name,
    servicePort: service.port,
    exposure,
    ...(settings.annotations !== undefined && { annotations: settings.annotations }),
    ...(tls !== undefined && { tls }),
  };
}

function tlsOf({ certificate, clusterIssuer }: Environment, app: string): RouteTls | undefined {
  if (certificate !== undefined) return { isShared: true, ...certificate };
  // The Secret in which cert-manager stores the host's certificate.
  return clusterIssuer === undefined ? undefined : { clusterIssuer, secretName: `${app}-tls` };
}

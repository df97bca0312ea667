import { type FactsInput, fillTemplate } from '@goldenpath/extension';
import type { ServicePart } from '../services/types';
import type { RouteSettings } from './settings';
import type { RoutePart } from './types';

/** Returns the route from outside to the last Service, which is never headless. */
export function routeFacts({
  spec,
  settings,
  in: environment,
  platform,
  facts,
}: FactsInput<RouteSettings>): RoutePart | undefined {
  const service = (facts('services') as readonly ServicePart[] | undefined)?.at(-1);
  if (service === undefined || !settings.ingress) return undefined;
  const host = fillTemplate(environment.host, {
    app: spec.name,
    environment: environment.name,
    domain: platform.domain,
  });
  const { clusterIssuer } = environment;
  return {
    host,
    url: `${clusterIssuer === undefined ? 'http' : 'https'}://${host}`,
    serviceName: service.name,
    servicePort: service.port,
    exposure: platform.ingress,
    // The Secret in which cert-manager stores the host's certificate.
    ...(clusterIssuer !== undefined && { tls: { clusterIssuer, secretName: `${spec.name}-tls` } }),
  };
}

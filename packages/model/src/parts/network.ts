import { type AppSpec, type Environment, fillTemplate, type Platform, type Settings } from '@goldenpath/spec';
import type { RoutePart, ServicePart } from '../facts';
import { loadBalancerServiceName, portName, tlsSecretName } from '../names';

const SERVICE_PORT = 80;

/** The Services of an application, the one that others in the cluster call first. */
export function serviceParts(name: string, { workload, storage }: Settings): ServicePart[] {
  if (workload === undefined) return [];
  const { port, probe, image } = workload;
  const named = portName(probe, image);
  const balanced = { headless: false, port: SERVICE_PORT, portName: named, targetPort: port };
  if (storage === undefined) return [{ name, ...balanced }];
  return [
    { name, headless: true, port, portName: named, targetPort: port },
    { name: loadBalancerServiceName(name), ...balanced },
  ];
}

/** The way in from outside: to the last of the Services, which is never a headless one. */
export function routePart(
  { name }: AppSpec,
  { workload }: Settings,
  services: readonly ServicePart[],
  environment: Environment,
  platform: Platform,
): RoutePart | undefined {
  const service = services.at(-1);
  if (service === undefined || workload?.ingress !== true) return undefined;
  const host = hostOf(name, environment, platform);
  const { clusterIssuer } = environment;
  return {
    host,
    url: `${clusterIssuer === undefined ? 'http' : 'https'}://${host}`,
    serviceName: service.name,
    servicePort: service.port,
    exposure: platform.ingress,
    ...(clusterIssuer !== undefined && { tls: { clusterIssuer, secretName: tlsSecretName(name) } }),
  };
}

/** The host of an application in an environment, by the environment's template. */
export function hostOf(app: string, environment: Environment, { domain }: Platform): string {
  return fillTemplate(environment.host, { app, environment: environment.name, domain });
}

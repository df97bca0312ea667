import { type Environment, type Exposure, type FactsInput } from '@goldenpath/extension';
import type { ProcessesPart } from '../processes/types';
import type { ServicePart } from '../services/types';
import { domainOf, filledHosts, hostOf } from './hosts';
import { type OneRouteSettings, type RouteSettings, routesOf, type ResolvedRoute } from './settings';
import type { RouteFacts, RouteHost, RoutePart, RouteTls } from './types';

/** Returns the routes from outside. They lead to the last Service, which is never headless. */
export function routeFacts(input: FactsInput<RouteSettings>): RoutePart | undefined {
  const certificates = new Map<string, string>();
  const made = routesOf(input.settings).flatMap((route) => {
    const service = serviceOf(route.settings, input);
    const facts = service === undefined ? undefined : oneRoute(route, service, input, certificates);
    return facts === undefined ? [] : [[route.name, facts] as const];
  });
  const first = made.find(([name]) => name === undefined)?.[1];
  if (first === undefined) return undefined;
  const further = made.filter(([name]) => name !== undefined);
  return { ...first, ...(further.length > 0 && { routes: Object.fromEntries(further) }) };
}

function serviceOf({ process }: OneRouteSettings, { facts }: FactsInput<RouteSettings>): ServicePart | undefined {
  if (process === undefined) return (facts('services') as readonly ServicePart[] | undefined)?.at(-1);
  const processes = (facts('processes') ?? {}) as ProcessesPart;
  return Object.hasOwn(processes, process) ? processes[process]?.service : undefined;
}

/** @param certificates - The Secrets with certificates from issuers that the application already has, by host. */
function oneRoute(
  route: ResolvedRoute,
  service: ServicePart,
  input: FactsInput<RouteSettings>,
  certificates: Map<string, string>,
): RouteFacts | undefined {
  const { settings } = route;
  const servicePort = portOf(service, settings.port);
  const exposed = exposureOf(settings.class, input);
  if (servicePort === undefined || exposed === undefined) return undefined;
  const { exposure, isInternal, tcpListeners = {} } = exposed;
  const listener = settings.listener === undefined ? undefined : tcpListeners[settings.listener];
  const paths = settings.paths?.length === 1 && settings.paths[0] === '/' ? undefined : settings.paths;
  const url = (host: string, tls: RouteTls | undefined) =>
    listener === undefined
      ? `${tls === undefined ? 'http' : 'https'}://${host}${paths?.[0] === '/' ? '' : (paths?.[0] ?? '')}`
      : `tcp://${host}:${listener}`;
  const [first, ...furtherHosts] = filledHosts(route, placeOf(input)).map((host): RouteHost => {
    const tls = listener === undefined ? tlsOf(host, settings.class, input, certificates) : undefined;
    return { host, url: url(host, tls), ...(tls !== undefined && { tls }) };
  });
  if (first === undefined) return undefined;
  const { tls, ...named } = first;
  return {
    ...named,
    ...(furtherHosts.length > 0 && { furtherHosts }),
    ...(settings.hosts !== undefined && { ownHosts: true as const }),
    ...(paths !== undefined && { paths }),
    ...(settings.stripPrefix === true && { stripPrefix: true as const }),
    serviceName: service.name,
    servicePort,
    exposure,
    ...(settings.class !== undefined && { class: settings.class }),
    ...(isInternal && { isInternal: true as const }),
    ...(listener !== undefined && { listener: { name: settings.listener ?? '', port: listener } }),
    ...(settings.annotations !== undefined && { annotations: settings.annotations }),
    ...(tls !== undefined && { tls }),
  };
}

function placeOf({ spec, in: environment, platform }: FactsInput<RouteSettings>) {
  return { app: spec.name, environment, platform };
}

/** Returns the port of the Service; `undefined` where nothing on it can be routed. */
function portOf(service: ServicePart, name: string | undefined): number | undefined {
  if (name === undefined || name === service.portName) return service.protocol === 'udp' ? undefined : service.port;
  return service.furtherPorts?.find((port) => port.name === name && port.protocol !== 'udp')?.port;
}

/** Returns what objects need of a class, and what only facts do. What applications may set is checked, and is no property of a route. */
function exposureOf(name: string | undefined, { platform }: FactsInput<RouteSettings>) {
  const found = name === undefined ? platform.ingress : platform.ingressClasses?.[name];
  if (found === undefined) return undefined;
  const {
    allowedAnnotations: _allowed,
    visibility,
    clusterIssuer: _issuer,
    certificate: _certificate,
    ...rest
  } = found;
  const isInternal = visibility === 'internal';
  if (rest.type === 'ingress') {
    const { controllerNamespace: _namespace, ...exposure } = rest;
    return { exposure: exposure satisfies Exposure as Exposure, isInternal, tcpListeners: undefined };
  }
  const { tcpListeners, ...exposure } = rest;
  return { exposure: exposure satisfies Exposure as Exposure, isInternal, tcpListeners };
}

/** Returns the certificate of a host: that of its domain, of its class, or of the environment, in this order. */
function tlsOf(
  host: string,
  className: string | undefined,
  input: FactsInput<RouteSettings>,
  certificates: Map<string, string>,
): RouteTls | undefined {
  const { spec, in: environment, platform } = input;
  const ofDomain = domainOf(host, platform.domains)?.certificate;
  const ofClass = className === undefined ? platform.ingress : platform.ingressClasses?.[className];
  const hasOwn = ofClass?.clusterIssuer !== undefined || ofClass?.certificate !== undefined;
  const { certificate, clusterIssuer }: Pick<Environment, 'certificate' | 'clusterIssuer'> =
    ofDomain !== undefined ? { certificate: ofDomain } : hasOwn && ofClass !== undefined ? ofClass : environment;
  if (certificate !== undefined) return { isShared: true, ...certificate };
  if (clusterIssuer === undefined) return undefined;
  const made = certificates.get(host);
  if (made !== undefined) return { isShared: true, secretName: made };
  // The Secret in which cert-manager stores the host's certificate. No application has a dot in its name.
  const isDefault = host === hostOf(spec.name, placeOf(input));
  const secretName = isDefault ? `${spec.name}-tls` : `${spec.name}.${host}-tls`;
  certificates.set(host, secretName);
  return { clusterIssuer, secretName };
}

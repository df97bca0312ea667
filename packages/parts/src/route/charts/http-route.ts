import type { Chart } from 'cdk8s';
import { PlainObject } from '../../kubernetes/plain-object';
import { REDIRECT } from '../redirect';
import type { RoutePart } from '../types';

/** The Gateway that a route attaches to. */
export interface Gateway {
  readonly name: string;
  readonly namespace: string;
  /** The listener. @default every listener that allows the route */
  readonly sectionName?: string;
  /** The listener from which hosts with a certificate are redirected. @default no redirect */
  readonly httpSectionName?: string;
}

/**
 * Adds an HTTPRoute of the Gateway API. The Gateway terminates TLS. A second one redirects from HTTP if the platform names that listener.
 *
 * Defaults of the API server inside lists are written out, because Argo CD compares lists of custom resources as a whole, and would always
 * show a difference.
 */
export function addHttpRoute(chart: Chart, name: string, route: RoutePart, gateway: Gateway): void {
  const { sectionName, httpSectionName } = gateway;
  const { annotations } = route;
  const backend = { group: '', kind: 'Service', name: route.serviceName, port: route.servicePort, weight: 1 };
  new PlainObject(
    chart,
    'http-route',
    httpRoute({ name, ...(annotations && { annotations }) }, route, gateway, sectionName, { backendRefs: [backend] }),
  );
  if (httpSectionName === undefined || route.tls === undefined) return;
  const filter = { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } };
  new PlainObject(
    chart,
    'http-redirect',
    httpRoute({ name: `${name}${REDIRECT}` }, route, gateway, httpSectionName, { filters: [filter] }),
  );
}

function httpRoute(
  metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> },
  { host }: RoutePart,
  gateway: Gateway,
  sectionName: string | undefined,
  action: Readonly<Record<string, unknown>>,
) {
  const parent = {
    group: 'gateway.networking.k8s.io',
    kind: 'Gateway',
    name: gateway.name,
    namespace: gateway.namespace,
    ...(sectionName !== undefined && { sectionName }),
  };
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: [parent],
      hostnames: [host],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], ...action }],
    },
  };
}

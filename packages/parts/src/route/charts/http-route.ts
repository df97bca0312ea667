import type { Chart } from 'cdk8s';
import { PlainObject } from '../../kubernetes/plain-object';
import { REDIRECT } from '../names';
import { hostsOfRoute, type RouteFacts } from '../types';
import { backendRef, type Gateway, GATEWAY_API, parentRef } from './gateway';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Adds an HTTPRoute of the Gateway API. The Gateway terminates TLS. A second one redirects from HTTP if the platform names that listener.
 */
export function addHttpRoute(chart: Chart, name: string, route: RouteFacts, gateway: Gateway): void {
  const { sectionName, httpSectionName } = gateway;
  const { annotations, paths } = route;
  const hosts = hostsOfRoute(route);
  const action = {
    ...(route.stripPrefix === true && { filters: [WITHOUT_PREFIX] }),
    backendRefs: [backendRef(route)],
  };
  new PlainObject(
    chart,
    `${name}-http-route`,
    httpRoute(
      { name, ...(annotations && { annotations }) },
      { parent: parentRef(gateway, sectionName), hostnames: hosts.map(({ host }) => host), paths },
      action,
    ),
  );
  const secure = hosts.filter(({ tls }) => tls !== undefined);
  if (httpSectionName === undefined || secure.length === 0) return;
  const filter = { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } };
  new PlainObject(
    chart,
    `${name}-http-redirect`,
    httpRoute(
      { name: `${name}${REDIRECT}` },
      { parent: parentRef(gateway, httpSectionName), hostnames: secure.map(({ host }) => host), paths },
      { filters: [filter] },
    ),
  );
}

/** The application sees `/orders` of `/api/orders`. */
const WITHOUT_PREFIX = {
  type: 'URLRewrite',
  urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
};

function httpRoute(
  metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> },
  match: {
    readonly parent: Fields;
    readonly hostnames: readonly string[];
    readonly paths: readonly string[] | undefined;
  },
  action: Fields,
) {
  const { parent, hostnames, paths = ['/'] } = match;
  return {
    apiVersion: `${GATEWAY_API}/v1`,
    kind: 'HTTPRoute',
    metadata,
    spec: {
      parentRefs: [parent],
      hostnames,
      rules: [{ matches: paths.map((value) => ({ path: { type: 'PathPrefix', value } })), ...action }],
    },
  };
}

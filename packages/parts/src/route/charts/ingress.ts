import type { Exposure } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { type HttpIngressPath, KubeIngress } from 'cdk8s-plus-28/lib/imports/k8s';
import { PlainObject } from '../../kubernetes/plain-object';
import { CLUSTER_ISSUER, controllerAnnotations, MIDDLEWARES, pathAnnotations, SOLVER_CLASS } from '../controllers';
import { hostsOfRoute, type RouteFacts, type RouteHost } from '../types';
import { addMiddleware, isStrippedByMiddleware } from './middleware';

type IngressClass = Extract<Exposure, { readonly type: 'ingress' }>;

interface ObjectKey {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Adds an Ingress of the class. Its annotations are for all its hosts, so hosts whose certificates come from somewhere else have an Ingress of
 * their own.
 */
export function addIngresses(chart: Chart, key: ObjectKey, route: RouteFacts, ingress: IngressClass): void {
  const middleware = isStrippedByMiddleware(route, ingress) ? addMiddleware(chart, key, route) : undefined;
  for (const [index, hosts] of byCertificate(hostsOfRoute(route)).entries()) {
    const name = index === 0 ? key.name : `${key.name}.${index + 1}`;
    addIngress(chart, name, hosts, { route, ingress, ...(middleware !== undefined && { middleware }) });
  }
}

/** The hosts in groups of equal issuers, of certificates that are there, and without TLS. */
function byCertificate(hosts: readonly RouteHost[]): readonly (readonly RouteHost[])[] {
  const groups = new Map<string, RouteHost[]>();
  for (const host of hosts) {
    const from = host.tls === undefined ? 'none' : `tls ${host.tls.clusterIssuer ?? ''}`;
    groups.set(from, [...(groups.get(from) ?? []), host]);
  }
  return [...groups.values()];
}

interface IngressParts {
  readonly route: RouteFacts;
  readonly ingress: IngressClass;
  /** The Middleware that removes the beginning of paths. @default none */
  readonly middleware?: string;
}

/** Adds an Ingress. If its hosts have certificates, they are served over HTTPS only. */
function addIngress(chart: Chart, name: string, hosts: readonly RouteHost[], parts: IngressParts): void {
  const annotations = annotationsOf(hosts, parts);
  const paths = pathsOf(parts);
  const tls = hosts.flatMap((each) => (each.tls === undefined ? [] : [{ host: each.host, tls: each.tls }]));
  new PlainObject(
    chart,
    `${name}-ingress`,
    KubeIngress.manifest({
      metadata: { name, ...(Object.keys(annotations).length > 0 && { annotations }) },
      spec: {
        ingressClassName: parts.ingress.className,
        // Without a Secret, the controller uses its default certificate.
        ...(tls.length > 0 && {
          tls: tls.map(({ host, tls: { secretName } }) => ({
            hosts: [host],
            ...(secretName !== undefined && { secretName }),
          })),
        }),
        rules: hosts.map(({ host }) => ({ host, http: { paths } })),
      },
    }),
  );
}

function annotationsOf([first]: readonly RouteHost[], { route, ingress, middleware }: IngressParts) {
  const issuer = first?.tls?.clusterIssuer;
  const own: Readonly<Record<string, string>> = {
    ...(issuer !== undefined && {
      [CLUSTER_ISSUER]: issuer,
      // The issuer knows the class of all applications.
      ...(route.class !== undefined && { [SOLVER_CLASS]: ingress.className }),
    }),
    ...controllerAnnotations(ingress.controller, first?.tls !== undefined),
    ...(route.paths !== undefined && pathAnnotations(ingress.controller, route.stripPrefix === true)),
    ...ingress.annotations,
    ...route.annotations,
  };
  if (middleware === undefined) return own;
  return { ...own, [MIDDLEWARES]: [own[MIDDLEWARES] ?? [], middleware].flat().join(',') };
}

/** Characters of a path that mean something else in a regular expression. */
const SPECIAL = /[.]/g;

function pathsOf({ route, ingress }: IngressParts): HttpIngressPath[] {
  const { serviceName, servicePort, paths = ['/'], stripPrefix } = route;
  const backend = { service: { name: serviceName, port: { number: servicePort } } };
  const isExpression = ingress.controller === 'nginx' && stripPrefix === true;
  return paths.map((path) =>
    isExpression
      ? {
          path: `${path === '/' ? '' : path.replaceAll(SPECIAL, '\\.')}(/|$)(.*)`,
          pathType: 'ImplementationSpecific',
          backend,
        }
      : { path, pathType: 'Prefix', backend },
  );
}

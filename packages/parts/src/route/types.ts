import type { Exposure } from '@goldenpath/extension';

/** The certificate of a host: its own from an issuer, or one that is there. */
export type RouteTls =
  | { readonly clusterIssuer: string; readonly secretName: string; readonly isShared?: undefined }
  | { readonly isShared: true; readonly secretName?: string; readonly clusterIssuer?: undefined };

/** A host of a route. */
export interface RouteHost {
  readonly host: string;
  readonly url: string;
  /** Present where the host has a certificate. */
  readonly tls?: RouteTls;
}

/** A route from outside the cluster, with its first host. */
export interface RouteFacts extends RouteHost {
  /** @default none */
  readonly furtherHosts?: readonly RouteHost[];
  /** Whether the spec names the hosts. @default the environment does */
  readonly ownHosts?: true;
  /** The beginnings of paths. @default every path */
  readonly paths?: readonly string[];
  /** Whether these are removed from requests. @default they are not */
  readonly stripPrefix?: true;
  readonly serviceName: string;
  readonly servicePort: number;
  readonly exposure: Exposure;
  /** The name of its class. @default the class of all applications */
  readonly class?: string;
  /** Whether only private networks reach it. @default everyone does */
  readonly isInternal?: true;
  /** The listener for TCP. @default HTTP */
  readonly listener?: { readonly name: string; readonly port: number };
  /** The application's own annotations. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The routes from outside the cluster: the first one, and further ones by name. */
export interface RoutePart extends RouteFacts {
  /** @default none */
  readonly routes?: Readonly<Record<string, RouteFacts>>;
}

/** A route with its name. */
export interface NamedRoute {
  /** @default it is the first one */
  readonly name?: string;
  readonly route: RouteFacts;
}

/** Returns all routes: the first one, and the further ones. */
export function allRoutes({ routes = {}, ...first }: RoutePart): readonly NamedRoute[] {
  return [{ route: first }, ...Object.entries(routes).map(([name, route]) => ({ name, route }))];
}

/** Returns all hosts of a route. */
export function hostsOfRoute({ host, url, tls, furtherHosts = [] }: RouteFacts): readonly RouteHost[] {
  return [{ host, url, ...(tls !== undefined && { tls }) }, ...furtherHosts];
}

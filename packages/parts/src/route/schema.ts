/**
 * Annotations of the Ingress or HTTPRoute. `allowedAnnotations` of the platform file must allow each.
 *
 * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", "maxLength": 253}
 */
export interface RouteAnnotations {
  readonly [name: string]: string;
}

/**
 * A host. `{host}` is the host that the environment gives the application. `{app}`, `{environment}` and `{domain}` are filled in as well.
 *
 * @pattern ^[a-z0-9{}]([a-z0-9{}.-]*[a-z0-9{}])?$
 * @maxLength 190
 */
export type RouteHostName = string;

/**
 * The beginning of paths, in whole segments: `/api` is also for `/api/orders`, and not for `/apis`.
 *
 * @pattern ^/((?!\.{1,2}(/|$))[A-Za-z0-9._~-]+(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)*)?$
 * @maxLength 200
 */
export type PathPrefix = string;

/** A route from outside the cluster. */
export interface WrittenRoute {
  /**
   * The hosts, instead of the one that the environment gives the application: `["{host}", shop.example.org]`. The platform file must allow
   * their domains.
   *
   * @minItems 1
   * @maxItems 16
   * @uniqueItems true
   */
  readonly hosts?: readonly RouteHostName[];
  /**
   * The beginnings of the paths that lead here. Other applications can have other paths of the same hosts.
   *
   * @minItems 1
   * @maxItems 16
   * @uniqueItems true
   * @default ["/"]
   */
  readonly paths?: readonly PathPrefix[];
  /**
   * Whether requests reach the application without the beginning of their path that is in `paths`.
   *
   * @default false
   */
  readonly stripPrefix?: boolean;
  /**
   * The entry of `processes` that it leads to. The default is the application itself.
   *
   * @pattern ^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$
   * @maxLength 12
   */
  readonly process?: string;
  /**
   * The name of the port that it leads to. The default is the first one.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 15
   */
  readonly port?: string;
  /**
   * A class of `ingressClasses` in the platform file, such as `internal`. The default is `ingress` there.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 30
   */
  readonly class?: string;
  /**
   * A listener for TCP of the Gateway, from `tcpListeners` in the platform file. The route is then a TCPRoute. The default is HTTP.
   *
   * @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @maxLength 253
   */
  readonly listener?: string;
  /** @default {} */
  readonly annotations?: RouteAnnotations;
}

/** Routes by name. */
export interface FurtherRoutes {
  readonly [name: string]: WrittenRoute;
}

/** The fields of the route. */
export interface RouteFields {
  /**
   * Whether the application is reachable from outside the cluster, at its own host name.
   *
   * @default true
   */
  readonly ingress?: boolean;
  /** The route. Without it, the host of the environment leads to the first port. */
  readonly route?: WrittenRoute;
  /**
   * Further routes by name, such as one to another port. Without `hosts`, the host is that of an application
   * `<name>-<route>`. `ingress: false` turns them off as well.
   *
   * @propertyNames {"pattern": "^(?!redirect$)[a-z][a-z0-9]*(-[a-z0-9]+)*$", "maxLength": 12}
   * @maxProperties 20
   * @default {}
   */
  readonly routes?: FurtherRoutes;
}

/** The fields that an environment may override. Annotations are added or replaced singly, and lists are replaced as a whole. */
export type RouteOverrides = RouteFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    route: RouteFields;
  }
  interface WrittenOverrides {
    route: RouteOverrides;
  }
  interface WrittenReviewRules {
    'host-taken': true;
    'host-dropped': true;
    'route-opened': true;
  }
}

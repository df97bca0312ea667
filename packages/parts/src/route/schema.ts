/**
 * Annotations of the Ingress or HTTPRoute. `ingress.allowedAnnotations` of the platform file must allow each.
 *
 * @propertyNames {"pattern": "^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", "maxLength": 253}
 */
export interface RouteAnnotations {
  readonly [name: string]: string;
}

/** The route from outside the cluster. */
export interface WrittenRoute {
  /** @default {} */
  readonly annotations?: RouteAnnotations;
}

/** The fields of the route. */
export interface RouteFields {
  /**
   * Whether the application is reachable from outside the cluster, at its own host name.
   *
   * @default true
   */
  readonly ingress?: boolean;
  readonly route?: WrittenRoute;
}

/** The fields that an environment may override. `route.annotations` adds annotations or replaces single ones. */
export type RouteOverrides = Pick<RouteFields, 'route'>;

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
  }
}

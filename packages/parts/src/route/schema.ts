/** The fields of the route. */
export interface RouteFields {
  /**
   * Whether the application is reachable from outside the cluster, at its own host name.
   *
   * @default true
   */
  readonly ingress?: boolean;
}

declare module '@goldenpath/extension' {
  interface WrittenParts {
    route: RouteFields;
  }
  interface WrittenReviewRules {
    'host-taken': true;
    'host-dropped': true;
  }
}

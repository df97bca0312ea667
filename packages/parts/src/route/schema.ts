/** The fields of the way in from outside the cluster. */
export interface RouteFields {
  /**
   * Whether it is reachable from outside the cluster, at its own host name.
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

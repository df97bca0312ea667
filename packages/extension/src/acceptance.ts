/** An accepted finding of a review, with the reason. */
export interface Acceptance {
  /** The rule whose finding is accepted, such as `database-loss`. */
  readonly rule: string;
  /** The applications that it applies to; `undefined` for findings about the platform. */
  readonly apps?: readonly string[];
  /** The environments that it applies to; `undefined` for all, and for findings without an environment. */
  readonly environments?: readonly string[];
  readonly reason: string;
}

/** The scope of a finding. A finding without an application or environment leaves the field out. */
export interface FindingScope {
  readonly app?: string;
  readonly environment?: string;
}

/**
 * Returns the acceptance that covers a finding, or `undefined`. Without `apps` it covers findings about the platform; without
 * `environments` it covers every environment and findings without one.
 */
export function acceptanceOf(
  accept: readonly Acceptance[],
  rule: string,
  { app, environment }: FindingScope,
): Acceptance | undefined {
  return accept.find(
    (acceptance) =>
      acceptance.rule === rule &&
      (app === undefined ? acceptance.apps === undefined : acceptance.apps?.includes(app) === true) &&
      (acceptance.environments === undefined ||
        (environment !== undefined && acceptance.environments.includes(environment))),
  );
}

/** A finding of a review that a person accepts, with the reason. */
export interface Acceptance {
  /** The rule whose finding is accepted, such as `database-loss`. */
  readonly rule: string;
  /** The applications that it is accepted for; `undefined` for what belongs to the platform. */
  readonly apps?: readonly string[];
  /** The environments that it is accepted in; `undefined` for all, and for what belongs to none. */
  readonly environments?: readonly string[];
  readonly reason: string;
}

/** What a finding is about. A finding that belongs to no application or to no environment leaves that out. */
export interface FindingScope {
  readonly app?: string;
  readonly environment?: string;
}

/**
 * The acceptance that covers a finding, or `undefined`. One without `apps` covers what belongs to the platform, one
 * without `environments` every environment and what belongs to none.
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

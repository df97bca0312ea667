import type { Acceptance, AppSpec, Platform, ReviewRule } from '@goldenpath/spec';

/** What a finding is about; what belongs to no application or to no environment leaves that out. */
export interface FindingPlace {
  readonly app?: string;
  readonly environment?: string;
}

/**
 * The acceptance that covers a finding, or `undefined` where nobody answers for it. One without `apps` is for what is the platform's
 * own, and one without `environments` for every environment and for what belongs to none.
 */
export function acceptanceOf(
  accept: readonly Acceptance[],
  rule: ReviewRule,
  { app, environment }: FindingPlace,
): Acceptance | undefined {
  return accept.find(
    (acceptance) =>
      acceptance.rule === rule &&
      (app === undefined ? acceptance.apps === undefined : acceptance.apps?.includes(app) === true) &&
      (acceptance.environments === undefined ||
        (environment !== undefined && acceptance.environments.includes(environment))),
  );
}

/** Whether what an application has is protected against a loss: neither its spec nor the platform file accepts it. */
export function isProtected(rule: ReviewRule, spec: AppSpec, platform: Platform, environment?: string): boolean {
  const place = { app: spec.name, ...(environment !== undefined && { environment }) };
  return acceptanceOf([...spec.accept, ...platform.accept], rule, place) === undefined;
}

import type { AppEnvironmentPair, EnvironmentPair, FleetChange, Scope } from './change';
import type { RuleFinding, Severity } from './rule';

/** Returns a finding in a scope. */
export function findingIn(
  { app, environment }: Scope,
  severity: Severity,
  message: string,
  remedy: string,
): RuleFinding {
  return { severity, app, environment, message, remedy };
}

/** Returns `danger` in production, `warning` elsewhere. */
export function severityIn({ isProduction }: EnvironmentPair): Severity {
  return isProduction ? 'danger' : 'warning';
}

/** Returns `orders-api in prod`, `orders-api`, or `the platform in prod`. */
export function scopeText({ app, environment }: Scope): string {
  return `${app ?? 'the platform'}${environment === null ? '' : ` in ${environment}`}`;
}

/**
 * Returns why an application leaves an environment, as the start of a sentence; `undefined` when it stays.
 */
export function departure(
  { appsByName }: Pick<FleetChange, 'appsByName'>,
  { app, environment, head }: AppEnvironmentPair,
): string | undefined {
  if (appsByName.get(app)?.head === undefined) return `${app} leaves the fleet`;
  if (environment.head === undefined) return `The environment ${environment.name} is gone`;
  return head === undefined ? `${app} no longer runs in ${environment.name}` : undefined;
}

/** Words for a lost resource about which only Terraform's action is known. */
export interface LossWords {
  /** Such as `The registry`. */
  readonly what: string;
  /** What is lost with it: `, nor do the images in it`. @default nothing */
  readonly also?: string;
  readonly remedy: string;
}

/**
 * Adds a finding for each lost resource of a type in a scope that has no finding yet.
 */
export function withLostResources(
  change: Pick<FleetChange, 'lostResources'>,
  type: string,
  findings: readonly RuleFinding[],
  { what, also = '', remedy }: LossWords,
): RuleFinding[] {
  const known = new Set(findings.map(scopeKey));
  const more = change.lostResources(type).filter((lost) => !known.has(scopeKey(lost)));
  return [
    ...findings,
    ...more.map((lost) =>
      findingIn(
        lost,
        'danger',
        `${what} ${lost.address} of ${scopeText(lost)} does not survive${also}: Terraform ${lost.how}.`,
        remedy,
      ),
    ),
  ];
}

/** Returns a scope as a map key. Names of applications and environments contain no spaces. */
export function scopeKey({ app, environment }: Scope): string {
  return `${app ?? ''} ${environment ?? ''}`;
}

import type { AppEnvironmentPair, EnvironmentPair, FleetChange, Scope } from './change';
import type { RuleFinding, Severity } from './rule';

/** A finding in a scope. */
export function findingIn(
  { app, environment }: Scope,
  severity: Severity,
  message: string,
  remedy: string,
): RuleFinding {
  return { severity, app, environment, message, remedy };
}

/** `danger` in production, `warning` elsewhere. */
export function severityIn({ isProduction }: EnvironmentPair): Severity {
  return isProduction ? 'danger' : 'warning';
}

/** `orders-api in prod`, `orders-api`, or `the platform in prod`. */
export function scopeText({ app, environment }: Scope): string {
  return `${app ?? 'the platform'}${environment === null ? '' : ` in ${environment}`}`;
}

/**
 * Why everything of an application goes in an environment, as the start of a sentence; `undefined` where the application
 * stays there.
 */
export function departure(
  { appsByName }: Pick<FleetChange, 'appsByName'>,
  { app, environment, head }: AppEnvironmentPair,
): string | undefined {
  if (appsByName.get(app)?.head === undefined) return `${app} leaves the fleet`;
  if (environment.head === undefined) return `The environment ${environment.name} is gone`;
  return head === undefined ? `${app} no longer runs in ${environment.name}` : undefined;
}

/** The words for a lost resource of which only is known what Terraform does. */
export interface LossWords {
  /** Such as `The registry`. */
  readonly what: string;
  /** What goes with it: `, nor do the images in it`. @default nothing */
  readonly also?: string;
  readonly remedy: string;
}

/**
 * The findings of a rule, and one for each further resource of a type that Terraform destroys, replaces or forgets in a
 * scope without a finding.
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

function scopeKey({ app, environment }: Scope): string {
  return `${app ?? ''} ${environment ?? ''}`;
}

import type { PlatformEnvironment, PlatformFacts, Risk } from '@goldenpath/model';

/** Something that changes: an application in an environment, what it has once, or what is the platform's own. */
export interface ApprovalSubject {
  /** Who owns it; `null` for what is the platform's own. */
  readonly owner: string | null;
  /** `null` for what is in no environment: the repository, the registry and the role of an application. */
  readonly environment: Pick<PlatformEnvironment, 'name' | 'approvers' | 'isProduction'> | null;
  readonly risk: Risk;
  /** The teams that approve what is deployed to production, as `productionApprovers` finds them. */
  readonly approversOfProduction: readonly string[];
}

/** A team that has to agree, and what for. */
export interface ApprovalRule {
  readonly team: string;
  readonly because: 'owner' | 'environment' | 'risk' | 'platform';
}

/**
 * Who has to agree to a change of something:
 *
 * - the team that owns it;
 * - the approvers of the environment that it is in;
 * - whoever approves production, where its risk is `high` and production is concerned: it is in production, or in no environment,
 *   as a repository and a push role are what production runs;
 * - whoever approves production, where it is the platform's own: everybody is on it.
 *
 * In that order; a team may be named for more than one of these.
 */
export function approvalRules({ owner, environment, risk, approversOfProduction }: ApprovalSubject): ApprovalRule[] {
  const concernsProduction = environment === null || environment.isProduction;
  return [
    ...(owner === null ? [] : [{ team: owner, because: 'owner' as const }]),
    ...(environment?.approvers ?? []).map((team) => ({ team, because: 'environment' as const })),
    ...(risk === 'high' && owner !== null && concernsProduction
      ? approversOfProduction.map((team) => ({ team, because: 'risk' as const }))
      : []),
    ...(owner === null ? approversOfProduction.map((team) => ({ team, because: 'platform' as const })) : []),
  ];
}

/** The teams that approve what is deployed to production, in the platform's order of environments, each once. */
export function productionApprovers({ environments }: Pick<PlatformFacts, 'environments'>): string[] {
  return [...new Set(environments.flatMap(({ isProduction, approvers }) => (isProduction ? approvers : [])))];
}

import type { PlatformEnvironment, PlatformFacts, Risk } from '@goldenpath/extension';

/** Something that changes: an application in an environment, what it has once, the platform's own in an environment, or its file. */
export interface ApprovalSubject {
  /** Who owns it; `null` for what is the platform's own. */
  readonly owner: string | null;
  /**
   * `null` for what is in no environment: the repository, the registry and the role of an application; or, where there is no owner, the
   * platform file.
   */
  readonly environment: Pick<PlatformEnvironment, 'name' | 'approvers' | 'isProduction'> | null;
  readonly risk: Risk;
  /** The teams that approve what is deployed to production, as `productionApprovers` finds them. */
  readonly approversOfProduction: readonly string[];
}

/** A team whose approval is required, and what for. */
export interface ApprovalRule {
  readonly team: string;
  readonly because: 'owner' | 'environment' | 'risk' | 'platform';
}

/**
 * The approvals that a change of something requires:
 *
 * - `owner`: the team that owns it;
 * - `environment`: the approvers of the environment that it is in;
 * - `risk`: whoever approves production, where its risk is `high` and production is concerned: it is in production, or in no
 *   environment, as a repository and a push role are what production runs;
 * - `platform`: whoever approves production, where it is the platform file: everybody is on it.
 *
 * In that order; a team may be named for more than one of these.
 */
export function approvalRules(subject: ApprovalSubject): ApprovalRule[] {
  const { owner, environment, risk, approversOfProduction } = subject;
  const all = (teams: readonly string[], because: ApprovalRule['because']) => teams.map((team) => ({ team, because }));
  const concernsProduction = environment === null || environment.isProduction;
  return [
    ...all(owner === null ? [] : [owner], 'owner'),
    ...all(environment?.approvers ?? [], 'environment'),
    ...all(owner !== null && risk === 'high' && concernsProduction ? approversOfProduction : [], 'risk'),
    ...all(owner === null && environment === null ? approversOfProduction : [], 'platform'),
  ];
}

/** The teams that approve what is deployed to production, in the platform's order of environments, each once. */
export function productionApprovers({ environments }: Pick<PlatformFacts, 'environments'>): string[] {
  return [...new Set(environments.flatMap(({ isProduction, approvers }) => (isProduction ? approvers : [])))];
}

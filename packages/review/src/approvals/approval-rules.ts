import type { PlatformEnvironment, PlatformFacts, Risk } from '@goldenpath/extension';

/** The subject of an approval: an application in an environment, what it has once, the platform in an environment, or the platform file. */
export interface ApprovalSubject {
  /** The owner; `null` for the platform. */
  readonly owner: string | null;
  /**
   * `null` without an environment: the repository, registry and role of an application, or, without an owner, the platform file.
   */
  readonly environment: Pick<PlatformEnvironment, 'name' | 'approvers' | 'isProduction'> | null;
  readonly risk: Risk;
  /** The teams that approve production deployments, from `productionApprovers`. */
  readonly approversOfProduction: readonly string[];
}

/** A team whose approval is required, and the reason. */
export interface ApprovalRule {
  readonly team: string;
  readonly because: 'owner' | 'environment' | 'risk' | 'platform';
}

/**
 * Returns the approvals that a change requires:
 *
 * - `owner`: the team that owns the subject;
 * - `environment`: the approvers of its environment;
 * - `risk`: the approvers of production, if the risk is `high` and the change affects production: it is in production, or has no
 * environment, because production runs what a repository and a push role provide;
 * - `platform`: the approvers of production, if the subject is the platform file, which affects everyone.
 *
 * In this order. A team can be listed for several of these.
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

/** Returns the teams that approve production deployments, in the platform's order of environments, each once. */
export function productionApprovers({ environments }: Pick<PlatformFacts, 'environments'>): string[] {
  return [...new Set(environments.flatMap(({ isProduction, approvers }) => (isProduction ? approvers : [])))];
}

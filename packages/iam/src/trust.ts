import { conditionsHold } from './conditions';
import { type Decision, decisionOf, namesAction } from './evaluate';
import type { GithubToken } from './github-token';
import { listOf, type Policy, type Principals, type Statement } from './policy';

/** The issuer of the tokens of GitHub Actions. */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/** The call that exchanges a token for credentials. */
export const ASSUME_WITH_TOKEN = 'sts:AssumeRoleWithWebIdentity';

/**
 * The claims of GitHub's tokens that a trust policy can condition on. AWS STS puts no other claim into the request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export const GITHUB_CLAIM_KEYS = [
  'aud',
  'sub',
  'actor',
  'actor_id',
  'enterprise_id',
  'environment',
  'job_workflow_ref',
  'ref',
  'repository',
  'repository_id',
  'workflow',
] as const satisfies readonly (keyof GithubToken)[];

/** The longest trust policy without an increased quota, in characters that are not white space. */
export const TRUST_POLICY_LIMIT = 2048;

/** Returns the size of a policy as IAM counts it: without white space. */
export function policySize(policy: string): number {
  return policy.replaceAll(/\s/g, '').length;
}

/** Evaluates the trust policy of a role for a token of GitHub. */
export function evaluateTrust(policy: Policy, token: GithubToken): Decision {
  const context = Object.fromEntries(
    GITHUB_CLAIM_KEYS.flatMap((claim) => {
      const value = token[claim];
      return value === undefined ? [] : [[`${GITHUB_ISSUER}:${claim}`, value]];
    }),
  );
  const applying = listOf(policy.Statement).filter(
    (statement) =>
      namesAction(statement, ASSUME_WITH_TOKEN) &&
      trustsGithub(statement) &&
      conditionsHold(statement.Condition, context),
  );
  return decisionOf(applying);
}

/** Returns whether a statement is about the tokens of GitHub. */
export function trustsGithub({ Principal: principals }: Statement): boolean {
  return federated(principals).some((arn) => arn === '*' || arn.endsWith(`:oidc-provider/${GITHUB_ISSUER}`));
}

function federated(principals: Principals | undefined): readonly string[] {
  if (principals === undefined) return [];
  return principals === '*' ? ['*'] : listOf(principals['Federated']);
}

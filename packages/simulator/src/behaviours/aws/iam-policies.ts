import {
  type Conditions,
  evaluateTrust,
  excessPermissions,
  GITHUB_ISSUER,
  type GithubJob,
  type GithubRepository,
  INLINE_POLICIES_LIMIT,
  listOf,
  MANAGED_POLICIES_PER_ROLE,
  MANAGED_POLICY_LIMIT,
  mintGithubToken,
  parsePolicy,
  type Policy,
  PolicyError,
  policySize,
  type Statement,
  TRUST_POLICY_LIMIT,
  trustsGithub,
} from '@goldenpath/iam';
import type { Problem } from '../../wire/diagnostics';
import { isObject, type Values } from '../../wire/values';
import type { Change } from '../behaviour';
import { organisationId } from '../github/teams';
import { numberBelow, text } from '../made-up';

/** Returns the problem of an attribute that holds a policy, if IAM would refuse its text. */
export function policyProblems(config: Values, attribute: string): Problem[] {
  const value = config[attribute];
  if (typeof value !== 'string') return [];
  try {
    // Tests and drafts use an empty object for "any policy".
    if (value.trim() !== '{}') parsePolicy(value);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return [
      {
        summary: `"${attribute}" contains an invalid JSON policy`,
        detail: `MalformedPolicyDocument: ${error.message}`,
        path: [attribute],
      },
    ];
  }
}

/** The tag of a role that only reads: no policy of it may write, or read a secret value. */
const ROLE_TAG = 'goldenpath-role';

/**
 * Returns why an inline policy of a role is refused: all together are too large, or a role that is tagged as the plan role would do more than
 * read.
 */
export function rolePolicyProblem(values: Values, { account }: Change): string | undefined {
  const [role, name, policy] = [text(values['role']), text(values['name']), text(values['policy'])];
  const others = account
    .all('aws_iam_role_policy')
    .filter((one) => one.retired !== true && one.values['role'] === role && one.values['name'] !== name);
  const size = [policy, ...others.map((one) => text(one.values['policy']))].reduce(
    (sum, one) => sum + policySize(one),
    0,
  );
  if (size > INLINE_POLICIES_LIMIT)
    return `putting IAM Role (${role}) Policy (${name}): LimitExceeded: Maximum policy size of ${INLINE_POLICIES_LIMIT} bytes exceeded for role ${role}`;
  return planRoleProblem(role, name, policy, account);
}

/** Returns why a managed policy is refused: it is too large. */
export function managedPolicyProblem(values: Values): string | undefined {
  if (policySize(text(values['policy'])) <= MANAGED_POLICY_LIMIT) return undefined;
  return `creating IAM Policy (${text(values['name'])}): LimitExceeded: Cannot exceed quota for PolicySize: ${MANAGED_POLICY_LIMIT}`;
}

/** Returns why a managed policy is not attached: the role has ten, or is tagged as the plan role and would do more than read. */
export function attachmentProblem(values: Values, { account }: Change): string | undefined {
  const [role, arn] = [text(values['role']), text(values['policy_arn'])];
  const attached = account
    .all('aws_iam_role_policy_attachment')
    .filter((one) => one.retired !== true && one.values['role'] === role && one.values['policy_arn'] !== arn);
  if (attached.length >= MANAGED_POLICIES_PER_ROLE)
    return `attaching IAM Policy (${arn}) to IAM Role (${role}): LimitExceeded: Cannot exceed quota for PoliciesPerRole: ${MANAGED_POLICIES_PER_ROLE}`;
  const policy = account.all('aws_iam_policy').find((one) => one.values['arn'] === arn);
  return policy && planRoleProblem(role, arn, text(policy.values['policy']), account);
}

function planRoleProblem(role: string, name: string, policy: string, account: Change['account']): string | undefined {
  const tags = account.get('aws_iam_role', role)?.values['tags'];
  if (!isObject(tags ?? null) || (tags as Values)[ROLE_TAG] !== 'plan' || policy.trim() === '{}') return undefined;
  const [excess] = excessPermissions([parsePolicy(policy)]);
  if (excess === undefined) return undefined;
  return `putting IAM Role (${role}) Policy (${name}): the role is tagged ${ROLE_TAG}=plan, and \`${excess.action}\` ${excess.why}`;
}

/** Returns why a trust policy is refused: it is too long, or no token of a repository that is created today matches it. */
export function trustProblem(values: Values, change: Change): string | undefined {
  const policyText = text(values['assume_role_policy']);
  const name = text(values['name']);
  if (policySize(policyText) > TRUST_POLICY_LIMIT)
    return `creating IAM Role (${name}): LimitExceeded: Cannot exceed quota for ACLSizePerRole: ${TRUST_POLICY_LIMIT}`;
  if (policyText.trim() === '{}' || policyText === '') return undefined;
  const policy = parsePolicy(policyText);
  for (const statement of listOf(policy.Statement)) {
    if (statement.Effect !== 'Allow' || !trustsGithub(statement)) continue;
    const problem = statementProblem(policy, statement, change);
    if (problem !== undefined) return `creating IAM Role (${name}): ${problem}`;
  }
  return undefined;
}

/** `repo:ORG/NAME:REST`, or `repo:ORG@ID/NAME@ID:REST`. */
const SUBJECT = /^repo:([^/@:]+)(?:@([^/@:]+))?\/([^@:]+)(?:@([^@:]+))?:(.+)$/;

function statementProblem(policy: Policy, { Condition: conditions }: Statement, change: Change): string | undefined {
  const subjects = conditionValues(conditions, 'sub');
  if (subjects.every((subject) => /^\*+$/.test(subject)))
    return `MalformedPolicyDocument: a role that trusts ${GITHUB_ISSUER} needs a condition on ${GITHUB_ISSUER}:sub`;
  const [workflow] = conditionValues(conditions, 'job_workflow_ref');
  for (const subject of subjects) {
    const job = jobOf(subject, workflow, repositoryOf(subject, subjects, change));
    if (job === undefined || evaluateTrust(policy, mintGithubToken(job)) === 'allowed') continue;
    const { organisation, name } = job.repository;
    return `the trust policy matches no token of ${organisation}/${name}, which is created today: GitHub sends sub = ${mintGithubToken(job).sub}`;
  }
  return undefined;
}

/**
 * Returns the repository that a subject names, as it is when it is created today. Numbers come from the account, or from another subject of
 * the policy: the simulated cloud does not know what exists outside of it.
 */
function repositoryOf(subject: string, subjects: readonly string[], { account }: Change): GithubRepository | undefined {
  const [, organisation, , pattern] = SUBJECT.exec(subject) ?? [];
  if (organisation === undefined || pattern === undefined) return undefined;
  const name = sample(pattern);
  const numbered = subjects.map((one) => SUBJECT.exec(one)).filter((found) => found?.[1] === organisation);
  const ownNumber = numbered.find((found) => found?.[2] !== undefined)?.[2];
  const number = numbered.find((found) => found?.[3] === pattern && found[4] !== undefined)?.[4];
  const made = text(account.get('github_repository', `${organisation}/${name}`)?.values['repo_id']);
  return {
    organisation,
    organisationId: sample(ownNumber ?? organisationId(organisation)),
    name,
    id: made || sample(number ?? String(100_000_000 + numberBelow(`${organisation}/${name}`, 900_000_000))),
  };
}

/** Returns the job that a subject is written for; undefined when it is not of a repository. */
function jobOf(
  subject: string,
  workflow: string | undefined,
  repository: GithubRepository | undefined,
): GithubJob | undefined {
  const rest = SUBJECT.exec(subject)?.[5];
  if (rest === undefined || repository === undefined) return undefined;
  return {
    repository,
    ref: rest.startsWith('ref:') ? sample(rest.slice('ref:'.length)) : 'refs/heads/main',
    ...(rest === 'pull_request' && { event: 'pull_request' }),
    ...(rest.startsWith('environment:') && { environment: sample(rest.slice('environment:'.length)) }),
    ...(workflow !== undefined && { workflow: sample(workflow) }),
  };
}

/** Returns a text that a pattern matches. */
function sample(pattern: string): string {
  return pattern.replaceAll('*', 'sample').replaceAll('?', 'x');
}

function conditionValues(conditions: Conditions | undefined, claim: string): string[] {
  return Object.values(conditions ?? {}).flatMap((byKey) =>
    Object.entries(byKey).flatMap(([key, values]) =>
      key.toLowerCase() === `${GITHUB_ISSUER}:${claim}` ? listOf(values).map(String) : [],
    ),
  );
}

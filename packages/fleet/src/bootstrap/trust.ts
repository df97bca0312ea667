import { ASSUME_WITH_TOKEN, GITHUB_ISSUER, type Policy, type Statement, TRUST_POLICY_LIMIT } from '@goldenpath/iam';
import { ORGANISATION_ID, REPOSITORY_ID } from '@goldenpath/infra';
import type { Aws } from '@goldenpath/extension';
import type { RoleKind } from './roles';

/**
 * The workflows of the platform's repository that assume each role. A pull request is planned by `plan.yml` of its merge commit; the other
 * roles are for workflows on the default branch alone.
 */
export const ROLE_WORKFLOWS: Readonly<Record<RoleKind, readonly string[]>> = {
  plan: ['deploy-target.yml', 'drift.yml', 'plan.yml', 'rotate-passwords.yml'],
  deploy: ['deploy-target.yml', 'deploy.yml', 'rotate-passwords.yml'],
  release: ['promote.yml', 'release.yml'],
  preview: ['preview.yml'],
};

export interface TrustOptions {
  readonly kind: RoleKind;
  readonly aws: Aws;
  readonly repository: { readonly owner: string; readonly name: string };
  /** The GitHub environments of the jobs that assume the role. */
  readonly environments: readonly string[];
  readonly defaultBranch: string;
  /** Whether the repository can be older than 15 July 2026: then the form with names alone is trusted as well. */
  readonly trustsNames: boolean;
  /** The roles that may assume this one, such as the same role of the platform's account. */
  readonly callers: readonly string[];
}

/** Returns the trust policy of a role: workflows of the platform's repository in their environments, and the roles that may assume it. */
export function roleTrust(options: TrustOptions): Policy {
  const listed: Policy = {
    Version: '2012-10-17',
    Statement: [workflowStatement(options), ...callerStatements(options)],
  };
  if (options.aws.partition !== 'aws' || JSON.stringify(listed).length <= TRUST_POLICY_LIMIT) return listed;
  // The workflows, which are required as well, run in environments of the platform alone.
  return {
    ...listed,
    Statement: [workflowStatement({ ...options, environments: ['*'] }), ...callerStatements(options)],
  };
}

function workflowStatement({
  aws,
  defaultBranch,
  environments,
  kind,
  repository,
  trustsNames,
}: TrustOptions): Statement {
  const { owner, name } = repository;
  const repositories = [
    `repo:${owner}@${ORGANISATION_ID}/${name}@${REPOSITORY_ID}`,
    ...(trustsNames ? [`repo:${owner}/${name}`] : []),
  ];
  const subjects = repositories.flatMap((one) =>
    environments.map((environment) => `${one}:environment:${environment}`),
  );
  const ref = kind === 'plan' ? '*' : `refs/heads/${defaultBranch}`;
  const workflows = ROLE_WORKFLOWS[kind].map((file) => `${owner}/${name}/.github/workflows/${file}@${ref}`);
  const subject = { [`${GITHUB_ISSUER}:sub`]: subjects };
  const isPattern = environments.includes('*');
  // AWS evaluates the claim in its commercial regions alone.
  const hasClaim = aws.partition === 'aws';
  return {
    Sid: 'Workflows',
    Effect: 'Allow',
    Action: ASSUME_WITH_TOKEN,
    Principal: { Federated: `arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/${GITHUB_ISSUER}` },
    Condition: {
      StringEquals: { [`${GITHUB_ISSUER}:aud`]: 'sts.amazonaws.com', ...(!isPattern && subject) },
      ...(hasClaim && {
        StringLike: { ...(isPattern && subject), [`${GITHUB_ISSUER}:job_workflow_ref`]: workflows },
      }),
    },
  };
}

/** The accounts are the principals, because IAM refuses a role that does not exist yet. */
function callerStatements({ callers }: TrustOptions): Statement[] {
  if (callers.length === 0) return [];
  const accounts = [...new Set(callers.map((arn) => arn.replace(/:role\/.*$/, ':root')))].sort();
  return [
    {
      Sid: 'Roles',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: accounts },
      Condition: { ArnEquals: { 'aws:PrincipalArn': callers } },
    },
  ];
}

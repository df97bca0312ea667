import type { Aws, Platform } from '@goldenpath/extension';
import type { RegistryPart } from './types';

/** Stands for the number of the repository, which GitHub gives it when it is created. */
export const REPOSITORY_ID = '{repository_id}';

/** Stands for the number of the organisation, which the stack asks GitHub for. */
export const ORGANISATION_ID = '{organisation_id}';

/** IAM accepts no longer trust policy, unless a quota is increased. */
export const LONGEST_POLICY = 2048;

const GITHUB_TOKENS = 'token.actions.githubusercontent.com';

/** Returns the ARN of GitHub's identity provider in an account. */
export function githubProviderArn({ partition, accountId }: Pick<Aws, 'partition' | 'accountId'>): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB_TOKENS}`;
}

/** Refers to the repository of the application and to the organisation, which are in the same stack. */
export function withIds(text: string): string {
  return text
    .replaceAll(REPOSITORY_ID, '${github_repository.repository.repo_id}')
    .replaceAll(ORGANISATION_ID, '${data.github_organization.organisation.id}');
}

/** The trust policy of the push role, before its placeholders are replaced. */
export function trustPolicy({ oidcProviderArn, subjects, workflow }: TrustedWorkflows) {
  // Claims have the prefix of the issuer, which is the last part of the provider's ARN.
  const issuer = oidcProviderArn.slice(oidcProviderArn.indexOf('/') + 1);
  const exact = {
    [`${issuer}:aud`]: 'sts.amazonaws.com',
    ...(workflow !== undefined && { [`${issuer}:job_workflow_ref`]: workflow }),
  };
  const trusted = { [`${issuer}:sub`]: [...subjects] };
  const isPattern = subjects.some((subject) => subject.includes('*'));
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: oidcProviderArn },
        Condition: isPattern
          ? { StringEquals: exact, StringLike: trusted }
          : { StringEquals: { ...exact, ...trusted } },
      },
    ],
  };
}

type TrustedWorkflows = Pick<RegistryPart['pushRole'], 'oidcProviderArn' | 'subjects' | 'workflow'>;

/**
 * Returns the workflows that may assume the role: the delivery workflow of the platform, started on the default branch or in an environment of
 * the application. Never a pattern of repositories. Environments are listed by name. If
 * that is longer than IAM accepts, any environment of the repository is trusted, where the policy can require the delivery workflow.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
 */
export function trustedWorkflows(
  platform: Pick<Platform, 'organisation' | 'github' | 'delivery' | 'repositories'>,
  app: string,
  environments: readonly string[],
  aws: { readonly partition: string; readonly oidcProviderArn: string },
): TrustedWorkflows {
  const workflow = aws.partition === 'aws' ? workflowReference(platform.delivery.workflow) : undefined;
  const trusting = (subjects: readonly string[]): TrustedWorkflows => ({
    oidcProviderArn: aws.oidcProviderArn,
    subjects,
    ...(workflow !== undefined && { workflow }),
  });
  const listed = trusting(subjectsOf(platform, app, environments));
  const fits = JSON.stringify(trustPolicy(listed)).length <= LONGEST_POLICY;
  // Only jobs of the delivery workflow match then, and it accepts no other environments than those of the platform.
  return fits || workflow === undefined ? listed : trusting(subjectsOf(platform, app, ['*']));
}

/** Without a number of the organisation in the platform file, it is not known whether repositories are old, so both forms are trusted. */
function subjectsOf(
  { organisation, github, repositories }: Pick<Platform, 'organisation' | 'github' | 'repositories'>,
  app: string,
  environments: readonly string[],
): string[] {
  const immutable = `repo:${organisation}@${github?.organisationId ?? ORGANISATION_ID}/${app}@${REPOSITORY_ID}`;
  const named = github?.subjects === 'immutable' ? [] : [`repo:${organisation}/${app}`];
  // A workflow of any branch can name an environment that is not protected.
  const isProtected = repositories.environments !== 'none';
  const claims = [
    `ref:refs/heads/${repositories.defaultBranch}`,
    ...(isProtected ? environments.map((name) => `environment:${name}`) : []),
  ];
  return [immutable, ...named].flatMap((repository) => claims.map((claim) => `${repository}:${claim}`));
}

const COMMIT = /^[0-9a-f]{40}$/;
const VERSION = /^v?[0-9]+(\.[0-9]+)*(-[0-9A-Za-z.]+)?$/;

/** Returns the claim `job_workflow_ref` of jobs of a workflow: GitHub writes the ref in full. */
export function workflowReference(address: string): string {
  const at = address.lastIndexOf('@');
  const [file, ref] = [address.slice(0, at), address.slice(at + 1)];
  if (COMMIT.test(ref) || ref.startsWith('refs/')) return address;
  return `${file}@refs/${VERSION.test(ref) ? 'tags' : 'heads'}/${ref}`;
}

import type { AppFactsInput, Platform } from '@goldenpath/extension';
import { DEFAULT_BRANCH } from '../repository/names';
import { RISK_POLICY } from '../risk';
import type { WorkloadSettings } from '../workload/settings';
import { imageRepository, imageUrl } from './names';
import type { RegistryPart } from './types';

const GITHUB_TOKENS = 'token.actions.githubusercontent.com';

/** Returns the image registry of an application that is built, and the role that may push to it. */
export function registryOnce({ spec, platform, isProtected }: AppFactsInput): RegistryPart | undefined {
  const { name, risk, environments, general } = spec;
  if ((general['workload'] as WorkloadSettings).image !== undefined) return undefined;
  const { registryAccount: aws } = platform;
  const role = `${name}-push`;
  const repositoryName = imageRepository(platform, name);
  return {
    name: repositoryName,
    arn: `arn:${aws.partition}:ecr:${aws.region}:${aws.accountId}:repository/${repositoryName}`,
    url: imageUrl(platform, name),
    encryption: RISK_POLICY[risk].registryEncryption,
    keepImages: RISK_POLICY[risk].keepImages,
    tagPrefixes: tagPrefixes(platform.environments, environments),
    isProtected: isProtected('registry-loss'),
    mutableTags: ['latest'],
    pushRole: {
      name: role,
      arn: `arn:${aws.partition}:iam::${aws.accountId}:role${aws.rolePath ?? '/'}${role}`,
      oidcProviderArn: `arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/${GITHUB_TOKENS}`,
      subjects: pushSubjects(platform, name, environments),
    },
  };
}

/** Returns the prefixes of release tags, those of the last environment first. Releases move through the environments in order. */
function tagPrefixes(all: readonly { readonly name: string }[], used: readonly string[]): string[] {
  return all
    .map(({ name }) => name)
    .filter((name) => used.includes(name))
    .reverse()
    .map((name) => `${name}-`);
}

/** Stands for the number of the repository, which GitHub gives it when it is created. */
export const REPOSITORY_ID = '{repository_id}';

/** Refers to the repository of the application, which is in the same stack. */
export function withRepositoryId(text: string): string {
  return text.replaceAll(REPOSITORY_ID, '${github_repository.repository.repo_id}');
}

/**
 * Returns the GitHub workflows that may assume the role: those on the default branch, and those in each environment by name. Never a
 * pattern.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
 */
export function pushSubjects(
  { organisation, github }: Pick<Platform, 'organisation' | 'github'>,
  app: string,
  environments: readonly string[],
): string[] {
  const immutable = github && `repo:${organisation}@${github.organisationId}/${app}@${REPOSITORY_ID}`;
  const named = github?.subjects === 'immutable' ? undefined : `repo:${organisation}/${app}`;
  const claims = [`ref:refs/heads/${DEFAULT_BRANCH}`, ...environments.map((name) => `environment:${name}`)];
  return [immutable, named].flatMap((repository) =>
    repository === undefined ? [] : claims.map((claim) => `${repository}:${claim}`),
  );
}

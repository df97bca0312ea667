import type { AppFactsInput } from '@goldenpath/extension';
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
  const { organisation, aws } = platform;
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
      arn: `arn:${aws.partition}:iam::${aws.accountId}:role/${role}`,
      oidcProviderArn: `arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/${GITHUB_TOKENS}`,
      subjects: pushSubjects(organisation, name, environments),
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

/**
 * Returns the GitHub workflows that may assume the role: those on the default branch, and those in each environment by name. Never a
 * pattern.
 */
export function pushSubjects(organisation: string, app: string, environments: readonly string[]): string[] {
  const repository = `repo:${organisation}/${app}`;
  return [
    `${repository}:ref:refs/heads/${DEFAULT_BRANCH}`,
    ...environments.map((environment) => `${repository}:environment:${environment}`),
  ];
}

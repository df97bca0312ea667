import type { AppFactsInput } from '@goldenpath/extension';
import { DEFAULT_BRANCH } from '../repository/names';
import { RISK_POLICY } from '../risk';
import type { WorkloadSettings } from '../workload/settings';
import { imageRepository, imageUrl } from './names';
import type { RegistryPart } from './types';

const GITHUB_TOKENS = 'token.actions.githubusercontent.com';

/** The image registry of an application that is built, and the one role that may push to it. */
export function registryOnce({ spec, platform, isProtected }: AppFactsInput): RegistryPart | undefined {
  const { name, risk, environments, general } = spec;
  if ((general['workload'] as WorkloadSettings).image !== undefined) return undefined;
  const { organisation, aws } = platform;
  const role = `${name}-push`;
  const repositoryName = imageRepository(platform, name);
  const repository = `repo:${organisation}/${name}`;
  return {
    name: repositoryName,
    arn: `arn:${aws.partition}:ecr:${aws.region}:${aws.accountId}:repository/${repositoryName}`,
    url: imageUrl(platform, name),
    encryption: RISK_POLICY[risk].registryEncryption,
    keepImages: RISK_POLICY[risk].keepImages,
    isProtected: isProtected('registry-loss'),
    mutableTags: ['latest'],
    pushRole: {
      name: role,
      arn: `arn:${aws.partition}:iam::${aws.accountId}:role/${role}`,
      oidcProviderArn: `arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/${GITHUB_TOKENS}`,
      subjects: subjectsOf(repository, environments),
    },
  };
}

/**
 * Characters that the subjects of a trust policy may have, as JSON. IAM takes 2,048 characters of a trust policy by default; what else
 * is in it has less than 450.
 */
const MOST_CHARACTERS = 1_598;

/** Each environment by its name. Where so many do not fit into a trust policy, any environment of this one repository. */
function subjectsOf(repository: string, environments: readonly string[]): string[] {
  const branch = `${repository}:ref:refs/heads/${DEFAULT_BRANCH}`;
  const named = [branch, ...environments.map((environment) => `${repository}:environment:${environment}`)];
  return JSON.stringify(named).length <= MOST_CHARACTERS ? named : [branch, `${repository}:environment:*`];
}

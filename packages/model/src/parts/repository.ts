import type { AppSpec, Platform, Risk } from '@goldenpath/spec';
import { isProtected } from '../acceptance';
import type { RegistryPart, RepositoryPart } from '../facts';
import { pushRoleName } from '../names';
import { imageRepository, imageUrl } from './workload';

const DEFAULT_BRANCH = 'main';
const GITHUB_TOKENS = 'token.actions.githubusercontent.com';

/** By risk, how an image registry is encrypted and how many images it keeps. */
const REGISTRY_BY_RISK: Readonly<Record<Risk, Pick<RegistryPart, 'encryption' | 'keepImages'>>> = {
  low: { encryption: 'AES256', keepImages: 20 },
  medium: { encryption: 'AES256', keepImages: 30 },
  high: { encryption: 'KMS', keepImages: 50 },
};

/** The application's repository on GitHub. */
export function repositoryPart(spec: AppSpec, platform: Platform, registry: RegistryPart | undefined): RepositoryPart {
  const runtime = spec.general.workload?.image === undefined ? spec.general.workload?.runtime : undefined;
  return {
    organisation: platform.organisation,
    name: spec.name,
    description: spec.description,
    topics: ['idp-managed', ...(runtime === undefined ? [] : [runtime]), `team-${spec.owner}`],
    team: spec.owner,
    defaultBranch: DEFAULT_BRANCH,
    environments: platform.environments
      .filter(({ name }) => spec.environments.includes(name))
      .map(({ name, approvers }) => ({ name, approvers })),
    variables: {
      AWS_REGION: platform.aws.region,
      ...(registry !== undefined && { AWS_ROLE_ARN: registry.pushRole.arn, ECR_REPOSITORY: registry.name }),
    },
    isProtected: isProtected('repository-loss', spec, platform),
  };
}

/** The image registry of an application that is built, and the one role that may push to it. */
export function registryPart(spec: AppSpec, platform: Platform): RegistryPart {
  const { name, risk, environments } = spec;
  const { organisation, aws } = platform;
  const role = pushRoleName(name);
  const repositoryName = imageRepository(platform, name);
  const repository = `repo:${organisation}/${name}`;
  return {
    name: repositoryName,
    arn: `arn:${aws.partition}:ecr:${aws.region}:${aws.accountId}:repository/${repositoryName}`,
    url: imageUrl(platform, name),
    ...REGISTRY_BY_RISK[risk],
    isProtected: isProtected('registry-loss', spec, platform),
    mutableTags: ['latest'],
    pushRole: {
      name: role,
      arn: `arn:${aws.partition}:iam::${aws.accountId}:role/${role}`,
      oidcProviderArn: `arn:${aws.partition}:iam::${aws.accountId}:oidc-provider/${GITHUB_TOKENS}`,
      subjects: [
        `${repository}:ref:refs/heads/${DEFAULT_BRANCH}`,
        ...environments.map((environment) => `${repository}:environment:${environment}`),
      ],
    },
  };
}

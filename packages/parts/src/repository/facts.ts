import type { AppFactsInput } from '@goldenpath/extension';
import type { RegistryPart } from '../registry/types';
import type { WorkloadSettings } from '../workload/settings';
import { DEFAULT_BRANCH } from './names';
import type { RepositoryPart } from './types';

/** The application's repository on GitHub. */
export function repositoryOnce({ spec, platform, facts, isProtected }: AppFactsInput): RepositoryPart {
  const { image, runtime } = spec.general['workload'] as WorkloadSettings;
  const registry = facts('registry') as RegistryPart | undefined;
  return {
    organisation: platform.organisation,
    name: spec.name,
    description: spec.description,
    topics: ['idp-managed', ...(image === undefined ? [runtime] : []), `team-${spec.owner}`],
    team: spec.owner,
    defaultBranch: DEFAULT_BRANCH,
    environments: platform.environments
      .filter(({ name }) => spec.environments.includes(name))
      .map(({ name, approvers }) => ({ name, approvers })),
    variables: {
      AWS_REGION: platform.registryAccount.region,
      ...(registry !== undefined && { AWS_ROLE_ARN: registry.pushRole.arn, ECR_REPOSITORY: registry.name }),
    },
    isProtected: isProtected('repository-loss'),
  };
}

import type { AppFactsInput, Platform, Repositories } from '@goldenpath/extension';
import type { RegistryPart } from '../registry/types';
import type { WorkloadSettings } from '../workload/settings';
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
    defaultBranch: platform.repositories.defaultBranch,
    ...differences(platform.repositories),
    environments: environmentsOf(platform, spec.environments),
    variables: {
      AWS_REGION: platform.registryAccount.region,
      ...(registry !== undefined && { AWS_ROLE_ARN: registry.pushRole.arn, ECR_REPOSITORY: registry.name }),
    },
    isProtected: isProtected('repository-loss'),
  };
}

/** Returns the settings that differ from those of an organisation that did not say its plan. */
function differences({ visibility, protection, autoMerge, publisherAppId }: Repositories): Partial<RepositoryPart> {
  return {
    ...(visibility !== 'private' && { visibility }),
    ...(protection !== 'branch-protection' && { protection }),
    ...(!autoMerge && { autoMerge }),
    ...(publisherAppId !== undefined && { publisherAppId }),
  };
}

/** With the approval of releases alone, an image is pushed without one: nothing runs it before its release. */
function environmentsOf(
  { delivery, environments, repositories }: Platform,
  used: readonly string[],
): RepositoryPart['environments'] {
  if (repositories.environments === 'none') return [];
  const hasReviewers = repositories.environments === 'reviewers' && delivery.approval !== 'release';
  return environments
    .filter(({ name }) => used.includes(name))
    .map(({ name, approvers }) => ({ name, approvers: hasReviewers ? approvers : [] }));
}

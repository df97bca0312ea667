import type { PartReview } from '@goldenpath/extension';
import type { RepositoryPart } from '../types';
import { replacedBy } from './replaced-by';
import { repositoryLoss } from './repository-loss';

/** The review of repositories. */
export const review: PartReview<undefined, RepositoryPart> = {
  rules: [repositoryLoss],
  graphOnce: ({ organisation, name, defaultBranch, visibility }) => ({
    nodes: [
      {
        id: 'repository',
        kind: 'repository',
        name: `${organisation}/${name}`,
        facts: [...(visibility === undefined ? [] : [visibility]), `branch ${defaultBranch}`],
        resources: {
          platform: false,
          types: [
            'github_repository',
            'github_branch_protection',
            'github_repository_ruleset',
            'github_team_repository',
          ],
        },
      },
    ],
  }),
  graphRank: 80,
  replacedBy,
  fields: [{ path: 'description', rank: 530, once: (repository) => repository?.description }],
  platformFields: [
    { path: 'organisation', once: (repository) => repository?.organisation },
    { path: 'github', once: (repository) => repository && settingsOf(repository) },
    { path: 'environments.approvers', once: (repository) => repository?.environments },
    { path: 'delivery.approval', once: (repository) => repository?.environments },
  ],
};

/** Returns the settings that follow from those of the organisation. */
function settingsOf({ defaultBranch, visibility, protection, autoMerge, publisherAppId }: RepositoryPart): unknown {
  return [defaultBranch, visibility, protection, autoMerge, publisherAppId];
}

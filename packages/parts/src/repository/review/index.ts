import type { PartReview } from '@goldenpath/extension';
import type { RepositoryPart } from '../types';
import { replacedBy } from './replaced-by';
import { repositoryLoss } from './repository-loss';

/** The review of repositories. */
export const review: PartReview<undefined, RepositoryPart> = {
  rules: [repositoryLoss],
  graphOnce: ({ organisation, name, defaultBranch }) => ({
    nodes: [
      {
        id: 'repository',
        kind: 'repository',
        name: `${organisation}/${name}`,
        facts: [`branch ${defaultBranch}`],
        resources: {
          platform: false,
          types: ['github_repository', 'github_branch_protection', 'github_team_repository'],
        },
      },
    ],
  }),
  graphRank: 80,
  replacedBy,
  fields: [{ path: 'description', rank: 530, once: (repository) => repository?.description }],
  platformFields: [
    { path: 'organisation', once: (repository) => repository?.organisation },
    { path: 'environments.approvers', once: (repository) => repository?.environments },
  ],
};

import type { Repository } from '@cdktf/provider-github/lib/repository';
import { RepositoryEnvironment } from '@cdktf/provider-github/lib/repository-environment';
import type { TeamRepository } from '@cdktf/provider-github/lib/team-repository';
import type { Construct } from 'constructs';
import type { RepositoryPart } from '../types';
import type { TeamDirectory } from './teams';

/** The teams that may be approvers: GitHub takes those that already have access to the repository. */
export interface Approvers {
  readonly teams: TeamDirectory;
  readonly access: TeamRepository[];
}

/**
 * The environments that workflows deploy to, from protected branches only: a workflow of any other branch cannot take the
 * identity that an environment stands for. Where teams must approve, nobody approves their own deployment, and
 * administrators cannot pass by.
 */
export function addEnvironments(
  scope: Construct,
  repository: Repository,
  environments: RepositoryPart['environments'],
  { teams, access }: Approvers,
): void {
  for (const { name, approvers } of environments) {
    const approved = approvers.length > 0;
    new RepositoryEnvironment(scope, `environment-${name}`, {
      repository: repository.name,
      environment: name,
      canAdminsBypass: !approved,
      preventSelfReview: approved,
      deploymentBranchPolicy: { protectedBranches: true, customBranchPolicies: false },
      ...(approved && { reviewers: [{ teams: teams.ids(approvers) }], dependsOn: access }),
    });
  }
}

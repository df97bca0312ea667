import type { Repository } from '@cdktf/provider-github/lib/repository';
import { RepositoryEnvironment } from '@cdktf/provider-github/lib/repository-environment';
import type { TeamRepository } from '@cdktf/provider-github/lib/team-repository';
import type { Construct } from 'constructs';
import type { RepositoryPart } from '../types';
import type { TeamDirectory } from './teams';

/** The teams that can be approvers: GitHub requires that they have access to the repository. */
export interface Approvers {
  readonly teams: TeamDirectory;
  readonly access: TeamRepository[];
}

/**
 * Adds the environments that workflows deploy to, from protected branches only, so that workflows of other branches cannot use an
 * environment's identity. With required reviewers, nobody can approve their own deployment, and administrators cannot bypass the rule.
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

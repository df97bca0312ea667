import type { Repository } from '@cdktf/provider-github/lib/repository';
import { RepositoryEnvironment } from '@cdktf/provider-github/lib/repository-environment';
import { RepositoryEnvironmentDeploymentPolicy } from '@cdktf/provider-github/lib/repository-environment-deployment-policy';
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
 * Adds the environments that workflows deploy to, from the default branch only, so that workflows of other branches cannot use an
 * environment's identity. With required reviewers, authors cannot approve their own deployment, and administrators cannot bypass the rule.
 */
export function addEnvironments(
  scope: Construct,
  repository: Repository,
  { environments, protection, defaultBranch }: RepositoryPart,
  { teams, access }: Approvers,
): void {
  // A ruleset does not make a branch one of the "protected branches".
  const usesRuleset = protection === 'ruleset';
  for (const { name, approvers } of environments) {
    const approved = approvers.length > 0;
    const environment = new RepositoryEnvironment(scope, `environment-${name}`, {
      repository: repository.name,
      environment: name,
      canAdminsBypass: !approved,
      preventSelfReview: approved,
      deploymentBranchPolicy: { protectedBranches: !usesRuleset, customBranchPolicies: usesRuleset },
      ...(approved && { reviewers: [{ teams: teams.ids(approvers) }], dependsOn: access }),
    });
    if (!usesRuleset) continue;
    new RepositoryEnvironmentDeploymentPolicy(scope, `deployment-policy-${name}`, {
      repository: repository.name,
      environment: environment.environment,
      branchPattern: defaultBranch,
    });
  }
}

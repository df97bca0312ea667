/**
 * Attributes that force a replacement, by resource type, from the provider's source (integrations/github 6.9). Names that the API can
 * change are not included.
 */
export const replacedBy: Readonly<Record<string, readonly string[]>> = {
  github_actions_variable: ['variable_name'],
  github_branch_default: ['repository'],
  github_branch_protection: ['repository_id'],
  github_repository_dependabot_security_updates: ['repository'],
  github_repository_environment: ['environment', 'repository'],
  github_repository_environment_deployment_policy: ['environment', 'repository'],
  github_team_repository: ['repository', 'team_id'],
};

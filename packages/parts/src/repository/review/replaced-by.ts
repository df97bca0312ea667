/**
 * Attributes that cannot be changed in place, by type of resource, from the sources of the provider (integrations/github 6.9). A name
 * that the API can change is not among them.
 */
export const replacedBy: Readonly<Record<string, readonly string[]>> = {
  github_actions_variable: ['variable_name'],
  github_branch_default: ['repository'],
  github_branch_protection: ['repository_id'],
  github_repository_dependabot_security_updates: ['repository'],
  github_repository_environment: ['environment', 'repository'],
  github_team_repository: ['repository', 'team_id'],
};

import type { Risk } from '@goldenpath/extension';
import { addRepository } from '../../src/repository/stack/repository';
import { repositoryPart } from '@goldenpath/testing/facts/cloud';
import { configurationOf } from '../support/stack';

const of = (changes = {}, risk: Risk = 'medium') =>
  configurationOf((stack) => addRepository(stack, repositoryPart(changes), risk));
const REPOSITORY = '${github_repository.repository.name}';

test('the repository: private, with a first commit, squashed, watched, kept', () => {
  expect(of().resource['github_repository']).toEqual({
    repository: {
      name: 'orders-api',
      description: 'Takes orders',
      visibility: 'private',
      topics: ['idp-managed', 'python', 'team-app-team'],
      auto_init: true,
      has_issues: true,
      has_projects: false,
      has_wiki: false,
      allow_auto_merge: true,
      allow_merge_commit: false,
      allow_rebase_merge: false,
      allow_squash_merge: true,
      allow_update_branch: true,
      delete_branch_on_merge: true,
      vulnerability_alerts: true,
      archive_on_destroy: true,
      lifecycle: { prevent_destroy: true },
    },
  });
  expect(of().resource['github_repository_dependabot_security_updates']).toEqual({
    'security-updates': { repository: REPOSITORY, enabled: true },
  });
});

test('a description is text, never a template', () => {
  const { description } =
    of({ description: '${{ secrets }} 100%{' }).resource['github_repository']?.['repository'] ?? {};
  expect(description).toBe('$${{ secrets }} 100%%{');
});

test.each([
  ['low', 1, false],
  ['medium', 1, false],
  ['high', 2, true],
] as const)(
  'at %s risk the default branch takes pull requests with %i approval(s)',
  (risk, approvals, administrators) => {
    const { resource } = of({}, risk);
    expect(resource['github_branch_default']).toEqual({ 'default-branch': { repository: REPOSITORY, branch: 'main' } });
    expect(resource['github_branch_protection']).toEqual({
      'branch-protection': {
        repository_id: '${github_repository.repository.node_id}',
        pattern: '${github_branch_default.default-branch.branch}',
        enforce_admins: administrators,
        allows_deletions: false,
        allows_force_pushes: false,
        require_conversation_resolution: true,
        required_linear_history: true,
        required_pull_request_reviews: [
          { required_approving_review_count: approvals, dismiss_stale_reviews: true, require_last_push_approval: true },
        ],
      },
    });
  },
);

test('environments deploy from protected branches, and wait for approvers if there are any', () => {
  const environment = {
    repository: REPOSITORY,
    deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
  };
  expect(of().resource['github_repository_environment']).toEqual({
    'environment-dev': { ...environment, environment: 'dev', can_admins_bypass: true, prevent_self_review: false },
    'environment-prod': {
      ...environment,
      environment: 'prod',
      can_admins_bypass: false,
      prevent_self_review: true,
      reviewers: [{ teams: ['${data.github_team.team-security-team.id}', '${data.github_team.team-app-team.id}'] }],
      depends_on: ['github_team_repository.access-app-team', 'github_team_repository.access-security-team'],
    },
  });
});

test('the owning team maintains it, approvers read it, and each team is looked up once', () => {
  const { data, resource } = of();
  expect(data['github_team']).toEqual({
    'team-app-team': { slug: 'app-team', summary_only: true },
    'team-security-team': { slug: 'security-team', summary_only: true },
  });
  expect(resource['github_team_repository']).toEqual({
    'access-app-team': {
      team_id: '${data.github_team.team-app-team.id}',
      repository: REPOSITORY,
      permission: 'maintain',
    },
    'access-security-team': {
      team_id: '${data.github_team.team-security-team.id}',
      repository: REPOSITORY,
      permission: 'pull',
    },
  });
});

test('its variables are those that workflows read', () => {
  expect(of({ variables: { AWS_REGION: 'eu-west-2', ODD: '${x}' } }).resource['github_actions_variable']).toEqual({
    'variable-AWS_REGION': { repository: REPOSITORY, variable_name: 'AWS_REGION', value: 'eu-west-2' },
    'variable-ODD': { repository: REPOSITORY, variable_name: 'ODD', value: '$${x}' },
  });
});

test('with a ruleset, environments deploy from the default branch by name', () => {
  const { resource } = of({ protection: 'ruleset', defaultBranch: 'trunk' });
  expect(resource['github_branch_protection']).toBeUndefined();
  expect(resource['github_branch_default']).toEqual({
    'default-branch': { repository: REPOSITORY, branch: 'trunk', rename: true },
  });
  const environment = resource['github_repository_environment']?.['environment-dev'];
  expect(environment?.['deployment_branch_policy']).toEqual({
    protected_branches: false,
    custom_branch_policies: true,
  });
  expect(resource['github_repository_environment_deployment_policy']?.['deployment-policy-dev']).toEqual({
    repository: REPOSITORY,
    environment: '${github_repository_environment.environment-dev.environment}',
    branch_pattern: 'trunk',
  });
});

test.each([
  ['low', undefined, [{ actor_id: 5, actor_type: 'RepositoryRole', bypass_mode: 'always' }]],
  ['high', undefined, undefined],
  ['high', '42', [{ actor_id: 42, actor_type: 'Integration', bypass_mode: 'always' }]],
] as const)('a ruleset at %s risk lets the App %s that publishes push', (risk, publisherAppId, actors) => {
  const app = publisherAppId === undefined ? {} : { publisherAppId };
  const { resource } = of({ protection: 'ruleset', ...app }, risk);
  expect(resource['github_repository_ruleset']?.['ruleset']).toEqual({
    name: 'default branch',
    repository: REPOSITORY,
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    ...(actors !== undefined && { bypass_actors: actors }),
    rules: {
      deletion: true,
      non_fast_forward: true,
      required_linear_history: true,
      pull_request: {
        required_approving_review_count: risk === 'high' ? 2 : 1,
        dismiss_stale_reviews_on_push: true,
        require_last_push_approval: true,
        required_review_thread_resolution: true,
      },
    },
    depends_on: ['github_branch_default.default-branch'],
  });
});

test('without protection or environments on the plan, the stack has neither', () => {
  const { resource } = of({ protection: 'none', environments: [], autoMerge: false });
  expect(Object.keys(resource)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/branch_protection|ruleset|environment/)]),
  );
  expect(resource['github_repository']?.['repository']).toMatchObject({ allow_auto_merge: false });
});

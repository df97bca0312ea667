import { Cloud, unknownIn } from '../support/cloud';

describe('on GitHub', () => {
  const types = [
    'github_repository',
    'github_branch_protection',
    'github_actions_variable',
    'github_team_repository',
    'github_team',
    'github_branch_default',
  ];

  test('a repository is renamed in place, with the attributes that contain its name', () => {
    const cloud = new Cloud('github', types);
    const state = cloud.make('github_repository', { name: 'old', visibility: 'private', auto_init: true });
    const { state: planned, replaces } = cloud.plan(
      'github_repository',
      { name: 'new', visibility: 'private', auto_init: true },
      state,
    );
    expect(unknownIn(planned)).toEqual([
      'full_name',
      'git_clone_url',
      'html_url',
      'http_clone_url',
      'id',
      'ssh_clone_url',
      'svn_url',
    ]);
    expect(replaces).toEqual([]);
    const renamed = cloud.apply(
      'github_repository',
      { name: 'new', visibility: 'private', auto_init: true },
      state,
    ).state;
    expect(renamed).toMatchObject({
      id: 'new',
      full_name: 'acme/new',
      node_id: state['node_id'],
      repo_id: state['repo_id'],
    });
    expect(cloud.account.all('github_repository').map(({ key }) => key)).toEqual(['acme/new']);
  });

  test('resources of a repository need the repository', () => {
    const cloud = new Cloud('github', types);
    const repository = cloud.make('github_repository', { name: 'app' });
    expect(
      cloud.make('github_branch_protection', { repository_id: repository['node_id'] ?? null, pattern: 'main' })['id'],
    ).toMatch(/^BPR_/);
    expect(
      cloud.apply('github_actions_variable', { repository: 'none', variable_name: 'A', value: 'b' }).problems[0],
    ).toContain('404 Not Found');
    expect(cloud.make('github_actions_variable', { repository: 'app', variable_name: 'A', value: 'b' })['id']).toBe(
      'app:A',
    );
  });

  test('every team exists by default, or only the configured ones', () => {
    const open = new Cloud('github', types);
    expect(open.data('github_team', { slug: 'payments' }).state).toMatchObject({
      slug: 'payments',
      id: expect.stringMatching(/^\d{7}$/),
    });
    const closed = new Cloud('github', types, { teams: ['platform'] });
    expect(closed.data('github_team', { slug: 'platform' }).problems).toEqual([]);
    expect(closed.data('github_team', { slug: 'payments' }).problems[0]).toContain('404 Not Found');
  });

  test('an archived repository keeps its name', () => {
    const cloud = new Cloud('github', types);
    cloud.destroy('github_repository', cloud.make('github_repository', { name: 'app', archive_on_destroy: true }));
    expect(cloud.apply('github_repository', { name: 'app' }).problems[0]).toContain(
      'name already exists on this account',
    );
  });

  const planned = [...types, 'github_repository_environment', 'github_repository_ruleset', 'github_branch'];
  const REVIEWERS = [{ teams: [1], users: [] }];

  test.each([
    ['team', 'private', REVIEWERS, /422 .*billing plan supports the required reviewers/],
    ['team', 'private', [], undefined],
    ['team', 'public', REVIEWERS, undefined],
    ['free', 'private', [], /404/],
    ['enterprise', 'private', REVIEWERS, undefined],
    ['enterprise', 'private', [{ teams: [], users: [] }], /422 .*reviewers must not be empty/],
  ] as const)('on the plan %s a %s repository with the reviewers %j', (githubPlan, visibility, reviewers, refused) => {
    const cloud = new Cloud('github', planned, { githubPlan });
    cloud.make('github_repository', { name: 'app', visibility });
    const { problems } = cloud.apply('github_repository_environment', {
      repository: 'app',
      environment: 'prod',
      reviewers: reviewers.map((each) => ({ teams: [...each.teams], users: [...each.users] })),
    });
    expect(problems).toEqual(refused === undefined ? [] : [expect.stringMatching(refused)]);
  });

  test('reviewers that are added later are refused too', () => {
    const cloud = new Cloud('github', planned, { githubPlan: 'team' });
    cloud.make('github_repository', { name: 'app', visibility: 'private' });
    const config = { repository: 'app', environment: 'prod' };
    const state = cloud.make('github_repository_environment', config);
    const changed = { ...config, reviewers: [{ teams: [1], users: [] }] };
    expect(cloud.apply('github_repository_environment', changed, state).problems[0]).toContain('billing plan');
  });

  test('private repositories of the free plan take no rules for branches', () => {
    const rules = [{ deletion: true }];
    for (const [visibility, refused] of [
      ['private', [expect.stringContaining('403 Upgrade to GitHub Pro')]],
      ['public', []],
    ] as const) {
      const cloud = new Cloud('github', planned, { githubPlan: 'free' });
      const repository = cloud.make('github_repository', { name: 'app', visibility });
      const branch = { repository_id: repository['node_id'] ?? null, pattern: 'main' };
      expect(cloud.apply('github_branch_protection', branch).problems).toEqual(refused);
      const ruleset = { repository: 'app', name: 'main', target: 'branch', enforcement: 'active', rules };
      expect(cloud.apply('github_repository_ruleset', ruleset).problems).toEqual(refused);
    }
  });

  test('internal repositories need GitHub Enterprise', () => {
    const cloud = new Cloud('github', planned, { githubPlan: 'team' });
    const { problems } = cloud.apply('github_repository', { name: 'app', visibility: 'internal' });
    expect(problems[0]).toContain('422 Only organizations associated with an enterprise');
  });

  test('a default branch exists, is made, or is renamed', () => {
    const cloud = new Cloud('github', planned);
    cloud.make('github_repository', { name: 'app' });
    const trunk = { repository: 'app', branch: 'trunk' };
    expect(cloud.apply('github_branch_default', trunk).problems[0]).toContain('404 Branch not found');
    cloud.make('github_branch_default', { ...trunk, rename: true });
    cloud.make('github_branch', trunk);
    cloud.make('github_branch_default', trunk);
  });
});

describe('the organisation', () => {
  test('has a number that only depends on its name', () => {
    const cloud = new Cloud('github', ['github_organization']);
    const { state, problems } = cloud.data('github_organization', { name: 'acme', summary_only: true });
    expect(problems).toEqual([]);
    expect(state?.['id']).toMatch(/^[1-9][0-9]{6}$/);
    expect(state).toMatchObject({ login: 'acme', repositories: [] });
    expect(cloud.data('github_organization', { name: 'other' }).state?.['id']).not.toBe(state?.['id']);
  });
});

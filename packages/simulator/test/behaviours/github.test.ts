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

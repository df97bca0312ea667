import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFleet, type UpgradeAllOptions, type UpgradedRepository } from '@goldenpath/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { bareRepository, commitAs, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { type GithubServer, githubServer, type ServedRepository } from '@goldenpath/testing/github-server';
import { writtenFleet } from '@goldenpath/testing/written-fleet';

jest.setTimeout(300_000);

const spec = (name: string, description = 'Shows pages') => ({
  kind: 'stateless-app',
  name,
  description,
  owner: 'app-team',
  runtime: 'node',
});
const BRANCH = 'goldenpath/upgrade';
const servers: GithubServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** The files that an application was scaffolded with. */
async function scaffolded(name: string, description?: string): Promise<Record<string, string>> {
  const out = testFolder();
  const { files } = await openFleet({ cwd: writtenFleet([spec(name, description)]) }).scaffold(name, { out });
  return Object.fromEntries(files.map(({ path }) => [path, readFileSync(join(out, path), 'utf8')]));
}

/** A fleet whose applications were scaffolded with other descriptions, each with its remote, and GitHub. */
async function fleetOnGithub(
  names: readonly string[],
  settings: Readonly<Record<string, Partial<ServedRepository>>> = {},
) {
  const remotes = new Map<string, string>();
  for (const name of names) remotes.set(name, bareRepository(await scaffolded(name, `Shows ${name} first`)));
  const cwd = writtenFleet(names.map((name) => spec(name)));
  const owner = /^organisation: (\S+)/m.exec(readFileSync(join(cwd, 'platform.yaml'), 'utf8'))?.[1] ?? '';
  const served = [...remotes].map(([name, folder]) => [`${owner}/${name}`, { folder, ...settings[name] }] as const);
  const github = await githubServer(Object.fromEntries(served));
  servers.push(github);
  // Git takes the addresses on GitHub for the folders of the test.
  const config = [...remotes].map(
    ([name, folder]) => `[url "${folder}"]\n\tinsteadOf = https://github.com/${owner}/${name}.git\n`,
  );
  const configFile = join(testFolder({ config: config.join('') }), 'config');
  const env = {
    ...PLAIN_ENV,
    GIT_CONFIG_GLOBAL: configFile,
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: 'ghs_ofTheTests',
  };
  return {
    cwd,
    github,
    env,
    remote: (name: string) => remotes.get(name) ?? '',
    pulls: (name: string) => github.pulls(`${owner}/${name}`),
    run: (options: UpgradeAllOptions = {}, more: Readonly<Record<string, string>> = {}) =>
      openFleet({ cwd, env: { ...env, ...more } }).upgradeAll(options),
    describe: (name: string, description: string) =>
      writeFileSync(join(cwd, 'apps', name, 'app.yaml'), JSON.stringify(spec(name, description))),
  };
}

const outcomes = (results: readonly UpgradedRepository[]) =>
  Object.fromEntries(
    results.map((each) => [each.app, 'failure' in each ? each.failure.message : each.upgrade.outcome]),
  );

test('each repository that changes gets one pull request, and a second run does nothing', async () => {
  const { run, remote, pulls, github } = await fleetOnGithub(['one', 'two', 'three']);
  // This one is up to date already.
  commitAs(remote('three'), 'Team', await scaffolded('three'));
  const before = git(remote('three'), ['for-each-ref']);
  expect(outcomes(await run())).toEqual({ one: 'opened', three: 'unchanged', two: 'opened' });
  expect(filesIn(remote('one'), BRANCH)['README.md']).toContain('Shows pages');
  expect(filesIn(remote('one'), 'main')['README.md']).toContain('Shows one first');
  expect(pulls('one')).toMatchObject([{ state: 'open', draft: false, base: { ref: 'main' }, head: { ref: BRANCH } }]);
  expect(pulls('one')[0]?.body).toContain('| `README.md` | updated |  |');
  expect(git(remote('three'), ['for-each-ref'])).toBe(before);
  const refs = git(remote('one'), ['for-each-ref']);
  expect(outcomes(await run())).toEqual({ one: 'current', three: 'unchanged', two: 'current' });
  expect(git(remote('one'), ['for-each-ref'])).toBe(refs);
  expect(github.changes).toHaveLength(2);
});

test('an open pull request is updated when the templates or the default branch move on', async () => {
  const { run, remote, pulls, describe: describeApp } = await fleetOnGithub(['one']);
  await run();
  describeApp('one', 'Shows more pages');
  commitAs(remote('one'), 'Team', { 'ours.txt': 'ours\n' });
  expect(outcomes(await run())).toEqual({ one: 'updated' });
  const files = filesIn(remote('one'), BRANCH);
  expect(files['README.md']).toContain('Shows more pages');
  expect(files['ours.txt']).toBe('ours\n');
  expect(git(remote('one'), ['rev-list', '--count', `main..${BRANCH}`]).trim()).toBe('1');
  expect(pulls('one')).toHaveLength(1);
});

test('a branch with commits of the team is left alone, also when one of ours was amended', async () => {
  const { run, remote } = await fleetOnGithub(['one', 'two']);
  await run();
  commitAs(remote('one'), 'Team', { 'README.md': 'resolved\n' }, BRANCH);
  const message = git(remote('two'), ['log', '-1', '--format=%B', BRANCH]);
  const tree = git(remote('two'), ['rev-parse', `${commitAs(remote('two'), 'Team', { 'x.txt': 'x' }, BRANCH)}^{tree}`]);
  const amended = git(remote('two'), ['commit-tree', '-p', 'main', '-m', message, tree.trim()]).trim();
  git(remote('two'), ['update-ref', `refs/heads/${BRANCH}`, amended]);
  const refs = ['one', 'two'].map((name) => git(remote(name), ['for-each-ref']));
  expect(outcomes(await run())).toEqual({ one: 'team', two: 'team' });
  expect(['one', 'two'].map((name) => git(remote(name), ['for-each-ref']))).toEqual(refs);
});

test('after the pull request is merged by a squash, the next upgrade starts again from the default branch', async () => {
  const { run, remote, pulls, describe: describeApp } = await fleetOnGithub(['one']);
  await run();
  const { 'README.md': readme, ...rest } = filesIn(remote('one'), BRANCH);
  commitAs(remote('one'), 'Team', { 'README.md': readme, ...rest });
  Object.assign(pulls('one')[0] ?? {}, { state: 'closed', merged_at: '2026-01-01T00:00:00Z' });
  expect(outcomes(await run())).toEqual({ one: 'unchanged' });
  describeApp('one', 'Shows more pages');
  expect(outcomes(await run())).toEqual({ one: 'opened' });
  expect(git(remote('one'), ['rev-list', '--count', `main..${BRANCH}`]).trim()).toBe('1');
  expect(pulls('one').map(({ state }) => state)).toEqual(['closed', 'open']);
});

test('a pull request that the team closed is opened again only for other changes', async () => {
  const { run, pulls, describe: describeApp } = await fleetOnGithub(['one']);
  await run();
  Object.assign(pulls('one')[0] ?? {}, { state: 'closed' });
  expect(outcomes(await run())).toEqual({ one: 'declined' });
  describeApp('one', 'Shows more pages');
  expect(outcomes(await run())).toEqual({ one: 'opened' });
});

test('conflicts are in a draft, or in a pull request whose title says so where drafts are not offered', async () => {
  const { run, remote, pulls } = await fleetOnGithub(['one', 'two'], { two: { hasDrafts: false } });
  for (const name of ['one', 'two']) {
    const readme = filesIn(remote(name))['README.md']?.replace(`Shows ${name} first`, 'Ours') ?? '';
    commitAs(remote(name), 'Team', { 'README.md': readme });
  }
  expect(outcomes(await run())).toEqual({ one: 'opened', two: 'opened' });
  expect(pulls('one')).toMatchObject([{ draft: true, title: "Upgrade to today's templates (with conflicts)" }]);
  expect(pulls('two')).toMatchObject([{ draft: false, title: "Upgrade to today's templates (with conflicts)" }]);
  expect(pulls('one')[0]?.body).toContain('**1 file has conflicts.**');
  expect(filesIn(remote('one'), BRANCH)['README.md']).toContain('<<<<<<< this repository\nOurs\n');
});

test('a repository that fails does not stop the others', async () => {
  const { run, remote, env, github } = await fleetOnGithub(['bad', 'gone', 'good', 'locked', 'other'], {
    locked: { isWritable: false },
  });
  commitAs(remote('bad'), 'Team', { '.goldenpath.json': undefined });
  git(remote('bad'), [
    'update-ref',
    'refs/heads/main',
    git(remote('bad'), ['commit-tree', '-m', 'new', 'main^{tree}']).trim(),
  ]);
  commitAs(remote('other'), 'Team', { '.goldenpath.json': filesIn(remote('good'))['.goldenpath.json'] ?? '' });
  const config = readFileSync(env.GIT_CONFIG_GLOBAL, 'utf8').replace(remote('gone'), `${remote('gone')}.away`);
  writeFileSync(env.GIT_CONFIG_GLOBAL, config);
  const results = outcomes(await run());
  expect(results).toMatchObject({ good: 'opened' });
  expect(results['bad']).toMatch(/^https:\/\/github.com\/\S+\/bad\.git has no record of what was generated in it/);
  expect(results['gone']).toContain('There is no Git repository at https://github.com/');
  expect(results['locked']).toContain('GitHub does not allow this (POST /repos/');
  expect(results['locked']).toContain('Resource not accessible by integration');
  expect(results['other']).toContain('is the repository of good, not of other.');
  expect(github.changes).toHaveLength(1);
});

test('a run that stopped between the push and the pull request is finished by the next', async () => {
  const { run, pulls, remote } = await fleetOnGithub(['one'], {});
  expect(outcomes(await run({}, { GITHUB_API_URL: 'http://127.0.0.1:9' }))['one']).toContain(
    'GitHub cannot be reached',
  );
  await run();
  const [pull] = pulls('one').splice(0);
  expect(pull?.state).toBe('open');
  const refs = git(remote('one'), ['for-each-ref']);
  expect(outcomes(await run())).toEqual({ one: 'opened' });
  expect(git(remote('one'), ['for-each-ref'])).toBe(refs);
});

test('the secondary rate limit is waited for', async () => {
  const { run, github } = await fleetOnGithub(['one']);
  github.limit(2);
  expect(outcomes(await run())).toEqual({ one: 'opened' });
});

test('a token that GitHub does not accept is an error without the token', async () => {
  const { run, remote } = await fleetOnGithub(['one']);
  const message = outcomes(await run({}, { GITHUB_TOKEN: 'ghs_anotherToken1234' }))['one'];
  expect(message).toContain('GitHub does not accept the token (GET /repos/');
  expect(message).not.toContain('anotherToken');
  expect(git(remote('one'), ['for-each-ref', 'refs/heads/goldenpath'])).toBe('');
});

test('without a token, and with an API that is not encrypted, nothing is started', async () => {
  const { run } = await fleetOnGithub(['one']);
  await expect(run({}, { GITHUB_TOKEN: '' })).rejects.toThrow('There is no token for GitHub. Set GITHUB_TOKEN');
  await expect(run({}, { GITHUB_API_URL: 'http://github.example.org' })).rejects.toThrow('over HTTPS');
});

test('a dry run pushes nothing and needs no token', async () => {
  const { run, remote, github } = await fleetOnGithub(['one']);
  const before = git(remote('one'), ['for-each-ref']);
  expect(outcomes(await run({ dryRun: true }, { GITHUB_TOKEN: '' }))).toEqual({ one: 'planned' });
  expect(git(remote('one'), ['for-each-ref'])).toBe(before);
  expect(github.changes).toEqual([]);
});

test('an executable file of the repository stays executable in the pull request', async () => {
  const { run, remote } = await fleetOnGithub(['one']);
  const clone = join(testFolder(), 'clone');
  git('/', ['clone', '--quiet', remote('one'), clone]);
  git(clone, ['update-index', '--chmod=+x', 'README.md']);
  git(clone, ['commit', '--quiet', '--message', 'executable']);
  git(clone, ['push', '--quiet', 'origin', 'main']);
  await run();
  expect(git(remote('one'), ['ls-tree', BRANCH, 'README.md'])).toMatch(/^100755 /);
});

test('applications without a repository, and one address for several, are refused', async () => {
  const { run } = await fleetOnGithub(['one', 'two']);
  await expect(run({ apps: ['three'] })).rejects.toThrow('There is no application "three".');
  await expect(run({ repo: 'https://example.org/one.git' })).rejects.toThrow('Put `{app}` in place of the name');
});

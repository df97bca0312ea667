import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  changedPaths,
  checkoutCommit,
  leftOutPaths,
  mergeBase,
  isIgnored,
  openClone,
  pathInClone,
  resolveCommit,
} from '@goldenpath/git';
import { commit, git, repositoryFolder } from '@goldenpath/testing/clone';
import { readFiles, testFolder, writeFiles } from '@goldenpath/testing/folders';

/** Everything that Git stores of a repository, except file times. */
function stateOf(folder: string): string {
  return git(folder, 'status', '--porcelain') + git(folder, 'for-each-ref') + git(folder, 'worktree', 'list');
}

test('a commit is written to a folder, whole or in part, and the repository is unchanged', async () => {
  const folder = repositoryFolder({ 'apps/a/app.yaml': 'old\n', 'other/b.txt': 'b\n', 'apps/ä ö/x': 'x\n' });
  const first = git(folder, 'rev-parse', 'HEAD');
  writeFiles(folder, { 'apps/a/app.yaml': 'new\n' });
  commit(folder, 'two');
  writeFiles(folder, { 'apps/a/app.yaml': 'staged\n' });
  git(folder, 'add', 'apps/a/app.yaml');
  const index = readFileSync(join(folder, '.git', 'index'));
  const before = stateOf(folder);
  const repository = await openClone(join(folder, 'apps'), process.env);
  const whole = testFolder();
  await checkoutCommit(repository, first, whole);
  expect(readFiles(whole)).toEqual({ 'apps/a/app.yaml': 'old\n', 'apps/ä ö/x': 'x\n', 'other/b.txt': 'b\n' });
  const part = testFolder();
  await checkoutCommit(repository, first, part, ['apps', 'missing.yaml']);
  expect(readFiles(part)).toEqual({ 'apps/a/app.yaml': 'old\n', 'apps/ä ö/x': 'x\n' });
  expect(stateOf(folder)).toBe(before);
  expect(readFileSync(join(folder, '.git', 'index')).equals(index)).toBe(true);
});

test('a ref is never an option, and an unknown one is an error', async () => {
  const folder = repositoryFolder({ a: 'a' });
  const repository = await openClone(folder, process.env);
  expect(await resolveCommit(repository, 'main')).toBe(git(folder, 'rev-parse', 'main'));
  for (const ref of ['nowhere', '--all', '--output=/tmp/x', 'main:a', '', 'a b\n', '$(touch x)'])
    await expect(resolveCommit(repository, ref)).rejects.toThrow(/is not a commit in this clone/);
  expect(existsSync(join(folder, 'x'))).toBe(false);
});

test('the error of a branch that only the remote has names the branch of the remote', async () => {
  const origin = repositoryFolder({ a: 'a' });
  git(origin, 'branch', 'topic');
  const here = testFolder();
  git(here, 'clone', '--quiet', '--branch', 'topic', origin, '.');
  const repository = await openClone(here, process.env);
  await expect(resolveCommit(repository, 'main')).rejects.toMatchObject({
    remedy: 'Use "origin/main": only the remote has this branch.',
  });
  expect(await resolveCommit(repository, 'origin/main')).toBe(git(origin, 'rev-parse', 'main'));
});

test('a change starts at its merge base', async () => {
  const folder = repositoryFolder({ a: 'a' });
  const start = git(folder, 'rev-parse', 'HEAD');
  git(folder, 'checkout', '--quiet', '-b', 'topic');
  const tip = commit(folder, 'topic');
  git(folder, 'checkout', '--quiet', 'main');
  const main = commit(folder, 'main goes on');
  const repository = await openClone(folder, process.env);
  expect(await mergeBase(repository, main, tip)).toBe(start);
  git(folder, 'checkout', '--quiet', '--orphan', 'alone');
  expect(await mergeBase(repository, main, commit(folder, 'alone'))).toBe(main);
});

describe('in a shallow clone', () => {
  const shallowClone = (depth: number) => {
    const folder = repositoryFolder({ a: 'a' });
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    commit(folder, 'topic');
    git(folder, 'checkout', '--quiet', 'main');
    commit(folder, 'main goes on');
    const into = join(testFolder(), 'clone');
    git(folder, 'clone', '--quiet', '--no-single-branch', `--depth=${depth}`, `file://${folder}`, into);
    return { into, start: git(folder, 'rev-parse', 'main~1') };
  };

  test('a change whose start is cut off is an error with the command that fetches it', async () => {
    const { into, start } = shallowClone(1);
    const repository = await openClone(into, process.env);
    await expect(mergeBase(repository, 'origin/main', 'origin/topic')).rejects.toMatchObject({
      message: expect.stringMatching(/is shallow, so Git cannot find where the change left its base/),
      remedy: 'Run `git fetch --unshallow`. In CI, check out with `fetch-depth: 0`.',
    });
    git(into, 'fetch', '--quiet', '--unshallow');
    expect(await mergeBase(repository, 'origin/main', 'origin/topic')).toBe(start);
  });

  test('a change whose start exists is compared with it, even if the history ends there', async () => {
    const { into, start } = shallowClone(2);
    const repository = await openClone(into, process.env);
    expect(await mergeBase(repository, 'origin/main', 'origin/topic')).toBe(start);
    const tip = git(into, 'rev-parse', 'origin/main');
    expect(await mergeBase(repository, tip, 'origin/main')).toBe(tip);
  });
});

test('changed paths are relative to the root, including untracked files', async () => {
  const folder = repositoryFolder({ 'a/x': '1', 'a/y': '1', '.gitignore': 'ignored\n' });
  const first = git(folder, 'rev-parse', 'HEAD');
  writeFiles(folder, { 'a/x': '2', 'new\nline': 'n', ignored: 'i' });
  rmSync(join(folder, 'a/y'));
  const repository = await openClone(folder, process.env);
  expect(await changedPaths(repository, first, undefined)).toEqual(['a/x', 'a/y', 'new\nline']);
  const second = commit(folder, 'two');
  expect(await changedPaths(repository, first, second)).toEqual(['a/x', 'a/y', 'new\nline']);
});

test('a folder outside every repository is an error', async () => {
  await expect(openClone(testFolder(), process.env)).rejects.toMatchObject({
    summary: expect.stringMatching(/is not in a Git repository\.$/) as string,
    remedy: expect.stringContaining('git init --initial-branch main') as string,
  });
  await expect(openClone('/nowhere/at/all', process.env)).rejects.toThrow(/is not in a Git repository/);
});

test('a fleet must be inside the clone; links on the way are followed', async () => {
  const folder = repositoryFolder({ 'fleet/platform.yaml': 'x' });
  const repository = await openClone(folder, process.env);
  const link = join(testFolder(), 'link');
  symlinkSync(folder, link);
  expect(pathInClone(repository, join(link, 'fleet', 'missing'))).toBe('fleet/missing');
  expect(pathInClone(repository, folder)).toBe('');
  expect(() => pathInClone(repository, '/etc')).toThrow(/is not in the repository/);
});

test('variables that a hook of another repository sets have no effect', async () => {
  const [here, elsewhere] = [repositoryFolder({ 'sub/a': 'a' }), repositoryFolder({ b: 'b' })];
  const env = { ...process.env, GIT_DIR: join(elsewhere, '.git'), GIT_INDEX_FILE: '.git/index', GIT_PREFIX: 'x/' };
  const repository = await openClone(join(here, 'sub'), env);
  expect(await resolveCommit(repository, 'main')).toBe(git(here, 'rev-parse', 'main'));
  expect(pathInClone(repository, join(here, 'sub', 'a'))).toBe('sub/a');
});

test('no hook runs, and names that are not UTF-8 are written too', async () => {
  const folder = repositoryFolder({ 'apps/a/app.yaml': 'a\n' });
  const name = Buffer.concat([Buffer.from(join(folder, 'apps', 'caf')), Buffer.from([0xe9])]);
  writeFileSync(name, 'b\n');
  const made = commit(folder, 'two');
  const [hooks, into] = [testFolder(), testFolder()];
  writeFileSync(join(hooks, 'post-index-change'), `#!/bin/sh\ntouch '${join(hooks, 'ran')}'\n`, { mode: 0o755 });
  git(folder, 'config', 'core.hooksPath', hooks);
  await checkoutCommit(await openClone(folder, process.env), made, into, ['apps']);
  expect(readdirSync(Buffer.from(join(into, 'apps')), 'latin1').sort()).toEqual(['a', 'caf\u00e9']);
  expect(existsSync(join(hooks, 'ran'))).toBe(false);
});

test('when Git refuses to read a repository, the error quotes it', async () => {
  const folder = repositoryFolder({ a: 'a' });
  git(folder, 'config', 'core.bare', 'true');
  await expect(openClone(folder, process.env)).rejects.toMatchObject({
    message: expect.stringContaining('must be run in a work tree'),
    remedy: 'Run this in a clone that has a working tree.',
  });
});

test.each([['--cone'], ['--cone', '--sparse-index'], ['--no-cone']])(
  'what a sparse checkout leaves out is known, and a commit is still put into a folder whole: %s %s',
  async (...mode) => {
    const files = { 'apps/a/x': 'a', 'apps/b/x': 'b', 'apps/ä ö/x': 'x' };
    const folder = repositoryFolder({ ...files, 'apps/gone/x': 'y' });
    rmSync(join(folder, 'apps/gone/x'));
    const repository = await openClone(join(folder, 'apps'), process.env);
    expect(await leftOutPaths(repository)).toEqual([]);
    const made = commit(folder, 'two');
    git(folder, 'sparse-checkout', 'set', ...mode, 'apps/a');
    expect(await leftOutPaths(repository)).toEqual(['apps/b/x', 'apps/ä ö/x']);
    expect(await leftOutPaths(repository, ['apps/a'])).toEqual([]);
    writeFiles(folder, { 'apps/b/x': 'written by hand' });
    expect(await leftOutPaths(repository)).toEqual(['apps/ä ö/x']);
    const into = testFolder();
    await checkoutCommit(repository, made, into, ['apps']);
    expect(readFiles(into)).toEqual(files);
  },
);

test('a path is ignored as Git says, whether it exists or not, and also where its name looks like a pattern', async () => {
  const folder = repositoryFolder({ '.gitignore': 'plans/\n:x\n*.tfplan\n', 'kept/a': 'a' });
  const repository = await openClone(folder, process.env);
  const ignored = ['plans/new', 'kept/a.tfplan', ':x', 'deep/plans/x', '.git/x'];
  const seen = ['kept/a', 'kept/b', 'plans.json', ':(glob)plans/*', '[p]lans/x'];
  for (const path of [...ignored, ...seen])
    expect([path, await isIgnored(repository, join(folder, path))]).toEqual([path, ignored.includes(path)]);
  await expect(isIgnored(repository, testFolder())).rejects.toThrow('is not in the repository');
});

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MoveRequest, moveRelease, releaseHistory, releaseStatus } from '@goldenpath/gitops';
import { bareRepository, changeOptions, commitAs, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { testdir } from '@goldenpath/testing/testdir';
import { ENVIRONMENTS, overlayText, overlay, releasedApp } from './support/overlays';

const MAIN = { branch: 'main' };
const [A, B, C] = ['aaaaaaa', 'bbbbbbb', 'ccccccc'];
const PROD = overlay('prod').file;

/** The published overlays of applications without a release. */
function published(...apps: string[]): Record<string, string> {
  const overlays = apps.flatMap((name) => releasedApp(ENVIRONMENTS, name).overlays);
  return Object.fromEntries(overlays.map((at) => [at.file, overlayText(at, { newTag: at.initialTag })]));
}

const shop = releasedApp();
const move = (url: string, request: MoveRequest, more: Parameters<typeof changeOptions>[0] = {}) =>
  moveRelease({ url, ...MAIN }, shop, request, changeOptions(more));
const set = (environment: string, commit: string, more: Partial<MoveRequest> = {}) =>
  ({ kind: 'set', environment, tag: `${environment}-${commit}`, ...more }) as MoveRequest;
const promote = (from: string, environment: string): MoveRequest => ({ kind: 'promote', from, environment });
const running = async (url: string) => {
  const [status] = await releaseStatus({ url, ...MAIN }, [shop], changeOptions());
  return status?.environments.map(({ release, comparison }) => [
    release.newTag,
    comparison?.state,
    comparison?.releases,
  ]);
};

/** A `git` that runs a command once right before a push, like a concurrent writer. */
function fasterThanPush(command: string): Record<string, string> {
  const folder = testdir();
  mkdirSync(join(folder, 'bin'));
  const real = git('/', ['--exec-path']).trim();
  const script = [
    '#!/bin/sh',
    `case "$*" in *" push "*) if mkdir '${folder}/once' 2>/dev/null; then ( unset GIT_DIR; ${command} ) >&2; fi;; esac`,
    `exec '${real}/git' "$@"`,
    '',
  ].join('\n');
  writeFileSync(join(folder, 'bin', 'git'), script);
  chmodSync(join(folder, 'bin', 'git'), 0o755);
  return { ...PLAIN_ENV, PATH: `${join(folder, 'bin')}:${PLAIN_ENV['PATH']}` };
}

/** A shell command that commits a text to `main` as another author. */
function commitCommand(url: string, who: string, file: string, text: string): string {
  const stream = join(testdir(), 'stream');
  const change = `M 100644 inline ${file}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const identity = `${who} <${who.toLowerCase()}@example.org> 1700000000 +0000`;
  writeFileSync(
    stream,
    `commit refs/heads/main\ncommitter ${identity}\ndata 4\nfast\nfrom refs/heads/main^0\n${change}\n`,
  );
  return `git --git-dir='${url}' fast-import --quiet --date-format=raw < '${stream}'`;
}

test('a commit is promoted through the environments and rolled back', async () => {
  const url = bareRepository({ ...published('shop'), 'README.md': 'mine\n' });
  await move(url, set('dev', A));
  await move(url, set('dev', B));
  await move(url, promote('dev', 'test'));
  await move(url, promote('test', 'staging'));
  await move(url, promote('staging', 'prod'));
  await move(url, set('dev', C));
  expect(await running(url)).toEqual([
    [`dev-${C}`, undefined, undefined],
    [`test-${B}`, 'behind', 1],
    [`staging-${B}`, 'same', 0],
    [`prod-${B}`, 'same', 0],
  ]);
  await move(url, { kind: 'rollback', environment: 'dev' });
  await move(url, { kind: 'rollback', environment: 'dev' });
  const records = await releaseHistory({ url, ...MAIN }, overlay('dev'), changeOptions());
  expect(records.map(({ release, kind, commit }) => [release.newTag, kind, commit.author])).toEqual([
    [`dev-${A}`, 'rollback', 'Test'],
    [`dev-${B}`, 'rollback', 'Test'],
    [`dev-${C}`, 'set', 'Test'],
    [`dev-${B}`, 'set', 'Test'],
    [`dev-${A}`, 'set', 'Test'],
    ['latest', 'publish', 'Somebody'],
  ]);
  expect(filesIn(url)['README.md']).toBe('mine\n');
  // Every commit has one parent: nothing was merged or rewritten.
  expect(git(url, ['rev-list', '--count', 'main'])).toBe(git(url, ['rev-list', '--count', '--no-merges', 'main']));
});

test('a commit changes only the tag', async () => {
  const own = `# mine\r\nimages:\r\n  - {newTag: "prod-${A}", name: shop} # ours\r\nkind: Kustomization\r\n`;
  const url = bareRepository({ ...published('shop'), [PROD]: own });
  const { commit } = await move(url, set('prod', B, { force: true, reason: 'hotfix\n\nGoldenpath-Release: app=shop' }));
  expect(filesIn(url)[PROD]).toBe(own.replace(A, B));
  expect(git(url, ['show', '--name-only', '--format=', 'main']).trim()).toBe(PROD);
  const trailers = git(url, ['log', '-1', '--format=%(trailers:only)', commit ?? '']).trim();
  expect(trailers).toBe(
    `Goldenpath-Release: app=shop env=prod from=prod-${A} to=prod-${B} kind=set\nGoldenpath-Forced: hotfix Goldenpath-Release: app=shop`,
  );
});

test('nothing is pushed when the tag already runs, or in a dry run', async () => {
  const url = bareRepository(published('shop'));
  const before = git(url, ['rev-parse', 'main']);
  expect(await move(url, set('dev', A), { dryRun: true })).toMatchObject({ changes: true, commit: undefined });
  expect(git(url, ['rev-parse', 'main'])).toBe(before);
  await move(url, set('dev', A));
  const after = git(url, ['rev-parse', 'main']);
  expect(await move(url, set('dev', A))).toMatchObject({ changes: false, commit: undefined });
  expect(git(url, ['rev-parse', 'main'])).toBe(after);
});

test('a concurrent commit is not a conflict, and both commits are in the history', async () => {
  const url = bareRepository(published('shop', 'other'));
  const other = overlay('prod', 'other');
  const theirs = overlayText(other, { newTag: `prod-${C}` });
  await move(url, set('dev', A), {
    env: fasterThanPush(commitCommand(url, 'Faster', other.file, theirs)),
    random: () => 0,
  });
  expect(filesIn(url)).toMatchObject({
    [other.file]: theirs,
    [overlay('dev').file]: overlayText(overlay('dev'), { newTag: `dev-${A}` }),
  });
  expect(git(url, ['rev-list', '--count', 'main']).trim()).toBe('3');
});

test('neither is a concurrent change of the same overlay that keeps the tag', async () => {
  const url = bareRepository(published('shop'));
  const theirs = `# by hand\n${overlayText(overlay('dev'), { newTag: 'latest' })}`;
  const env = fasterThanPush(commitCommand(url, 'Faster', overlay('dev').file, theirs));
  await move(url, set('dev', A), { env, random: () => 0 });
  expect(filesIn(url)[overlay('dev').file]).toBe(theirs.replace('latest', `dev-${A}`));
});

test('a concurrent change of the same tag is an error with its author', async () => {
  const url = bareRepository(published('shop'));
  const theirs = overlayText(overlay('dev'), { newTag: `dev-${B}` });
  const env = fasterThanPush(commitCommand(url, 'Faster', overlay('dev').file, theirs));
  const told = await move(url, set('dev', A), { env, random: () => 0 }).catch((error: Error) => error);
  const winner = git(url, ['rev-parse', 'main']).slice(0, 10);
  expect(told).toMatchObject({
    reason: 'moved-meanwhile',
    message: expect.stringContaining(
      `dev of shop was just moved to dev-${B} by Faster in commit ${winner}. Nothing was changed`,
    ),
  });
  expect(filesIn(url)[overlay('dev').file]).toBe(theirs);
});

test('unless it set the tag that was requested', async () => {
  const url = bareRepository(published('shop'));
  const theirs = overlayText(overlay('dev'), { newTag: `dev-${A}` });
  const env = fasterThanPush(commitCommand(url, 'Faster', overlay('dev').file, theirs));
  expect(await move(url, set('dev', A), { env, random: () => 0 })).toMatchObject({ changes: false, commit: undefined });
});

test.each([
  ['an empty repository', {}, 'There is no branch main'],
  ['a repository without the application', { 'README.md': 'x' }, 'shop has no release in dev'],
  ['an overlay that is broken', { [overlay('dev').file]: 'images: [' }, 'this is not YAML'],
  ['an overlay without the entry', { [overlay('dev').file]: 'kind: Kustomization\n' }, '"images" has no entry'],
])('%s is one clear error', async (_, files, said) => {
  const url = bareRepository(files);
  await expect(move(url, set('dev', A))).rejects.toThrow(said);
  await expect(move(url, set('dev', A))).rejects.toMatchObject({ remedy: expect.any(String) });
});

test('a branch that refuses pushes is an error with a remedy for releases', async () => {
  const url = bareRepository(published('shop'));
  mkdirSync(join(url, 'hooks'), { recursive: true });
  writeFileSync(join(url, 'hooks', 'pre-receive'), '#!/bin/sh\necho no pushes on Fridays >&2\nexit 1\n', {
    mode: 0o755,
  });
  const told = await move(url, set('dev', A)).catch((error: Error) => error);
  expect(told).toMatchObject({
    message: expect.stringMatching(
      /A hook of .* declined the commit\..*no pushes on Fridays.*allow this identity to push/,
    ),
    remedy: expect.not.stringContaining('--pull-request'),
  });
});

test('a broken overlay of another environment does not matter', async () => {
  const url = bareRepository({ ...published('shop'), [overlay('dev').file]: 'images: [', [PROD]: '- a' });
  await expect(move(url, set('test', A))).rejects.toMatchObject({ reason: 'never-ran' });
  expect(await move(url, set('test', A, { force: true, reason: 'dev is broken' }))).toMatchObject({ changes: true });
  await expect(move(url, promote('dev', 'test'))).rejects.toThrow('this is not YAML');
});

test('commits with invalid times are read', async () => {
  const url = bareRepository(published('shop'));
  const file = overlay('dev').file;
  const text = overlayText(overlay('dev'), { newTag: `dev-${A}` });
  const change = `M 100644 inline ${file}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = `commit refs/heads/main\ncommitter Eve <e@example.org> 99999999999999999 +0000\ndata 1\nx\nfrom refs/heads/main^0\n${change}`;
  git(url, ['fast-import', '--quiet', '--date-format=raw-permissive'], stream);
  const [last] = await releaseHistory({ url, ...MAIN }, overlay('dev'), changeOptions());
  expect(last?.commit).toMatchObject({ author: 'Eve', date: '1970-01-01T00:00:00Z' });
});

test('a missing branch is an error, whatever other branches exist', async () => {
  const url = bareRepository(published('shop'));
  const elsewhere = { url, branch: 'nowhere' };
  for (const ask of [
    () => moveRelease(elsewhere, shop, set('dev', A), changeOptions()),
    () => releaseStatus(elsewhere, [shop], changeOptions()),
    () => releaseHistory(elsewhere, overlay('dev'), changeOptions()),
  ]) {
    await expect(ask()).rejects.toThrow('There is no branch nowhere');
  }
});

test('hostile names and subjects are read from the log unchanged', async () => {
  const url = bareRepository(published('shop'));
  const who = 'E\u001b[31mve\u0001|%x00';
  commitAs(url, who, { [overlay('dev').file]: overlayText(overlay('dev'), { newTag: `dev-${A}` }) });
  const [last] = await releaseHistory({ url, ...MAIN }, overlay('dev'), changeOptions());
  expect(last).toMatchObject({ kind: 'by-hand', release: { newTag: `dev-${A}` }, commit: { author: who } });
});

test('user configuration of the log does not matter', async () => {
  const url = bareRepository(published('shop'));
  const home = testdir({
    '.gitconfig': [
      '[log]\n\tshowRoot = false\n\tfollow = true\n\tdate = relative\n\tshowSignature = true\n\tdiffMerges = off\n\tdecorate = full',
      '[format]\n\tpretty = oneline\n[color]\n\tui = always\n[core]\n\tabbrev = 4',
      '[diff]\n\trenames = copies\n\tnoprefix = true\n\tsubmodule = log',
      '[i18n]\n\tlogOutputEncoding = ISO-8859-1\n[trailer]\n\tseparators = %\n[user]\n\tname = Über\n\temail = u@example.org\n',
    ].join('\n'),
  });
  const env = { PATH: PLAIN_ENV['PATH'], HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  await move(url, set('dev', A), { env });
  await move(url, promote('dev', 'test'), { env });
  const records = await releaseHistory({ url, ...MAIN }, overlay('test'), changeOptions({ env }));
  expect(records.map(({ release, kind, commit }) => [release.newTag, kind, commit.author])).toEqual([
    [`test-${A}`, 'promote', 'Über'],
    ['test-0000000', 'publish', 'Somebody'],
  ]);
});

test('the history includes merged branches, and the branch decides what runs', async () => {
  const url = bareRepository(published('shop'));
  git(url, ['branch', 'side', 'main']);
  const at = overlay('dev');
  commitAs(url, 'Main', { [at.file]: overlayText(at, { newTag: `dev-${A}` }) });
  const side = commitAs(url, 'Side', { [at.file]: overlayText(at, { newTag: `dev-${B}` }) }, 'side');
  const main = git(url, ['rev-parse', 'main']).trim();
  const tree = git(url, ['rev-parse', 'main^{tree}']).trim();
  const identity = ['-c', 'user.name=M', '-c', 'user.email=m@example.org'];
  const merge = git(url, [...identity, 'commit-tree', tree, '-p', main, '-p', side, '-m', 'merge']).trim();
  git(url, ['update-ref', 'refs/heads/main', merge]);
  const [status] = await releaseStatus({ url, ...MAIN }, [shop], changeOptions());
  expect(status?.environments[0]).toMatchObject({
    release: { newTag: `dev-${A}` },
    since: { commit: { author: 'Main' } },
  });
  await move(url, { kind: 'set', environment: 'test', tag: `test-${B}` });
  await move(url, { kind: 'set', environment: 'test', tag: `test-${A}` });
});

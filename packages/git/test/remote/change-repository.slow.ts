import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeRepository, type Proposal, readRepository } from '@goldenpath/git';
import { bareRepository, changeOptions, commitAs, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { testdir } from '@goldenpath/testing/testdir';

const MAIN = { branch: 'main' };

function proposal(writes: Readonly<Record<string, string>>, removals: readonly string[] = []): Proposal<string> {
  return { writes: new Map(Object.entries(writes)), removals, message: 'Change it\n\nBecause.\n', result: 'told' };
}

test('a change is one commit on top of the tip', async () => {
  const url = bareRepository({ 'apps/a/x.yaml': 'old\n', 'README.md': 'hello\n', 'old.yaml': 'gone\n' });
  const before = git(url, ['rev-parse', 'main']).trim();
  const temporaryFolder = testdir();
  const change = proposal({ 'apps/a/x.yaml': 'new\n', 'apps/b c/ü.yaml': 'ü\n' }, ['old.yaml', 'never-there']);
  const outcome = await changeRepository({ url, ...MAIN }, async () => change, changeOptions({ temporaryFolder }));
  expect(outcome).toEqual({
    result: 'told',
    commit: git(url, ['rev-parse', 'main']).trim(),
    attempts: 1,
    pushed: true,
  });
  expect(filesIn(url)).toEqual({ 'apps/a/x.yaml': 'new\n', 'apps/b c/ü.yaml': 'ü\n', 'README.md': 'hello\n' });
  expect(git(url, ['log', '--format=%P|%an|%B', '-1', 'main']).trim()).toBe(`${before}|Test|Change it\n\nBecause.`);
  expect(readdirSync(temporaryFolder)).toEqual([]);
  git(url, ['fsck', '--strict']);
});

test('an empty repository gets its first branch', async () => {
  const url = bareRepository();
  await changeRepository({ url, ...MAIN }, async () => proposal({ 'a.yaml': 'a\n' }), changeOptions());
  expect(filesIn(url)).toEqual({ 'a.yaml': 'a\n' });
});

test('a branch that appears between two reads of an empty repository is used', async () => {
  const url = bareRepository({ 'theirs.yaml': 'theirs\n' });
  const theirs = git(url, ['rev-parse', 'main']).trim();
  git(url, ['update-ref', '-d', 'refs/heads/main']);
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const faster = `'${real}' --git-dir='${url}' update-ref refs/heads/main ${theirs}`;
  const script = `#!/bin/sh\ncase "$*" in *ls-remote*) ${faster} ;; esac\nexec '${real}' "$@"\n`;
  const programs = testdir();
  writeFileSync(join(programs, 'git'), script, { mode: 0o755 });
  const env = { ...PLAIN_ENV, PATH: `${programs}:${PLAIN_ENV['PATH']}` };
  await changeRepository({ url, ...MAIN }, async () => proposal({ 'a.yaml': 'a\n' }), changeOptions({ env }));
  expect(filesIn(url)).toEqual({ 'a.yaml': 'a\n', 'theirs.yaml': 'theirs\n' });
});

test('nothing is pushed without a difference or in a dry run', async () => {
  const url = bareRepository({ 'a.yaml': 'a\n' });
  const before = git(url, ['rev-parse', 'main']);
  const same = await changeRepository({ url, ...MAIN }, async () => proposal({ 'a.yaml': 'a\n' }), changeOptions());
  const nothing = await changeRepository({ url, ...MAIN }, async () => proposal({}), changeOptions());
  const dry = await changeRepository(
    { url, ...MAIN },
    async () => proposal({ 'a.yaml': 'b\n' }),
    changeOptions({ dryRun: true }),
  );
  for (const outcome of [same, nothing, dry]) expect(outcome).toMatchObject({ pushed: false, commit: undefined });
  expect(git(url, ['rev-parse', 'main'])).toBe(before);
});

test('a concurrent push is not overwritten: the change is proposed again on top of it', async () => {
  const url = bareRepository({ 'count.txt': '0\n' });
  let calls = 0;
  const outcome = await changeRepository(
    { url, ...MAIN },
    async (tip) => {
      const count = Number(await tip.read('count.txt'));
      if (calls++ < 3) commitAs(url, 'Faster', { 'count.txt': `${count + 10}\n`, [`theirs-${calls}`]: 'x' });
      return proposal({ 'count.txt': `${count + 1}\n` });
    },
    changeOptions({ random: () => 0.1 }),
  );
  expect(outcome).toMatchObject({ attempts: 4, pushed: true });
  expect(filesIn(url)).toEqual({ 'count.txt': '31\n', 'theirs-1': 'x', 'theirs-2': 'x', 'theirs-3': 'x' });
  expect(git(url, ['log', '--format=%an', 'main']).split('\n').filter(Boolean)).toEqual([
    'Test',
    'Faster',
    'Faster',
    'Faster',
    'Somebody',
  ]);
});

test('a tip is read file by file, and with its history', async () => {
  const url = bareRepository({ 'apps/a/x.yaml': 'one\n', 'apps/b/y.yaml': 'b\n', 'top.txt': 't' });
  const first = git(url, ['rev-parse', 'main']).trim();
  commitAs(url, 'Somebody', { 'apps/a/x.yaml': 'two\n' });
  const read = await readRepository(
    { url, ...MAIN },
    async (tip) => ({
      one: await tip.read('apps/a/x.yaml'),
      none: await tip.read('apps/a/x.yaml/below'),
      many: [...(await tip.readMany(['top.txt', 'apps', 'nothing', 'apps/b/y.yaml']))],
      list: (await tip.list('apps')).map(({ path, mode }) => `${mode} ${path}`),
      all: (await tip.list('')).map(({ path }) => path),
      entries: (await tip.entries('apps'))?.map(({ name }) => name),
      noFolder: await tip.entries('apps/a/x.yaml'),
      log: (await tip.history(['log', '--format=%H', tip.commit ?? '', '--', 'apps/a'])).trim().split('\n'),
      earlier: [...(await tip.readAt(first, ['apps/a/x.yaml']))],
    }),
    changeOptions(),
  );
  expect(read).toEqual({
    one: 'two\n',
    none: undefined,
    many: [
      ['top.txt', 't'],
      ['apps/b/y.yaml', 'b\n'],
    ],
    list: ['100644 apps/a/x.yaml', '100644 apps/b/y.yaml'],
    all: ['apps/a/x.yaml', 'apps/b/y.yaml', 'top.txt'],
    entries: ['a', 'b'],
    noFolder: undefined,
    log: [git(url, ['rev-parse', 'main']).trim(), first],
    earlier: [['apps/a/x.yaml', 'one\n']],
  });
});

test('a new branch starts from the given branch', async () => {
  const url = bareRepository({ 'a.yaml': 'a\n' });
  const target = { url, branch: 'publish/next', startFrom: 'main' };
  await changeRepository(target, async () => proposal({ 'b.yaml': 'b\n' }), changeOptions());
  await changeRepository(target, async () => proposal({ 'c.yaml': 'c\n' }), changeOptions());
  expect(filesIn(url)).toEqual({ 'a.yaml': 'a\n' });
  expect(filesIn(url, 'publish/next')).toEqual({ 'a.yaml': 'a\n', 'b.yaml': 'b\n', 'c.yaml': 'c\n' });
});

test('concurrent work runs once, and when it fails nothing is left', async () => {
  const url = bareRepository({ 'a.yaml': 'a\n' });
  const order: string[] = [];
  let calls = 0;
  const propose = async () => {
    order.push('propose');
    if (calls++ === 0) commitAs(url, 'Faster', { 'theirs.txt': 'x' });
    return proposal({ 'b.yaml': 'b\n' });
  };
  const meanwhile = () => void order.push('meanwhile');
  await changeRepository({ url, ...MAIN }, propose, changeOptions({ meanwhile, random: () => 0 }));
  expect(order).toEqual(['meanwhile', 'propose', 'propose']);

  const temporaryFolder = testdir();
  const fail = () => {
    throw new RangeError('not today');
  };
  const failing = changeRepository({ url, ...MAIN }, propose, changeOptions({ meanwhile: fail, temporaryFolder }));
  await expect(failing).rejects.toThrow('not today');
  expect(readdirSync(temporaryFolder)).toEqual([]);
});

test('a busy process is not mistaken for a silent server', async () => {
  const url = bareRepository({ 'a.yaml': 'a\n' });
  const meanwhile = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500) as unknown as void;
  const options = changeOptions({ meanwhile, connectMs: 1000 });
  const outcome = await changeRepository({ url, ...MAIN }, async () => proposal({ 'b.yaml': 'b\n' }), options);
  expect(outcome.pushed).toBe(true);
});

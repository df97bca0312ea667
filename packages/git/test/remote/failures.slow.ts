import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeRepository, type ChangeOptions, type Proposal, RepositoryError } from '@goldenpath/git';
import { bareRepository, changeOptions, filesIn, git, PLAIN_ENV } from '@goldenpath/testing/git';
import { testdir } from '@goldenpath/testing/testdir';

const CHANGE: Proposal<string> = {
  writes: new Map([['apps/web/deploy/base/a.yaml', 'ours\n']]),
  removals: [],
  message: 'Change it\n',
  result: 'told',
};

/** Returns the error of a change that fails, and checks that nothing is left behind. */
async function refusal(
  url: string,
  more: Partial<ChangeOptions> = {},
  propose: () => Promise<Proposal<string>> = async () => CHANGE,
  branch = 'main',
): Promise<RepositoryError> {
  const temporaryFolder = testdir();
  const change = changeRepository(
    { url, branch },
    propose,
    changeOptions({ temporaryFolder, random: () => 0, ...more }),
  );
  const error = await change.then(
    () => new Error('it was changed'),
    (caught: unknown) => caught,
  );
  expect(readdirSync(temporaryFolder)).toEqual([]);
  expect(error).toBeInstanceOf(RepositoryError);
  const refused = error as RepositoryError;
  expect(refused.remedy).not.toBe('');
  expect(refused.message.endsWith(refused.remedy)).toBe(true);
  return refused;
}

/** A repository whose hook refuses pushes. */
function hooked(script: string): string {
  const url = bareRepository({ 'README.md': 'hello\n' });
  program(join(url, 'hooks', 'pre-receive'), script);
  return url;
}

function program(file: string, script: string): string {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function withSsh(script: string): Partial<ChangeOptions> {
  return {
    env: { ...PLAIN_ENV, GIT_SSH_COMMAND: program(join(testdir(), 'fake ssh'), script).replaceAll(' ', '\\ ') },
  };
}

const SSH_URL = 'ssh://git@example.org/team/gitops.git';

describe('a repository that refuses', () => {
  test('by a hook: its message is quoted, without control characters and secrets', async () => {
    const url = hooked(
      String.raw`printf 'Sign your \033[31mcommits\033[0m, https://joe:hunter22@example.org\n' >&2; exit 1`,
    );
    const { reason, message } = await refusal(url);
    expect(reason).toBe('declined');
    expect(message).toBe(
      `A hook of ${url} declined the commit. It says: Sign your commits, https://***@example.org. Fix what it asks for, or publish a branch for a pull request with \`--pull-request\`.`,
    );
    expect(filesIn(url)).toEqual({ 'README.md': 'hello\n' });
  });

  test('because the branch is protected: the remedy is a pull request', async () => {
    const url = hooked('echo "error: GH006: Protected branch update failed for refs/heads/main." >&2; exit 1');
    const { reason, message, remedy } = await refusal(url);
    expect(reason).toBe('declined');
    expect(message).toContain('because it is protected');
    expect(remedy).toContain('--pull-request');
  });

  test('because its disk is full', async () => {
    const url = hooked('echo "fatal: write error: No space left on device" >&2; exit 1');
    expect((await refusal(url)).message).toContain('There is no space left on the disk of');

    const full = tryMountSmall();
    if (full === undefined) return;
    try {
      const repository = join(full, 'remote.git');
      git('/', ['clone', '--quiet', '--bare', bareRepository({ 'README.md': 'hello\n' }), repository]);
      const large = randomText(2_000_000);
      const { reason, remedy } = await refusal(repository, {}, async () => ({
        ...CHANGE,
        writes: new Map([['a', large]]),
      }));
      expect(reason).toBe('full');
      expect(remedy).toContain('space');
      expect(filesIn(repository)).toEqual({ 'README.md': 'hello\n' });
      git(repository, ['fsck', '--strict']);
    } finally {
      execFileSync('umount', [full]);
    }
  });

  test('because it is a working copy with the branch checked out', async () => {
    const url = join(testdir(), 'clone');
    git('/', ['clone', '--quiet', bareRepository({ 'README.md': 'hello\n' }), url]);
    expect((await refusal(url)).message).toContain('is a working copy that has this branch checked out');
  });

  test('to go back, and is never asked to', async () => {
    const url = bareRepository({ 'README.md': 'hello\n' });
    git(url, ['config', 'receive.denyNonFastForwards', 'true']);
    git(url, ['config', 'receive.fsckObjects', 'true']);
    const outcome = await changeRepository({ url, branch: 'main' }, async () => CHANGE, changeOptions());
    expect(outcome.pushed).toBe(true);
  });
});

describe('a repository that does not exist', () => {
  test('at all, or is not a repository', async () => {
    const folder = testdir({ 'file.txt': 'x' });
    for (const url of [join(folder, 'gone.git'), folder, join(folder, 'file.txt')]) {
      expect((await refusal(url)).message).toContain(`There is no Git repository at ${url}.`);
    }
  });

  test('any more when it is pushed to', async () => {
    const url = bareRepository({ 'README.md': 'hello\n' });
    const { reason } = await refusal(url, {}, async () => {
      rmSync(url, { recursive: true });
      return CHANGE;
    });
    expect(reason).toBe('not-a-repository');
  });

  test('for this identity', async () => {
    const denied = await refusal(
      SSH_URL,
      withSsh('echo "git@example.org: Permission denied (publickey)." >&2; exit 255'),
    );
    expect(denied.reason).toBe('denied');
    expect(denied.message).toContain('did not let this identity in');
    const missing = await refusal(SSH_URL, withSsh('echo "ERROR: Repository not found." >&2; exit 128'));
    expect(missing.reason).toBe('not-found');
  });

  test('because there is no network: retried a limited number of times', async () => {
    const log = join(testdir(), 'log');
    const ssh = `[ "$1" = -G ] && exit 1; echo x >> '${log}'; echo "ssh: Could not resolve hostname example.org: Name or service not known" >&2; exit 255`;
    const { reason, message } = await refusal(SSH_URL, withSsh(ssh));
    expect(reason).toBe('unreachable');
    expect(message).toContain('ssh://git@example.org/team/gitops.git cannot be reached.');
    expect(execFileSync('cat', [log], { encoding: 'utf8' })).toBe('x\nx\nx\n');
    expect((await refusal('http://127.0.0.1:9/x.git')).reason).toBe('unreachable');
  });
});

describe('a repository that hangs', () => {
  test('before it sends anything', async () => {
    const pids = join(testdir(), 'pids');
    const more = { ...withSsh(`echo $$ >> '${pids}'; sleep 600 & echo $! >> '${pids}'; wait`), connectMs: 700 };
    const { reason, message } = await refusal(SSH_URL, more);
    expect(reason).toBe('hangs');
    expect(message).toContain('did not answer in time');
    const left = execFileSync('cat', [pids], { encoding: 'utf8' }).trim().split('\n').filter(isAlive);
    expect(left).toEqual([]);
  });

  test('in a hook: the deadline ends it, and the branch is unchanged', async () => {
    const url = hooked('sleep 600');
    const { reason } = await refusal(url, { deadlineMs: 2500 });
    expect(reason).toBe('hangs');
    expect(filesIn(url)).toEqual({ 'README.md': 'hello\n' });
  });

  test('until it is stopped', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    const { reason, remedy } = await refusal(SSH_URL, { ...withSsh('sleep 600'), signal: controller.signal });
    expect(reason).toBe('stopped');
    expect(remedy).toContain('No partial change was made');
  });
});

test('a commit that arrived without a confirmation is recognised', async () => {
  const url = bareRepository({ 'README.md': 'hello\n' });
  // Another commit is pushed on top at once.
  const later = [
    '[ -e done ] && exit 0',
    'touch done',
    'commit=$(git -c user.name=x -c user.email=x@y commit-tree "main^{tree}" -p main -m later)',
    'git update-ref refs/heads/main "$commit"',
  ];
  program(join(url, 'hooks', 'post-update'), later.join('\n'));
  // The first push reports that the connection broke.
  const folder = testdir();
  const real = join(git('/', ['--exec-path']).trim(), 'git');
  const broken = [
    `case "$*" in *' push '*) [ -e '${folder}/once' ] || { touch '${folder}/once'; '${real}' "$@"`,
    "echo 'fatal: the remote end hung up unexpectedly' >&2; exit 128; };; esac",
    `exec '${real}' "$@"`,
  ];
  program(join(folder, 'git'), broken.join('\n'));
  const env = { ...PLAIN_ENV, PATH: `${folder}:${PLAIN_ENV['PATH']}` };
  const outcome = await changeRepository(
    { url, branch: 'main' },
    async () => CHANGE,
    changeOptions({ env, random: () => 0 }),
  );
  expect(outcome).toMatchObject({ result: 'told', pushed: true, attempts: 2 });
  expect(git(url, ['log', '--format=%s', 'main'])).toBe('later\nChange it\nby me\n');
  expect(outcome.commit).toBe(git(url, ['rev-parse', 'main^']).trim());
});

describe('a repository that changes meanwhile', () => {
  test('in its whole history: the change is made on top of the new history', async () => {
    const url = bareRepository({ 'README.md': 'old\n', 'secret.txt': 'to be forgotten\n' });
    let isRewritten = false;
    const outcome = await changeRepository(
      { url, branch: 'main' },
      async () => {
        if (!isRewritten) {
          isRewritten = true;
          const stream =
            'commit refs/heads/new\ncommitter A <a@b> 1 +0000\ndata 1\nm\nM 100644 inline README.md\ndata 4\nnew\n\n';
          git(url, ['fast-import', '--quiet'], stream);
          git(url, ['update-ref', 'refs/heads/main', 'refs/heads/new']);
        }
        return CHANGE;
      },
      changeOptions({ random: () => 0 }),
    );
    expect(outcome.attempts).toBe(2);
    expect(filesIn(url)).toEqual({ 'README.md': 'new\n', 'apps/web/deploy/base/a.yaml': 'ours\n' });
    expect(git(url, ['rev-list', '--count', 'main']).trim()).toBe('2');
  });

  test('again and again: it stops, and says how many attempts were made', async () => {
    const url = bareRepository({ 'README.md': 'hello\n' });
    let count = 0;
    // Only pauses take time here, so on any machine the run ends during a pause.
    let time = 0;
    const sleep = async (milliseconds: number) => void (time += milliseconds);
    const clock = { now: () => time, sleep, deadlineMs: 4000, random: () => 0.5 };
    const { reason, message } = await refusal(url, clock, async () => {
      const blob = git(url, ['hash-object', '-w', '--stdin'], `${count++}`).trim();
      const tree = git(url, ['mktree'], `100644 blob ${blob}\tcount.txt\n`).trim();
      const commit = git(url, ['commit-tree', tree, '-p', 'main', '-m', 'faster']).trim();
      git(url, ['update-ref', 'refs/heads/main', commit]);
      return CHANGE;
    });
    expect(reason).toBe('contended');
    expect(message).toMatch(/kept changing during the push: \d+ attempts? failed/);
  });

  test('in a way that only case-sensitive file systems can represent', async () => {
    const url = bareRepository({ 'Apps/web/x': 'theirs\n' });
    const { reason, message } = await refusal(url);
    expect(reason).toBe('content');
    expect(message).toContain('apps and Apps in');
    expect(filesIn(url)).toEqual({ 'Apps/web/x': 'theirs\n' });
  });
});

describe('errors before any attempt', () => {
  test.each([
    ['', 'is empty'],
    ['--upload-pack=touch x', 'is not the address of a repository'],
    ['ext::sh -c true', 'is not the address of a repository'],
    ['file::/x', 'is not the address of a repository'],
    ['ftp://example.org/x.git', 'Repositories cannot be accessed with ftp://.'],
    [
      'https://joe:hunter22@example.org/x.git',
      'The address https://***@example.org/x.git contains a password or a token.',
    ],
    ['https://ghp_0123456789abcdef@github.com/x.git', 'contains a password or a token'],
    ['https://example.org/x\n.git', 'control characters'],
  ])('the address %j', async (url, message) => {
    const refused = await refusal(url);
    expect(refused.message).toContain(message);
    expect(refused.message).not.toContain('hunter22');
    expect(refused.message).not.toContain('ghp_');
  });

  test.each([
    '',
    '-x',
    'a..b',
    'a b',
    'a~1',
    'refs/heads/.x',
    'x.lock',
    'x/',
    '@',
    'HEAD',
    'a\nb',
    'x@{1}',
    'a//b',
    '\u001b[31m',
  ])('the branch %j', async (branch) => {
    const refused = await refusal(bareRepository({ a: 'a' }), {}, async () => CHANGE, branch);
    expect(refused.reason).toBe('branch');
    // Git agrees, except for names that could be mistaken for something else.
    if (['HEAD', '@', '-x'].includes(branch)) return;
    expect(() => git('/', ['check-ref-format', `refs/heads/${branch}`])).toThrow('failed');
  });

  test('no Git, or an old one', async () => {
    const url = bareRepository({ a: 'a' });
    const none = await refusal(url, { env: { ...PLAIN_ENV, PATH: testdir() } });
    expect(none.message).toBe('There is no `git` program on the PATH. Install Git 2.29 or newer, then run this again.');
    const folder = testdir();
    program(join(folder, 'git'), 'echo git version 2.20.1');
    const old = await refusal(url, { env: { ...PLAIN_ENV, PATH: folder } });
    expect(old.message).toBe('Git 2.20 is too old. Install Git 2.29 or newer, then run this again.');
  });

  test('no writable temporary folder', async () => {
    const folder = join(testdir(), 'gone');
    const change = changeRepository(
      { url: bareRepository({ a: 'a' }), branch: 'main' },
      async () => CHANGE,
      changeOptions({ temporaryFolder: folder }),
    );
    await expect(change).rejects.toThrow(`The folder for temporary files, ${folder}, is not writable.`);
  });
});

/** Whether a process is running. A zombie is not. */
function isAlive(pid: string): boolean {
  try {
    return execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).trim().startsWith('Z') === false;
  } catch {
    return false;
  }
}

/** Creates a disk of half a megabyte; undefined without the permission to do so. */
function tryMountSmall(): string | undefined {
  const folder = join(testdir(), 'small');
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    return undefined;
  }
}

function randomText(length: number): string {
  return Array.from({ length: length / 10 }, () => Math.random().toString(36).slice(2, 12).padEnd(10, 'x')).join('');
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ChangeOptions } from '@goldenpath/git';
import { testdir } from './testdir';

/** Environment variables that make Git ignore the configuration of this machine. */
export const PLAIN_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** Runs Git and returns its output. */
export function git(folder: string, args: readonly string[], input?: string): string {
  return execFileSync('git', [...args], {
    cwd: folder,
    env: PLAIN_ENV,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input !== undefined && { input }),
  });
}

/** A new bare repository; with files, it has one commit of them on `main`. */
export function bareRepository(files: Readonly<Record<string, string>> = {}): string {
  const folder = join(testdir(), 'remote.git');
  git('/', ['init', '--quiet', '--bare', '--initial-branch=main', folder]);
  if (Object.keys(files).length > 0) commitAs(folder, 'Somebody', files);
  return folder;
}

/** Commits changes on top of a branch: files with `undefined` are removed, all others are written. */
export function commitAs(
  repository: string,
  who: string,
  files: Readonly<Record<string, string | undefined>>,
  branch = 'main',
): string {
  const exists = git(repository, ['for-each-ref', `refs/heads/${branch}`]) !== '';
  const changes = Object.entries(files).map(([path, text]) =>
    text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const from = exists ? `from refs/heads/${branch}^0\n` : '';
  const identity = `committer ${who} <${who.toLowerCase()}@example.org> 1700000000 +0000\n`;
  const stream = `commit refs/heads/${branch}\n${identity}data 5\nby me${'\n'}${from}${changes.join('')}\n`;
  git(repository, ['fast-import', '--quiet', '--date-format=raw'], stream);
  return git(repository, ['rev-parse', branch]).trim();
}

/** Every file of a branch and its content. */
export function filesIn(repository: string, branch = 'main'): Record<string, string> {
  const paths = git(repository, ['ls-tree', '-r', '-z', '--name-only', branch]).split('\0').filter(Boolean);
  return Object.fromEntries(paths.map((path) => [path, git(repository, ['cat-file', 'blob', `${branch}:${path}`])]));
}

/** What changing a repository takes, in a test. */
export function changeOptions(more: Partial<ChangeOptions> = {}): ChangeOptions {
  return {
    env: PLAIN_ENV,
    now: () => Date.now(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
    ...more,
  };
}

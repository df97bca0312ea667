import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { testFolder } from '../folders';

/** Environment variables that make Git ignore the configuration of this machine. */
export const GIT_ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** Runs Git on a repository, and returns its output. */
export function git(repository: string, args: readonly string[], input = ''): string {
  return execFileSync('git', [`--git-dir=${repository}`, ...args], {
    env: GIT_ENV,
    encoding: 'utf8',
    input,
    maxBuffer: 2 ** 28,
  });
}

/** A new bare repository without a commit, as a server keeps them. */
export function bareRepository(): string {
  const folder = join(testFolder(), 'gitops.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', folder], { env: GIT_ENV });
  return folder;
}

/** The tip of `main`, or an empty text if there is none. */
export function tipOf(repository: string): string {
  return git(repository, ['for-each-ref', '--format=%(objectname)', 'refs/heads/main']).trim();
}

/** Text of files of `main`, by path, of those that are there. */
export function textsIn(repository: string, paths: readonly string[]): Map<string, string> {
  const said = git(repository, ['cat-file', '--batch'], paths.map((path) => `main:${path}\n`).join(''));
  const texts = new Map<string, string>();
  let rest = Buffer.from(said, 'utf8');
  for (const path of paths) {
    const end = rest.indexOf(0x0a);
    const [, type, size = ''] = rest.toString('utf8', 0, end).split(' ');
    rest = rest.subarray(end + 1);
    if (type !== 'blob') continue;
    texts.set(path, rest.toString('utf8', 0, Number(size)));
    rest = rest.subarray(Number(size) + 1);
  }
  return texts;
}

/** Every path of `main`. */
export function pathsIn(repository: string): string[] {
  return git(repository, ['ls-tree', '-r', '-z', '--name-only', 'main']).split('\0').filter(Boolean);
}

/** Commits a text on top of `main` with a fixed identity. */
export function commitAs(repository: string, who: string, path: string, text: string): void {
  const from = tipOf(repository) === '' ? '' : 'from refs/heads/main^0\n';
  const change = `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
  const identity = `${who} <${who.toLowerCase()}@example.org> 1700000000 +0000`;
  const stream = `commit refs/heads/main\ncommitter ${identity}\ndata 4\nmine${from === '' ? '\n' : `\n${from}`}${change}`;
  git(repository, ['fast-import', '--quiet', '--date-format=raw'], stream);
}

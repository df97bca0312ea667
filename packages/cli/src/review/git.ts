import { spawn } from 'node:child_process';
import { UsageError } from '../errors';

/** A repository that is only read: nothing of it, of its index or of its working tree is ever changed. */
export interface Repository {
  /** The top of the working tree, its symbolic links resolved. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface GitCall {
  readonly input?: string;
  /** The index to work with. @default the repository's own, which is then only read */
  readonly indexFile?: string;
}

/** How a call of git ended. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs git in a repository and gives back what it prints.
 *
 * @throws UsageError with git's own words where it fails, or where there is no git.
 */
export async function git(repository: Repository, args: readonly string[], call: GitCall = {}): Promise<string> {
  const { code, stdout, stderr } = await runGit(repository, args, call);
  if (code !== 0) throw new UsageError(`git ${args[0] ?? ''} failed: ${firstLine(stderr)}`, 'See what git says of it.');
  return stdout;
}

/** As {@link git}; `undefined` where git says no. */
export async function tryGit(
  repository: Repository,
  args: readonly string[],
  call: GitCall = {},
): Promise<string | undefined> {
  const { code, stdout } = await runGit(repository, args, call);
  return code === 0 ? stdout : undefined;
}

function runGit({ folder, env }: Repository, args: readonly string[], { input, indexFile }: GitCall): Promise<Ended> {
  const child = spawn('git', ['--literal-pathspecs', ...args], {
    cwd: folder,
    env: {
      ...env,
      LC_ALL: 'C',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }),
    },
  });
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
  // Git may end before it has read everything: how it ended says why.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', () =>
      reject(new UsageError('git cannot be run here.', 'Install git, and see to it that it is on the PATH.')),
    );
    child.on('close', (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(stdout).toString('utf8'), stderr }));
  });
}

function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? 'it says nothing';
  return line.replace(/^(fatal|error): /, '').replace(/[\u0000-\u001f\u007f]/g, ' ');
}

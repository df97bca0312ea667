import { spawn } from 'node:child_process';
import { UsageError } from '../errors';

/** A repository that is only read: nothing of it, of its index or of its working tree is ever changed. */
export interface Repository {
  /** The top of the working tree, its symbolic links resolved. */
  readonly folder: string;
  /** Without what leads to another repository. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What leads git to another repository than the one of the folder that it runs in: set in hooks, for example. */
const OF_ANOTHER_REPOSITORY =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|SHALLOW_FILE|GRAFT_FILE|CONFIG|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS|TRACE\w*)$/;

/** An environment in which git finds the repository of a folder, whatever is set. */
export function environmentOfFolder(env: Repository['env']): Repository['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OF_ANOTHER_REPOSITORY.test(name)));
}

export interface GitCall {
  /** Bytes: names of files need not be text. */
  readonly input?: Buffer;
  /** The index to work with. @default the repository's own, which is then only read */
  readonly indexFile?: string;
}

/** How a call of git ended. */
interface Ended {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** What git refuses. */
export class GitError extends UsageError {
  constructor(
    command: string,
    readonly stderr: string,
  ) {
    super(`git ${command} failed: ${firstLine(stderr)}.`, remedyOf(stderr));
  }
}

/**
 * Runs git in a repository and gives back what it prints.
 *
 * @throws GitError with git's own words where it fails.
 * @throws UsageError where there is no git.
 */
export async function git(repository: Repository, args: readonly string[], call: GitCall = {}): Promise<string> {
  return (await gitBytes(repository, args, call)).toString('utf8');
}

/** As {@link git}, byte for byte. */
export async function gitBytes(repository: Repository, args: readonly string[], call: GitCall = {}): Promise<Buffer> {
  const { code, stdout, stderr } = await runGit(repository, args, call);
  if (code !== 0) throw new GitError(args[0] ?? '', stderr);
  return stdout;
}

/** As {@link git}; `undefined` where git says no. */
export async function tryGit(
  repository: Repository,
  args: readonly string[],
  call: GitCall = {},
): Promise<string | undefined> {
  const { code, stdout } = await runGit(repository, args, call);
  return code === 0 ? stdout.toString('utf8') : undefined;
}

/** Nothing that reading a repository would run is anybody's to choose: not its hooks either. */
const READING = ['--literal-pathspecs', '--no-replace-objects', '-c', 'core.hooksPath=/dev/null'];

function runGit({ folder, env }: Repository, args: readonly string[], { input, indexFile }: GitCall): Promise<Ended> {
  const child = spawn('git', [...READING, ...args], {
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
    child.on('close', (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(stdout), stderr }));
  });
}

function remedyOf(stderr: string): string {
  const command = /git config --global --add safe\.directory \S+/.exec(stderr)?.[0];
  if (command !== undefined) return `Where you trust whom it belongs to: \`${command}\`.`;
  if (/must be run in a work tree/.test(stderr)) return 'Run this in a clone that has a working tree.';
  return 'See what git says of it.';
}

function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? 'it says nothing';
  return line
    .replace(/^(fatal|error): /, '')
    .replace(/\.$/, '')
    .replace(/[\u0000-\u001f\u007f]/g, ' ');
}

import { existsSync, realpathSync } from 'node:fs';
import { type Environment, gitEnvironment } from '../environment';
import { RepositoryError } from '../errors';
import { printable, redactor } from '@goldenpath/process';
import { type GitResult, runGit } from '../run-git';

/** A working tree and its repository on this machine. It is only read: refs, index and files are not changed. */
export interface Clone {
  /** The root of the working tree, with symbolic links resolved. */
  readonly folder: string;
  /** The caller's environment. Variables that point Git to another repository have no effect. */
  readonly env: Environment;
  /** Settings of the configuration that have no effect, with the values that apply instead. @default none */
  readonly overrides?: readonly string[];
}

/** Options of {@link openClone}. */
export interface CloneOptions {
  /** Whether the filters of Git's configuration run, such as those of Git LFS. @default true */
  readonly runsFilters?: boolean;
}

/** Options of one Git command. */
export interface CloneCommand {
  /** Bytes for its standard input. */
  readonly input?: Buffer;
  /** The index to use. @default the index of the clone, which is only read */
  readonly indexFile?: string;
  /** Whether paths are never patterns. Some commands refuse to be told. @default true */
  readonly literalPaths?: boolean;
}

/** A Git command in a clone failed. */
class GitCommandError extends RepositoryError {
  constructor(
    command: string,
    readonly stderr: string,
  ) {
    super('failed', `git ${command} failed: ${firstLine(stderr)}.`, remedyFor(stderr));
  }
}

/**
 * Opens the clone that a folder is in.
 *
 * @throws RepositoryError when the folder is not in a clone, Git refuses to read it, or Git is not installed.
 */
export async function openClone(
  folder: string,
  env: Environment,
  { runsFilters = true }: CloneOptions = {},
): Promise<Clone> {
  const top = existsSync(folder) ? await topOf({ folder, env }) : undefined;
  if (top === undefined)
    throw new RepositoryError(
      'not-a-repository',
      `${folder} is not in a Git repository.`,
      'Run this in a clone. For a new folder, run `git init --initial-branch main` there and commit the files.',
    );
  const clone = { folder: realpathSync(top.replace(/\r?\n$/, '')), env };
  return runsFilters ? clone : { ...clone, overrides: await withoutFilters(clone) };
}

/** Returns settings that switch every configured filter off. Git takes an empty command for none. */
async function withoutFilters(clone: Clone): Promise<string[]> {
  const output = await tryGitText(clone, ['config', '--null', '--name-only', '--get-regexp', '^filter\\.']);
  const names = (output ?? '').split('\0').flatMap((key) => /^filter\.(.+)\.[^.]+$/s.exec(key)?.[1] ?? []);
  return [...new Set(names)].flatMap((name) =>
    ['clean=', 'smudge=', 'process=', 'required=false'].map((setting) => `filter.${name}.${setting}`),
  );
}

/** Returns `undefined` when Git finds no repository. When Git refuses to read one, the error contains Git's message. */
async function topOf(at: Clone): Promise<string | undefined> {
  try {
    return await gitText(at, ['rev-parse', '--show-toplevel']);
  } catch (error) {
    if (error instanceof GitCommandError && error.stderr.includes('not a git repository')) return undefined;
    throw error;
  }
}

/**
 * Runs Git in a clone.
 *
 * @returns Its standard output.
 * @throws RepositoryError when the command fails, or Git is not installed.
 */
export async function gitBytes(clone: Clone, args: readonly string[], command: CloneCommand = {}): Promise<Buffer> {
  const { end, stdout, stderr } = await run(clone, args, command);
  if (end !== 0) throw new GitCommandError(args[0] ?? '', redactor(clone.env)(stderr));
  return stdout;
}

/** Returns the output of {@link gitBytes} as text. */
export async function gitText(clone: Clone, args: readonly string[], command: CloneCommand = {}): Promise<string> {
  return (await gitBytes(clone, args, command)).toString('utf8');
}

/** Returns the output of {@link gitText}, or `undefined` when the command fails. */
export async function tryGitText(clone: Clone, args: readonly string[]): Promise<string | undefined> {
  const { end, stdout } = await run(clone, args, {});
  return end === 0 ? stdout.toString('utf8') : undefined;
}

/**
 * Runs a Git command that answers with its exit code.
 *
 * @returns true for 0, false for 1.
 * @throws RepositoryError when the command fails, or Git is not installed.
 */
export async function gitAnswer(clone: Clone, args: readonly string[], command: CloneCommand = {}): Promise<boolean> {
  const { end, stderr } = await run(clone, args, command);
  if (end === 0 || end === 1) return end === 0;
  throw new GitCommandError(args[0] ?? '', redactor(clone.env)(stderr));
}

/** Hooks and the file system monitor of the configuration do not run. */
const READING = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

function run(
  { folder, env, overrides = [] }: Clone,
  args: readonly string[],
  { input, indexFile, literalPaths = true }: CloneCommand,
): Promise<GitResult> {
  const paths = literalPaths ? ['--literal-pathspecs'] : [];
  return runGit([...paths, ...READING, ...overrides.flatMap((setting) => ['-c', setting]), ...args], {
    cwd: folder,
    env: { ...gitEnvironment(env), ...(indexFile !== undefined && { GIT_INDEX_FILE: indexFile }) },
    ownGroup: false,
    ...(input !== undefined && { input: [input] }),
  });
}

function remedyFor(stderr: string): string {
  const command = /git config --global --add safe\.directory \S+/.exec(stderr)?.[0];
  if (command !== undefined) return `If you trust the owner of the repository, run \`${command}\`.`;
  if (/must be run in a work tree/.test(stderr)) return 'Run this in a clone that has a working tree.';
  return 'Fix what Git reports, then run this again.';
}

function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? 'Git printed no message';
  return printable(line.replace(/^(fatal|error): /, '').replace(/\.$/, ''));
}

import { systemCode } from '@goldenpath/errors';
import {
  type ChildProcess,
  type ProcessOptions,
  type ProcessResult,
  runProcess,
  startProcess,
  type StartOptions,
} from '@goldenpath/process';
import { RepositoryError } from './errors';

/** Options of a Git command. */
export interface GitOptions extends Omit<ProcessOptions, 'input'> {
  /** Written to standard input in order. @default empty */
  readonly input?: string | readonly (string | Buffer)[];
}

/** The result of a Git command. `stderr` may contain credentials: redact it before showing it. */
export type GitResult = Pick<ProcessResult, 'end' | 'stdout' | 'stderr'>;

/** How long another process may keep Git's output open after Git has ended, such as an ssh that stays for the next connection. */
const OUTPUT_GRACE_MS = 300;

/**
 * Runs Git to its end and stops the processes that it started.
 *
 * @throws RepositoryError when Git is not installed.
 */
export async function runGit(args: readonly string[], { input, ...options }: GitOptions): Promise<GitResult> {
  const result = await runProcess('git', args, {
    ...options,
    ...(input !== undefined && { input: joined(input) }),
    outputGraceMs: OUTPUT_GRACE_MS,
  });
  if (result.error !== undefined) throw notStarted(result.error);
  return result;
}

/** Starts Git without a shell and without a terminal. */
export function startGit(args: readonly string[], options: StartOptions): ChildProcess {
  return startProcess('git', args, options);
}

function joined(input: string | readonly (string | Buffer)[]): string | Buffer {
  return typeof input === 'string'
    ? input
    : Buffer.concat(input.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

/** Converts the system's error to one with a remedy. */
export function notStarted(error: Error): Error {
  const code = systemCode(error);
  if (code !== 'ENOENT' && code !== 'EACCES') return error;
  return new RepositoryError(
    'no-git',
    'There is no `git` program on the PATH.',
    'Install Git 2.29 or newer, then run this again.',
    { cause: error },
  );
}

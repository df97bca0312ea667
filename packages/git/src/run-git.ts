import { type ChildProcess, spawn } from 'node:child_process';
import type { Environment } from './environment';
import { RepositoryError } from './errors';

export interface GitRun {
  readonly env: Environment;
  readonly cwd: string;
  readonly input?: string | readonly (string | Buffer)[];
  /** Milliseconds until the first word of it has to come. */
  readonly silenceMs?: number;
  /** Milliseconds that it may take in all. @default no limit */
  readonly limitMs?: number;
  /** Whether it gets a process group of its own, which a Ctrl-C in the terminal does not reach. @default true */
  readonly isInOwnGroup?: boolean;
  /** Aborted: it is ended at once. */
  readonly signal?: AbortSignal | undefined;
}

/** How Git ended. */
export interface GitResult {
  /** The exit code; of a process that we had to end, `silent`, `late` or `stopped`. */
  readonly code: number | 'silent' | 'late' | 'stopped' | 'killed';
  readonly stdout: Buffer;
  /** As it was said: not to be shown before it is redacted. */
  readonly stderr: string;
}

/** Git is done when it ends, even if another process holds its output open, such as an ssh that stays for the next connection. */
const GRACE_MS = 300;

/**
 * Runs Git to its end. Processes that it started end with it.
 *
 * @throws RepositoryError where there is no Git.
 */
export function runGit(args: readonly string[], run: GitRun): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = startGit(args, run, ['pipe', 'pipe', 'pipe']);
    const stdout: Buffer[] = [];
    let stderr = '';
    let ended: GitResult['code'] | undefined;
    const timers: NodeJS.Timeout[] = [];
    const stop = (code: GitResult['code']) => {
      ended ??= code;
      killGroup(child);
      finish();
    };
    let isHeard = false;
    // Where this process was busy, what Git had to say in time is still waiting to be read: that comes first.
    const stopUnless = (isFine: () => boolean, code: 'silent' | 'late') =>
      setImmediate(() => void (isFine() || ended !== undefined || stop(code)));
    const stopped = () => stop('stopped');
    const finish = () => {
      timers.forEach(clearTimeout);
      run.signal?.removeEventListener('abort', stopped);
      child.stdout?.destroy();
      child.stderr?.destroy();
      resolve({ code: ended ?? 'killed', stdout: Buffer.concat(stdout), stderr });
    };
    if (run.silenceMs !== undefined)
      timers.push(
        setTimeout(() => stopUnless(() => isHeard, 'silent'), Math.min(run.silenceMs, run.limitMs ?? Infinity)),
      );
    if (run.limitMs !== undefined)
      timers.push(setTimeout(() => stopUnless(() => false, 'late'), Math.max(run.limitMs, 0)));
    const heard = () => {
      isHeard = true;
      if (run.silenceMs !== undefined) clearTimeout(timers[0]);
    };
    child.stdout?.on('data', (chunk: Buffer) => (heard(), stdout.push(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => (heard(), (stderr += chunk.toString('utf8'))));
    child.on('error', (error: NodeJS.ErrnoException) => {
      timers.forEach(clearTimeout);
      reject(notStarted(error));
    });
    child.on('exit', (code) => {
      ended ??= code ?? 'killed';
      timers.push(setTimeout(() => setImmediate(finish), GRACE_MS));
    });
    child.on('close', finish);
    if (run.signal?.aborted === true) stopped();
    else run.signal?.addEventListener('abort', stopped, { once: true });
    feed(child, run.input);
  });
}

/** Starts Git: without a shell, and without a terminal that it could ask on. */
export function startGit(
  args: readonly string[],
  { env, cwd, isInOwnGroup = true }: Pick<GitRun, 'env' | 'cwd' | 'isInOwnGroup'>,
  stdio: readonly ('pipe' | 'ignore')[],
): ChildProcess {
  return spawn('git', [...args], {
    cwd,
    env: { ...env },
    stdio: [...stdio],
    detached: isInOwnGroup,
    windowsHide: true,
  });
}

/** Ends a process and all that it started. */
export function killGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already, or a system without process groups.
    child.kill('SIGKILL');
  }
}

function feed(child: ChildProcess, input: GitRun['input'] = ''): void {
  // It may end before it has read everything: its exit code says why.
  child.stdin?.on('error', () => undefined);
  if (typeof input === 'string') child.stdin?.end(input);
  else child.stdin?.end(Buffer.concat(input.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))));
}

/** An error of starting Git as one that a person understands. */
export function notStarted(error: NodeJS.ErrnoException): Error {
  if (error.code === 'ENOENT' || error.code === 'EACCES') {
    return new RepositoryError(
      'no-git',
      'There is no `git` program on the PATH.',
      'Install Git 2.29 or newer, then run this again.',
      { cause: error },
    );
  }
  return error;
}

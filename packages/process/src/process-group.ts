import type { ChildProcess, StdioOptions } from 'node:child_process';
import spawn from 'cross-spawn';
import { endWithParent, type EndSignal, release } from './process-guard';

/** Options for starting a process. */
export interface StartOptions {
  readonly cwd: string;
  /** The whole environment. Undefined variables are not set. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdio: StdioOptions;
  /** Whether the process leads its own group, which a Ctrl-C in the terminal does not reach. @default true */
  readonly ownGroup?: boolean;
  /**
   * The first signal that its group gets when this process has ended, even where this process was killed.
   *
   * @default the group is not ended
   */
  readonly endsWithParent?: EndSignal;
  /** The user to run as, which only root can set. @default the user of this process */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * Starts a program without a shell, as the leader of a process group.
 *
 * A signal from the terminal does not reach the group. Only {@link killGroup} and the caller end it.
 */
export function startProcess(
  program: string,
  args: readonly string[],
  { cwd, env, stdio, ownGroup = true, endsWithParent, user }: StartOptions,
): ChildProcess {
  const detached = ownGroup && process.platform !== 'win32';
  const child = spawn(program, [...args], { cwd, env: { ...env }, stdio, detached, windowsHide: true, ...user });
  if (detached && endsWithParent !== undefined) endWithParent(child, endsWithParent);
  return child;
}

/** Kills a process and its group. Does nothing when the process has ended or did not start. */
export function killGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // There is no such group, or the system has no process groups.
    child.kill('SIGKILL');
  }
  release(child);
}

/** Sends a signal to a process and its group. Does nothing when they have ended or did not start. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // There is no such group, or the system has no process groups.
    child.kill(signal);
  }
}

/** Whether a process of the group of a process that was started still runs. False where the system has no process groups. */
export function isGroupAlive({ pid }: ChildProcess): boolean {
  if (pid === undefined || process.platform === 'win32') return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

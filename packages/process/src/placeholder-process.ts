import { spawn } from 'node:child_process';

/** A process that the engine may take for the provider's own. */
export interface PlaceholderProcess {
  readonly pid: number;
  /** Ends the process. */
  stop(): void;
}

/**
 * Starts a process that waits until its input ends: when it is stopped, or with this process.
 *
 * The engine cancels its requests within a second when the process of a provider is gone, and kills that process when it cannot connect to
 * the provider. So it gets a process that lives, and that is not this one.
 */
export function startPlaceholderProcess(): PlaceholderProcess {
  const [command, args] =
    process.platform === 'win32'
      ? [process.execPath, ['-e', 'process.stdin.resume()']]
      : ['/bin/sh', ['-c', 'read -r line']];
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {}, cwd: '/' });
  // Without a process there is an error event as well as no id.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as typeof child.stdin & { unref(): void }).unref();
  if (child.pid === undefined) throw new Error(`${command} cannot be started`);
  return { pid: child.pid, stop: () => child.kill('SIGKILL') };
}

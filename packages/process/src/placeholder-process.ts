import { spawn } from 'node:child_process';

/** A process that the engine can treat as the provider's process. */
export interface PlaceholderProcess {
  readonly pid: number;
  /** Stops the process. */
  stop(): void;
}

/**
 * Starts a process that waits until its input is closed: when it is stopped, or when this process ends.
 *
 * When the provider's process is gone, the engine cancels its requests within a second; when it cannot connect to the provider, it kills
 * that process. So it gets a live process that is not this one.
 */
export function startPlaceholderProcess(): PlaceholderProcess {
  const [command, args] =
    process.platform === 'win32'
      ? [process.execPath, ['-e', 'process.stdin.resume()']]
      : ['/bin/sh', ['-c', 'read -r line']];
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {}, cwd: '/' });
  // Without a process there is an error event and no id.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  (child.stdin as typeof child.stdin & { unref(): void }).unref();
  if (child.pid === undefined) throw new Error(`${command} cannot be started`);
  return { pid: child.pid, stop: () => child.kill('SIGKILL') };
}

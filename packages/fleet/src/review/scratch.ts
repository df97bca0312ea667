import * as fs from 'node:fs';
import * as os from 'node:os';
import { UserError } from '@goldenpath/errors';
import { makeTemporaryFolder, startProcess } from '@goldenpath/process';
import type { FleetContext } from '../context';

/** How long a stopped operation waits for its child processes, in milliseconds. */
const LONGEST_END = 5000;

/**
 * Runs `work` with a private temporary folder, which is removed afterwards.
 *
 * @param stop - Its `signal` stops the work, which has five seconds to stop its child processes; `insist` skips the wait.
 * @throws The reason of `signal` when it is aborted, whatever the work returns or throws.
 * @throws UserError when the folder cannot be created.
 */
export async function withScratchFolder<T>(
  { signal, insist }: Pick<FleetContext, 'signal' | 'insist'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    return await withPrivateFolder('goldenpath-review-', (folder) =>
      Promise.race([work(folder), afterStop(signal, insist)]),
    );
  } finally {
    signal.throwIfAborted();
  }
}

/**
 * Runs `work` with a temporary folder that only this user can read. The folder is removed afterwards, also when this process is killed.
 *
 * @param prefix - The start of its name, such as `goldenpath-review-`.
 * @throws UserError when the folder cannot be created.
 */
export async function withPrivateFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = privateFolder(prefix);
  const endWatch = removeAfterDeath(folder);
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    endWatch();
  }
}

/** Rejects five seconds after the first signal, or at the second one. */
function afterStop(signal: AbortSignal, insist: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', () => setTimeout(stop, LONGEST_END).unref(), { once: true });
    insist.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Removes the folder when this process is killed. A shell waits for the end of its input, which comes with any end of this process.
 *
 * @returns A function that stops the shell.
 */
function removeAfterDeath(folder: string): () => void {
  if (os.platform() === 'win32') return () => undefined;
  const script = 'read -r _; exec /bin/rm -rf -- "$1"';
  // It leads its own process group, so signals to this process's group do not reach it.
  const shell = startProcess('/bin/sh', ['-c', script, 'sh', folder], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell, the system removes the folder with other temporary files.
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  shell.unref();
  return () => shell.stdin?.end();
}

function privateFolder(prefix: string): string {
  try {
    return fs.realpathSync(makeTemporaryFolder(prefix));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UserError(
      `No folder can be created in ${os.tmpdir()} (${code}).`,
      'Free some space there, or set TMPDIR to another folder.',
    );
  }
}

import * as fs from 'node:fs';
import * as os from 'node:os';
import { UserError } from '@goldenpath/errors';
import { makeTemporaryFolder, startProcess } from '@goldenpath/process';
import type { FleetContext } from '../context';

/** How long a stopped operation waits for what it has started, in milliseconds. */
const LONGEST_END = 5000;

/**
 * Runs `work` with a folder of its own, which only this user can read and which is removed afterwards.
 *
 * @param stop - Its `signal` stops the work, which then has five seconds to end what it has started; `insist` cuts them short.
 * @throws The reason of `signal` where it is aborted, whatever the work returns or throws.
 * @throws UserError where no such folder can be made.
 */
export async function withScratchFolder<T>(
  { signal, insist }: Pick<FleetContext, 'signal' | 'insist'>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const folder = scratchFolder();
  const endWatch = removeAfterDeath(folder);
  try {
    return await Promise.race([work(folder), afterStop(signal, insist)]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
    endWatch();
    signal.throwIfAborted();
  }
}

/** Rejects five seconds after the first signal, or with the second. */
function afterStop(signal: AbortSignal, insist: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', () => setTimeout(stop, LONGEST_END).unref(), { once: true });
    insist.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Removes the folder when this process dies without a chance to do that. A shell waits for the end of its input, which comes with
 * the end of this process, however that ends.
 *
 * @returns Ends the shell.
 */
function removeAfterDeath(folder: string): () => void {
  if (os.platform() === 'win32') return () => undefined;
  const script = 'read -r _; exec /bin/rm -rf -- "$1"';
  // It leads its own process group, so signals to the group of this process do not reach it.
  const shell = startProcess('/bin/sh', ['-c', script, 'sh', folder], {
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell, the system removes the folder with its other temporary files.
  shell.on('error', () => undefined);
  shell.stdin?.on('error', () => undefined);
  shell.unref();
  return () => shell.stdin?.end();
}

function scratchFolder(): string {
  try {
    return fs.realpathSync(makeTemporaryFolder('goldenpath-review-'));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UserError(
      `No folder can be made in ${os.tmpdir()} (${code}).`,
      'Make room there, or name another folder with the variable TMPDIR.',
    );
  }
}

import { systemCode } from '@goldenpath/errors';
import { runProcess } from '@goldenpath/process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

const POLL_MS = 50;
/** PostgreSQL ends sessions and writes a checkpoint in this time, also on a slow disk. */
const LONGEST_MS = 30_000;

/**
 * Stops the server that a process left running in a data folder when it was killed. Where no such server runs, or where it cannot be told
 * from another process, nothing is done.
 */
export async function stopLeftover(data: string): Promise<void> {
  const pid = leftoverPid(data);
  if (pid === undefined || !isRunning(pid) || !(await isServerOf(pid, data))) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; isRunning(pid) && waited < LONGEST_MS; waited += POLL_MS)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

function leftoverPid(data: string): number | undefined {
  try {
    const [first] = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(first);
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The number may belong to another process by now, so the command line decides. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  const { end, stdout } = await runProcess('/bin/ps', ['-p', String(pid), '-o', 'args='], { cwd: '/', env: {} });
  return end === 0 && stdout.includes(data);
}
